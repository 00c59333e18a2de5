import { seededRandom } from "@assetql/core/testing";

export interface Chance {
  /** A whole number from 0 to `n` - 1. */
  below(n: number): number;
  happens(probability: number): boolean;
  /** One of them, each as likely as its weight is large. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
}

/** Everything that is left to chance in a simulation, the same for the same seed. */
export function seededChance(seed: number): Chance {
  const random = seededRandom(seed);
  return {
    below: (n) => Math.floor(random() * n),
    happens: (probability) => random() < probability,
    weighted(weights) {
      const names = Object.keys(weights) as (keyof typeof weights)[];
      const sum = names.reduce((total, name) => total + weights[name], 0);
      let left = random() * sum;
      for (const name of names) {
        left -= weights[name];
        if (left < 0) return name;
      }
      throw new Error("Nothing to choose from");
    },
  };
}
