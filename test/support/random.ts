/** Mulberry32: a small seeded generator of uniform numbers in [0, 1), enough for tests. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The seed of a random test: from the environment, else from the clock. Print it, so that a failure can be repeated. */
export function testSeed(): number {
  const given = process.env.ASSETQL_TEST_SEED;
  return given === undefined ? Date.now() % 1_000_000 : Number(given);
}
