/**
 * For the conformance kit where every call takes its time, as on a real WordPress, or where there are very many: a
 * sample of the places where something goes wrong, another one each time. `ASSETQL_TEST_PLACES=all` tries every one,
 * or a number as many.
 */
export function placesPerCheck(usually = 3): { placesPerCheck?: number } {
  const { ASSETQL_TEST_PLACES: places = usually } = process.env;
  return places === "all" ? {} : { placesPerCheck: Number(places) };
}
