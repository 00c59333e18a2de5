import type { ApiKey, CreateApiKey, CreatedApiKey } from "@assetql/contract";
import type { Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";

type ListOptions = QueryOf<"listApiKeys">;

export interface Keys {
  /** The answer holds the secret, this once. */
  create(input: CreateApiKey, options?: CallOptions): Promise<CreatedApiKey>;
  list(query?: ListOptions, options?: CallOptions): Promise<CallResult<"listApiKeys">>;
  listAll(query?: ListOptions, options?: CallOptions): AsyncGenerator<ApiKey, void, undefined>;
  revoke(id: string, options?: CallOptions): Promise<void>;
}

export function createKeys(call: Call): Keys {
  const list: Keys["list"] = (query = {}, options) => call("listApiKeys", { query }, options);
  return {
    create: (body, options) => call("createApiKey", { body }, options),
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    async revoke(id, options) {
      await call("revokeApiKey", { params: { id } }, options);
    },
  };
}
