import type { Pace as PaceSettings } from "@assetql/contract";
import { createPace, type Pace } from "./pace.ts";

/** More than a host works for at once; beyond, the idle ones are forgotten. */
const REMEMBERED = 1_000;

/** One pace a target. */
export interface Paces {
  for(targetId: string, settings: PaceSettings): Pace;
}

export function createPaces(now: () => number): Paces {
  const paces = new Map<string, Pace>();
  return {
    for(targetId, settings) {
      const known = paces.get(targetId);
      if (known !== undefined) {
        known.configure(settings);
        return known;
      }
      if (paces.size >= REMEMBERED) forgetIdle(paces);
      const made = createPace(settings, now);
      paces.set(targetId, made);
      return made;
    },
  };
}

function forgetIdle(paces: Map<string, Pace>): void {
  for (const [id, pace] of paces) if (pace.isIdle) paces.delete(id);
}
