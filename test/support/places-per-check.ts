/**
 * For the conformance kit on a real WordPress, whose every call takes its time: a sample of the places where something
 * goes wrong. `ASSETQL_TEST_PLACES=all` tries every one, or a number as many.
 */
export function placesPerCheck(): { placesPerCheck?: number } {
  const { ASSETQL_TEST_PLACES: places = "3" } = process.env;
  return places === "all" ? {} : { placesPerCheck: Number(places) };
}
