import type { Clock, RateDecision, RateLimit, RateLimiter } from "@assetql/core/ports";

/** A bucket that gains `perMinute` each millisecond and pays this for a token: whole numbers, so nothing is rounded. */
const TOKEN = 60_000;
/** Some 10 MB; a machine that is called from more addresses forgets the oldest bucket, which then is full again. */
const MAX_BUCKETS = 50_000;

interface Bucket {
  readonly level: number;
  readonly at: number;
  /** When it is full again, and as good as none. */
  readonly fullAt: number;
}

/**
 * Token buckets in the memory of this process, the only one that serves this hub. A restart fills them, which nobody
 * outside can bring about; on a disk, every request would cost a write (adr/0011).
 */
export function createMemoryRateLimiter(clock: Clock, maxBuckets = MAX_BUCKETS): RateLimiter {
  const buckets = new Map<string, Bucket>();
  return {
    async take(key, limit) {
      const now = clock.now();
      const { bucket, decision } = takeFrom(buckets.get(key), limit, now);
      if (!buckets.has(key) && buckets.size >= maxBuckets) makeRoom(buckets, now);
      buckets.set(key, bucket);
      return decision;
    },
  };
}

function takeFrom(
  known: Bucket | undefined,
  { perMinute, burst }: RateLimit,
  now: number,
): { bucket: Bucket; decision: RateDecision } {
  const capacity = burst * TOKEN;
  // A clock that was set back gives nothing and takes nothing.
  const passed = known === undefined ? 0 : Math.max(0, now - known.at);
  const level = known === undefined ? capacity : Math.min(capacity, known.level + passed * perMinute);
  const allowed = level >= TOKEN;
  const left = allowed ? level - TOKEN : level;
  const resetMs = Math.ceil((capacity - left) / perMinute);
  return {
    bucket: { level: left, at: now, fullAt: now + resetMs },
    decision: {
      allowed,
      remaining: Math.floor(left / TOKEN),
      retryAfterMs: allowed ? 0 : Math.ceil((TOKEN - left) / perMinute),
      resetMs,
    },
  };
}

/** Forgets the buckets that are full, or the oldest tenth if none is. */
function makeRoom(buckets: Map<string, Bucket>, now: number): void {
  const before = buckets.size;
  for (const [key, { fullAt }] of buckets) if (fullAt <= now) buckets.delete(key);
  if (buckets.size < before) return;
  const oldest = [...buckets.keys()].slice(0, Math.ceil(before / 10));
  for (const key of oldest) buckets.delete(key);
}
