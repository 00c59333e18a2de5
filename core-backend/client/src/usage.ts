import type { Usage as UsageAnswer } from "@assetql/contract";
import type { Call, CallOptions, QueryOf } from "./call/types.ts";

export interface Usage {
  /** What is left of the month's quota, and what each month came to; the last twelve unless told. */
  get(query?: QueryOf<"getUsage">, options?: CallOptions): Promise<UsageAnswer>;
}

export function createUsage(call: Call): Usage {
  return { get: (query = {}, options) => call("getUsage", { query }, options) };
}
