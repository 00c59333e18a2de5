import type { Asset } from "@assetql/contract";
import type { BodyOf, Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";

type ListOptions = QueryOf<"listAssets">;
type SearchInput = BodyOf<"searchAssets">;

export interface Assets {
  list(query?: ListOptions, options?: CallOptions): Promise<CallResult<"listAssets">>;
  listAll(query?: ListOptions, options?: CallOptions): AsyncGenerator<Asset, void, undefined>;
  search(input: SearchInput, options?: CallOptions): Promise<CallResult<"searchAssets">>;
  searchAll(input: SearchInput, options?: CallOptions): AsyncGenerator<Asset, void, undefined>;
  get(id: string, options?: CallOptions): Promise<Asset>;
  delete(id: string, options?: CallOptions): Promise<void>;
}

export function createAssets(call: Call): Assets {
  const list: Assets["list"] = (query = {}, options) => call("listAssets", { query }, options);
  const search: Assets["search"] = (body, options) => call("searchAssets", { body }, options);
  return {
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    search,
    searchAll: (input, options) => allItems((cursor) => search({ ...input, cursor }, options)),
    get: (id, options) => call("getAsset", { params: { id } }, options),
    async delete(id, options) {
      await call("deleteAsset", { params: { id } }, options);
    },
  };
}
