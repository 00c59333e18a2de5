import type { ApiKey, CreateApiKey, CreatedApiKey } from "@assetql/contract";
import type { Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";

type ListOptions = QueryOf<"listApiKeys">;

export interface Keys {
  /** The answer holds the secret, this once. */
  create(input: CreateApiKey, options?: CallOptions): Promise<CreatedApiKey>;
  list(query?: ListOptions, options?: CallOptions): Promise<CallResult<"listApiKeys">>;
  listAll(query?: ListOptions, options?: CallOptions): AsyncGenerator<ApiKey, void, undefined>;
  /** A new key in the place of an old one, which works on for `overlapHours`: 24 unless told, 0 ends it at once. */
  rotate(
    id: string,
    input?: { overlapHours?: number | undefined },
    options?: CallOptions,
  ): Promise<CreatedApiKey>;
  revoke(id: string, options?: CallOptions): Promise<void>;
}

export function createKeys(call: Call): Keys {
  const list: Keys["list"] = (query = {}, options) => call("listApiKeys", { query }, options);
  return {
    create: (body, options) => call("createApiKey", { body }, options),
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    rotate: (id, body = {}, options) => call("rotateApiKey", { params: { id }, body }, options),
    async revoke(id, options) {
      await call("revokeApiKey", { params: { id } }, options);
    },
  };
}
