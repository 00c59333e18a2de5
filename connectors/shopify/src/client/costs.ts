/** Numbers of variables that tell how much is asked for: `first` of a list, or the length of one that is sent. */
type Shape = ReadonlyMap<string, number>;

interface KnownCost {
  readonly shape: Shape;
  readonly points: number;
}

/**
 * For an operation that was never asked before. Above what any of ours costs (a test measures them all), so that what
 * is reserved is never too little; the first answer tells the true one.
 */
export const UNKNOWN_COST = 500;
/** Shopify refuses what costs more. */
export const MAX_COST = 1_000;
/** Shapes remembered of an operation: each length of a list is one. */
const REMEMBERED = 300;

/** What operations cost, as learnt from Shopify's answers. It is the same for all shops. */
export interface Costs {
  /** Points that Shopify will take before it begins: the true number where it is known, otherwise no less. */
  estimate(name: string, variables: Readonly<Record<string, unknown>>): number;
  learn(name: string, variables: Readonly<Record<string, unknown>>, requested: number): void;
}

export function createCosts(): Costs {
  const known = new Map<string, Map<string, KnownCost>>();
  return {
    estimate(name, variables) {
      const shape = shapeOf(variables);
      const costs = known.get(name);
      if (costs === undefined) return UNKNOWN_COST;
      const exact = costs.get(keyOf(shape));
      if (exact !== undefined) return exact.points;
      return Math.min(MAX_COST, ...[...costs.values()].map((cost) => scaled(cost, shape)));
    },
    learn(name, variables, requested) {
      const shape = shapeOf(variables);
      const costs = known.get(name) ?? new Map<string, KnownCost>();
      known.set(name, costs);
      const key = keyOf(shape);
      costs.delete(key);
      costs.set(key, { shape, points: requested });
      const [oldest] = costs.keys();
      if (costs.size > REMEMBERED && oldest !== undefined) costs.delete(oldest);
    },
  };
}

/** Costs grow with each number at most in proportion to it, as what does not depend on it stays. */
function scaled({ shape, points }: KnownCost, asked: Shape): number {
  let factor = 1;
  for (const [path, size] of asked) factor *= Math.max(1, size / Math.max(1, shape.get(path) ?? 1));
  return Math.ceil(points * factor);
}

const keyOf = (shape: Shape): string => [...shape].map(([path, size]) => `${path}=${size}`).join("&");

function shapeOf(variables: Readonly<Record<string, unknown>>): Shape {
  const shape = new Map<string, number>();
  addSizes(variables, "", shape);
  return shape;
}

function addSizes(value: unknown, path: string, shape: Map<string, number>): void {
  if (Array.isArray(value)) {
    shape.set(path, (shape.get(path) ?? 0) + value.length);
    for (const each of value) addSizes(each, `${path}[]`, shape);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) addSizes(member, `${path}.${name}`, shape);
  } else if (typeof value === "number" && /(?:first|last)$/i.test(path)) {
    shape.set(path, value);
  }
}
