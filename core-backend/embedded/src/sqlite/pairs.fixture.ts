import type { Collection } from "@assetql/core/ports";

/** Records that are written two at a time. */
export interface Half {
  readonly id: string;
  readonly number: number;
  readonly text: string;
}

export const pairs: Collection<Half> = {
  name: "pair",
  parse: (value) => value as Half,
  id: ({ id }) => id,
  indexes: { number: ({ number }) => ({ partition: "all", sort: String(number).padStart(9, "0") }) },
};
