import type { Asset, Comment } from "@assetql/contract";
import type { BodyOf, Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";

type ListOptions = QueryOf<"listAssets">;
type SearchInput = BodyOf<"searchAssets">;

export interface Assets {
  list(query?: ListOptions, options?: CallOptions): Promise<CallResult<"listAssets">>;
  listAll(query?: ListOptions, options?: CallOptions): AsyncGenerator<Asset, void, undefined>;
  search(input: SearchInput, options?: CallOptions): Promise<CallResult<"searchAssets">>;
  /** Everything found, page after page; without facets, which are the same on each. */
  searchAll(input: SearchInput, options?: CallOptions): AsyncGenerator<Asset, void, undefined>;
  get(id: string, options?: CallOptions): Promise<Asset>;
  delete(id: string, options?: CallOptions): Promise<void>;
  update(id: string, changes: BodyOf<"updateAsset">, options?: CallOptions): Promise<Asset>;
  approve(id: string, options?: CallOptions): Promise<Asset>;
  reject(id: string, body?: BodyOf<"rejectAsset">, options?: CallOptions): Promise<Asset>;
  /** Has a new version made; the present one counts until it passes the gate. */
  regenerate(id: string, body?: BodyOf<"regenerateAsset">, options?: CallOptions): Promise<Asset>;
  /** One thing to many assets; each answers for itself. */
  review(input: BodyOf<"reviewAssets">, options?: CallOptions): Promise<CallResult<"reviewAssets">>;
  versions(
    id: string,
    query?: QueryOf<"listAssetVersions">,
    options?: CallOptions,
  ): Promise<CallResult<"listAssetVersions">>;
  restore(id: string, version: number, options?: CallOptions): Promise<Asset>;
  compare(id: string, from: number, to: number): Promise<CallResult<"compareAssetVersions">>;
  comments(
    id: string,
    query?: QueryOf<"listComments">,
    options?: CallOptions,
  ): Promise<CallResult<"listComments">>;
  comment(id: string, text: string, options?: CallOptions): Promise<Comment>;
  deleteComment(commentId: string, options?: CallOptions): Promise<void>;
  /** A URL, good for an hour, of the image in a format and size. Not in browsers, which hide redirects. */
  downloadUrl(id: string, query?: QueryOf<"downloadAsset">, options?: CallOptions): Promise<string>;
}

export function createAssets(call: Call): Assets {
  const list: Assets["list"] = (query = {}, options) => call("listAssets", { query }, options);
  const search: Assets["search"] = (body, options) => call("searchAssets", { body }, options);
  return {
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    search,
    searchAll: (input, options) => allItems((cursor) => search({ ...input, facets: [], cursor }, options)),
    get: (id, options) => call("getAsset", { params: { id } }, options),
    async delete(id, options) {
      await call("deleteAsset", { params: { id } }, options);
    },
    update: (id, body, options) => call("updateAsset", { params: { id }, body }, options),
    approve: (id, options) => call("approveAsset", { params: { id } }, options),
    reject: (id, body = {}, options) => call("rejectAsset", { params: { id }, body }, options),
    regenerate: (id, body = {}, options) => call("regenerateAsset", { params: { id }, body }, options),
    review: (body, options) => call("reviewAssets", { body }, options),
    versions: (id, query = {}, options) => call("listAssetVersions", { params: { id }, query }, options),
    restore: (id, version, options) => call("restoreAssetVersion", { params: { id, version } }, options),
    compare: (id, from, to) => call("compareAssetVersions", { params: { id }, query: { from, to } }),
    comments: (id, query = {}, options) => call("listComments", { params: { id }, query }, options),
    comment: (id, text, options) => call("createComment", { params: { id }, body: { text } }, options),
    async deleteComment(id, options) {
      await call("deleteComment", { params: { id } }, options);
    },
    downloadUrl: (id, query = {}, options) => call("downloadAsset", { params: { id }, query }, options),
  };
}
