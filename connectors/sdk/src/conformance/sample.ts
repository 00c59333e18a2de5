import type { ConnectorHarness } from "./harness.ts";

/**
 * Those of the places where something can go wrong at which it does: all, or as many as the harness names, one from
 * each equal part of them, so that the first and the last get their turn.
 */
export function sampled<T>(
  { placesPerCheck, random = Math.random }: ConnectorHarness,
  places: readonly T[],
): readonly T[] {
  if (placesPerCheck === undefined || placesPerCheck >= places.length) return places;
  const part = places.length / placesPerCheck;
  return Array.from({ length: placesPerCheck }, (_, n) => Math.floor((n + random()) * part)).flatMap(
    (index) => places.slice(index, index + 1),
  );
}
