import { type ApiRateLimits, defaultRateLimits } from "@assetql/api";
import type { Clock, RateLimit } from "@assetql/core/ports";
import { createMemoryRateLimiter } from "./rate-limiter.ts";

/** What is absent is as {@link defaultRateLimits} has it. */
export interface RateLimitOptions {
  readonly perKey?: RateLimit | undefined;
  readonly perAddress?: RateLimit | undefined;
}

/** The limits of a hub's API; none when they are `off`. */
export function hubRateLimits(clock: Clock, options: RateLimitOptions | "off"): ApiRateLimits | undefined {
  if (options === "off") return undefined;
  return {
    limiter: createMemoryRateLimiter(clock),
    perKey: options.perKey ?? defaultRateLimits.perKey,
    perAddress: options.perAddress ?? defaultRateLimits.perAddress,
    isOperator: ({ operator }) => operator === true,
  };
}
