import type { CreateShareInput, Share } from "@assetql/contract";
import type { Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";

type ListOptions = QueryOf<"listShares">;

/** Links to an asset or an export that need no key. */
export interface Shares {
  create(input: CreateShareInput, options?: CallOptions): Promise<Share>;
  list(query?: ListOptions, options?: CallOptions): Promise<CallResult<"listShares">>;
  listAll(query?: ListOptions, options?: CallOptions): AsyncGenerator<Share, void, undefined>;
  revoke(id: string, options?: CallOptions): Promise<void>;
}

export function createShares(call: Call): Shares {
  const list: Shares["list"] = (query = {}, options) => call("listShares", { query }, options);
  return {
    create: (body, options) => call("createShare", { body }, options),
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    async revoke(id, options) {
      await call("revokeShare", { params: { id } }, options);
    },
  };
}
