import { rateLimiterBattery } from "@assetql/core/testing";
import { expect, it } from "vitest";
import { testSeed } from "../../../../test/support/test-seed.ts";
import { createMemoryRateLimiter } from "./rate-limiter.ts";

rateLimiterBattery("In-process", {
  seed: testSeed(),
  async open() {
    let now = Date.UTC(2026, 10, 1);
    return {
      limiter: createMemoryRateLimiter({ now: () => now }),
      async advance(milliseconds) {
        now += milliseconds;
      },
      async close() {},
    };
  },
});

it("holds no more buckets than it may, and forgets full ones first", async () => {
  let now = 0;
  const limit = { perMinute: 60, burst: 2 };
  const limiter = createMemoryRateLimiter({ now: () => now }, 10);
  await limiter.take("busy", { perMinute: 1, burst: 2 });
  for (let index = 0; index < 9; index++) await limiter.take(`idle-${index}`, limit);
  now += 2_000;
  await limiter.take("new", limit);
  expect(await limiter.take("busy", { perMinute: 1, burst: 2 })).toMatchObject({ remaining: 0 });

  // Thousands of addresses that are all busy: the oldest are forgotten, and nobody is locked out.
  for (let index = 0; index < 5_000; index++) {
    expect((await limiter.take(`flood-${index}`, limit)).allowed).toBe(true);
  }
});

it("gives and takes nothing when the clock is set back", async () => {
  let now = 1_000_000;
  const limit = { perMinute: 60, burst: 5 };
  const limiter = createMemoryRateLimiter({ now: () => now });
  await limiter.take("key", limit);
  now -= 500_000;
  expect(await limiter.take("key", limit)).toMatchObject({ allowed: true, remaining: 3 });
});
