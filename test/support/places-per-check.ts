import { seededRandom } from "@assetql/core/testing";
import { testSeed } from "./test-seed.ts";

/**
 * For the conformance kit where every call takes its time, as on a real WordPress, or where there are very many: a
 * sample of the places where something goes wrong, drawn with the tests' seed. `ASSETQL_TEST_PLACES=all` tries every
 * one, or a number as many.
 */
export function placesPerCheck(usually = 3): { placesPerCheck?: number; random?: () => number } {
  const { ASSETQL_TEST_PLACES: places = usually } = process.env;
  if (places === "all") return {};
  const seed = testSeed();
  console.info(`places of seed ${seed} (ASSETQL_TEST_SEED=${seed} repeats them)`);
  return { placesPerCheck: Number(places), random: seededRandom(seed) };
}
