import type { Analytics as AnalyticsAnswer } from "@assetql/contract";
import type { Call, CallOptions, QueryOf } from "./call/types.ts";

export interface Analytics {
  /** What the batches of a range of days came to; the last thirty days unless told. */
  get(query?: QueryOf<"getAnalytics">, options?: CallOptions): Promise<AnalyticsAnswer>;
}

export function createAnalytics(call: Call): Analytics {
  return { get: (query = {}, options) => call("getAnalytics", { query }, options) };
}
