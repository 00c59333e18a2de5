import { isDeepStrictEqual } from "node:util";
import type { Json, Snapshot } from "@assetql/contract";

/** A field that a snapshot does not name is not there. */
export const fieldOf = (snapshot: Snapshot, name: string): Json => snapshot[name] ?? null;

/** Whether two values are the same JSON, whatever the order of their members. */
export const isSame = (one: Json, other: Json): boolean => isDeepStrictEqual(one, other);

/** Whether nobody has put anything there. Platforms say so in many ways: WordPress has 0 for no featured image. */
export function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === "" || value === 0 || value === false;
}
