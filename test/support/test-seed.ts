/** The seed of a random test: from the environment, else from the clock. Print it, so that a failure can be repeated. */
export function testSeed(): number {
  const given = process.env.ASSETQL_TEST_SEED;
  return given === undefined ? Date.now() % 1_000_000 : Number(given);
}
