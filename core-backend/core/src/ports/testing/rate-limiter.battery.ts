import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RateLimit, RateLimiter } from "../rate-limiter.ts";

export interface RateLimiterHarness {
  readonly limiter: RateLimiter;
  /** Lets time pass for the limiter. */
  advance(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/** 100 a minute, 200 at once: a token every 600 ms. */
const LIMIT: RateLimit = { perMinute: 100, burst: 200 };

let keys = 0;
// Limiters may outlive a run of the battery, as a table in a cloud does.
const run = Date.now().toString(36);
const newKey = (): string => `battery-${run}-${keys++}`;

/** What every rate limiter promises; `seed` is that of the random test. */
export function rateLimiterBattery(
  name: string,
  { open, seed }: { open: () => Promise<RateLimiterHarness>; seed: number },
): void {
  describe(`${name} rate limiter`, () => {
    let harness: RateLimiterHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());

    it("lets a burst through, and then what comes back", async () => {
      const key = newKey();
      const { limiter, advance } = harness;
      for (let index = 1; index <= 200; index++) {
        expect(await limiter.take(key, LIMIT)).toMatchObject({ allowed: true, remaining: 200 - index });
      }
      const refused = await limiter.take(key, LIMIT);
      expect(refused).toEqual({ allowed: false, remaining: 0, retryAfterMs: 600, resetMs: 120_000 });

      await advance(599);
      expect(await limiter.take(key, LIMIT)).toMatchObject({ allowed: false, retryAfterMs: 1 });
      await advance(1);
      expect(await limiter.take(key, LIMIT)).toMatchObject({ allowed: true, remaining: 0 });
      await advance(60_000);
      for (let index = 0; index < 100; index++) {
        expect((await limiter.take(key, LIMIT)).allowed).toBe(true);
      }
      expect((await limiter.take(key, LIMIT)).allowed).toBe(false);
    });

    it("says when the bucket is full again, and never holds more than that", async () => {
      const key = newKey();
      const { limiter, advance } = harness;
      expect(await limiter.take(key, LIMIT)).toEqual({
        allowed: true,
        remaining: 199,
        retryAfterMs: 0,
        resetMs: 600,
      });
      await advance(3_600_000);
      expect(await limiter.take(key, LIMIT)).toMatchObject({ remaining: 199, resetMs: 600 });
    });

    it("keeps the buckets of two keys apart", async () => {
      const [one, other] = [newKey(), newKey()];
      const limit = { perMinute: 60, burst: 1 };
      const { limiter } = harness;
      expect((await limiter.take(one, limit)).allowed).toBe(true);
      expect((await limiter.take(one, limit)).allowed).toBe(false);
      expect((await limiter.take(other, limit)).allowed).toBe(true);
    });

    it("gives no token twice to many at once", async () => {
      const key = newKey();
      const limit = { perMinute: 1, burst: 30 };
      const answers = await Promise.all(Array.from({ length: 100 }, () => harness.limiter.take(key, limit)));
      expect(answers.filter(({ allowed }) => allowed)).toHaveLength(30);
    });

    it(`agrees with a bucket that is counted by hand (seed ${seed})`, async () => {
      const limits = fc.record({
        perMinute: fc.integer({ min: 1, max: 600 }),
        burst: fc.integer({ min: 1, max: 50 }),
      });
      const pauses = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 60 });
      await fc.assert(
        fc.asyncProperty(limits, pauses, async (limit, waits) => {
          const key = newKey();
          const bucket = bucketByHand(limit);
          for (const wait of waits) {
            await harness.advance(wait);
            const expected = bucket.take(wait);
            expect(await harness.limiter.take(key, limit)).toMatchObject(expected);
          }
        }),
        { seed, numRuns: 60 },
      );
    });
  });
}

/** In thousandths of a token a minute, as whole numbers, so that nothing is rounded. */
function bucketByHand({ perMinute, burst }: RateLimit) {
  const token = 60_000;
  let level = burst * token;
  return {
    take(passed: number): { allowed: boolean; remaining: number } {
      level = Math.min(burst * token, level + passed * perMinute);
      const allowed = level >= token;
      if (allowed) level -= token;
      return { allowed, remaining: Math.floor(level / token) };
    },
  };
}
