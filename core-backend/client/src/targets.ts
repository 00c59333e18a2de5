import type { Batch, BatchPreview, CreateTargetInput, Item, Link, Target } from "@assetql/contract";
import type { BodyOf, Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";

type ItemInput = BodyOf<"listTargetItems">;

/** The sites, shops and spaces that a workspace publishes to. */
export interface Targets {
  /** Its credentials are sealed by the hub, which never gives them back. */
  create(input: CreateTargetInput, options?: CallOptions): Promise<Target>;
  get(id: string, options?: CallOptions): Promise<Target>;
  list(query?: QueryOf<"listTargets">, options?: CallOptions): Promise<CallResult<"listTargets">>;
  listAll(query?: QueryOf<"listTargets">, options?: CallOptions): AsyncGenerator<Target, void, undefined>;
  update(id: string, changes: BodyOf<"updateTarget">, options?: CallOptions): Promise<Target>;
  /** What was published stays where it is. */
  delete(id: string, options?: CallOptions): Promise<void>;
  /** Has a host look whether it can be reached and written to; the answer is in `health`. */
  check(id: string, options?: CallOptions): Promise<Target>;
  /** A page of the platform's posts, products or entries. */
  items(id: string, input?: ItemInput, options?: CallOptions): Promise<CallResult<"listTargetItems">>;
  itemsAll(
    id: string,
    query?: ItemInput["query"],
    options?: CallOptions,
  ): AsyncGenerator<Item, void, undefined>;
  /** Makes a batch of items, a row an item by the target's mapping. */
  batch(id: string, input: BodyOf<"createTargetBatch">, options?: CallOptions): Promise<Batch>;
  previewBatch(id: string, input: BodyOf<"previewTargetBatch">, options?: CallOptions): Promise<BatchPreview>;
  /** What is there because of which asset. */
  links(id: string, query?: QueryOf<"listTargetLinks">, options?: CallOptions): Promise<LinkPage>;
  linksAll(id: string, options?: CallOptions): AsyncGenerator<Link, void, undefined>;
  /** Where an asset is published. */
  linksOfAsset(assetId: string, query?: QueryOf<"listAssetLinks">, options?: CallOptions): Promise<LinkPage>;
}

type LinkPage = CallResult<"listTargetLinks">;

export function createTargets(call: Call): Targets {
  const list: Targets["list"] = (query = {}, options) => call("listTargets", { query }, options);
  const items: Targets["items"] = (id, body = {}, options) =>
    call("listTargetItems", { params: { id }, body }, options);
  const links: Targets["links"] = (id, query = {}, options) =>
    call("listTargetLinks", { params: { id }, query }, options);
  return {
    create: (body, options) => call("createTarget", { body }, options),
    get: (id, options) => call("getTarget", { params: { id } }, options),
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    update: (id, body, options) => call("updateTarget", { params: { id }, body }, options),
    async delete(id, options) {
      await call("deleteTarget", { params: { id } }, options);
    },
    check: (id, options) => call("checkTarget", { params: { id } }, options),
    items,
    itemsAll: (id, query, options) => allItems((cursor) => items(id, { query, cursor }, options)),
    batch: (id, body, options) => call("createTargetBatch", { params: { id }, body }, options),
    previewBatch: (id, body, options) => call("previewTargetBatch", { params: { id }, body }, options),
    links,
    linksAll: (id, options) => allItems((cursor) => links(id, { cursor }, options)),
    linksOfAsset: (id, query = {}, options) => call("listAssetLinks", { params: { id }, query }, options),
  };
}
