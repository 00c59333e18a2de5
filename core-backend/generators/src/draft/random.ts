/** A source of numbers in [0, 1), the same for the same seed on every machine. */
export type Random = () => number;

/** Mulberry32: 32 bits of state, period 2^32, enough for the few thousand draws of a draft. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** FNV-1a over UTF-16 code units, as an unsigned 32-bit number. */
export function hashText(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}

/** Joins a seed of up to 53 bits and a text into one 32-bit seed. */
export function mixSeed(seed: number, text: string): number {
  return hashText(`${seed}:${text}`);
}
