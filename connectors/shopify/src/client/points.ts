import { type Costs, createCosts } from "./costs.ts";
import { PointsBucket } from "./points-bucket.ts";

/** More shops than a process works for at once; beyond, the idle ones are forgotten. */
const REMEMBERED = 1_000;

/** The points of shops, shared by everybody in a process who asks them for something. */
export interface Points {
  readonly costs: Costs;
  of(shop: string): PointsBucket;
}

/** `now` in milliseconds; a clock that nobody sets, as points are won by the millisecond. */
export function createPoints(now: () => number = () => performance.now()): Points {
  const buckets = new Map<string, PointsBucket>();
  return {
    costs: createCosts(),
    of(shop) {
      const known = buckets.get(shop);
      if (known !== undefined) return known;
      if (buckets.size >= REMEMBERED) {
        for (const [name, bucket] of buckets) if (bucket.isIdle) buckets.delete(name);
      }
      const made = new PointsBucket(now);
      buckets.set(shop, made);
      return made;
    },
  };
}
