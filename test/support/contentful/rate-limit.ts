import { ApiError } from "./errors.ts";
import type { ContentfulState } from "./state.ts";

/**
 * Requests per second of one token: 7 on the free plan, 10 on others. Over it: 429 `RateLimitExceeded`, and the
 * seconds until the next request may be made in `X-Contentful-RateLimit-Reset`.
 *
 * Mirrors "API rate limits" of the CMA reference.
 */
export class RateLimit {
  readonly #seen = new Map<string, number[]>();
  readonly #state: ContentfulState;
  constructor(state: ContentfulState) {
    this.#state = state;
  }

  /** Counts one request and gives the headers of its answer. Throws when there were too many. */
  take(token: string, now: number): Record<string, string> {
    const limit = this.#state.requestsPerSecond;
    const recent = (this.#seen.get(token) ?? []).filter((at) => at > now - 1_000);
    this.#seen.set(token, recent);
    const headers = (remaining: number, reset: number): Record<string, string> => ({
      "X-Contentful-RateLimit-Second-Limit": String(limit),
      "X-Contentful-RateLimit-Second-Remaining": String(remaining),
      "X-Contentful-RateLimit-Reset": String(reset),
    });
    if (recent.length >= limit) {
      throw new ApiError(429, "RateLimitExceeded", {
        message:
          "You have exceeded the rate limit of the Organization this Space belongs to by making too many API requests within a short timespan. Please wait a moment before trying the request again.",
        headers: headers(0, 1),
      });
    }
    recent.push(now);
    return headers(limit - recent.length, 0);
  }
}
