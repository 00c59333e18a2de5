/** A stream of numbers in [0, 1) that one seed gives again (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const UNITS = [
  '"',
  "\\",
  "/",
  "\b",
  "\f",
  "\n",
  "\r",
  "\t",
  "\u0000",
  "\u001f",
  "\u007f",
  "\u2028",
  "é",
  "魔",
];
const SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff", "🧪"];
/** Where printing changes its form, or the doubles their distance. */
const NUMBERS = [
  0,
  -0,
  5e-324,
  2.2250738585072014e-308,
  2.225073858507201e-308,
  1.7976931348623157e308,
  1e21,
  999999999999999900000,
  1e-6,
  1e-7,
  0.1,
  0.30000000000000004,
  2 ** 53,
  2 ** 53 - 1,
  -(2 ** 31),
  9.5367431640625e-7,
  5e-7,
  123456789012345680,
  4.35,
  1 / 3,
];

/** Random JSON of every kind, as a value for `JSON.stringify`. */
export function createJson(random: () => number) {
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => {
    const picked = list[below(list.length)];
    if (picked === undefined) throw new Error("the list is empty");
    return picked;
  };

  /** Any double by its bits, a short decimal, a power of two or its neighbours. */
  function number(): number {
    const view = new DataView(new ArrayBuffer(8));
    switch (below(5)) {
      case 0:
        return pick(NUMBERS);
      case 1:
        return Number(`${below(100_000)}e${below(40) - 20}`);
      case 2: {
        view.setFloat64(0, 2 ** (below(2_098) - 1_074));
        view.setBigInt64(0, view.getBigInt64(0) + BigInt(below(3) - 1));
        break;
      }
      default:
        view.setUint32(0, below(2 ** 32));
        view.setUint32(4, below(2 ** 32));
    }
    const value = view.getFloat64(0);
    return Number.isFinite(value) ? value : below(1_000_000);
  }

  const unit = () => {
    const kind = below(4);
    if (kind === 0) return pick(UNITS);
    if (kind === 1) return pick(SURROGATES);
    return String.fromCharCode(32 + below(kind === 2 ? 95 : 50_000));
  };
  const string = () => Array.from({ length: below(12) }, unit).join("");
  /** Never the names that JavaScript puts first, whatever their order: those that are indices. */
  const name = () => `k${string()}`;

  function value(depth: number): unknown {
    const kind = below(depth > 0 ? 7 : 5);
    if (kind === 0) return null;
    if (kind === 1) return random() < 0.5;
    if (kind <= 3) return number();
    if (kind === 4) return string();
    const length = below(6);
    if (kind === 5) return Array.from({ length }, () => value(depth - 1));
    return Object.fromEntries(Array.from({ length: below(14) }, () => [name(), value(depth - 1)]));
  }
  return { number, value };
}
