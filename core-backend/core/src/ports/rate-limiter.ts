/**
 * Token buckets, one a key. A bucket starts full with `burst` tokens and gains `perMinute` a minute until it is full
 * again; each call takes one. Whoever was quiet for a while may so make `burst` calls at once, and in the long run
 * nobody makes more than `perMinute` a minute: within any minute at most `burst + perMinute`.
 */
export interface RateLimiter {
  /** Takes a token of the key's bucket, if there is one; a call that is refused takes none. */
  take(key: string, limit: RateLimit): Promise<RateDecision>;
}

export interface RateLimit {
  /** Tokens that come back in a minute; above 0. */
  readonly perMinute: number;
  /** Tokens that a full bucket holds; 1 or more. */
  readonly burst: number;
}

export interface RateDecision {
  readonly allowed: boolean;
  /** Whole tokens that are left. */
  readonly remaining: number;
  /** Until there is a token, milliseconds; 0 when there is one already. */
  readonly retryAfterMs: number;
  /** Until the bucket is full again, milliseconds. */
  readonly resetMs: number;
}
