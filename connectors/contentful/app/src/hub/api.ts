import { type Call, createClient } from "@assetql/client";
import type {
  Asset,
  AssetId,
  Batch,
  BatchId,
  BatchPreview,
  Change,
  CreatePublicationInput,
  CreateTargetBatch,
  ItemPage,
  ItemQuery,
  Publication,
  PublicationId,
  ReviewResult,
  StyleProfile,
  StyleProfileId,
  Target,
  TargetId,
} from "@assetql/contract";
import { type AppContext, readContext } from "./context.ts";

type Page<Item> = { readonly items: readonly Item[]; readonly cursor?: string | undefined };

export interface Reading {
  readonly signal?: AbortSignal | undefined;
}

export type BatchControl = "pause" | "resume" | "cancel";

/** What the app asks of AssetQL. Every call may throw what `@assetql/client` throws. */
export interface Api {
  /** What this space and environment work with. */
  context(reading?: Reading): Promise<AppContext>;
  styles(reading?: Reading): Promise<readonly StyleProfile[]>;
  style(id: StyleProfileId, reading?: Reading): Promise<StyleProfile>;
  /** Has a host look whether the target can be written to; the answer is in its `health`. */
  checkTarget(id: TargetId): Promise<Target>;
  items(id: TargetId, query: ItemQuery, cursor?: string): Promise<ItemPage>;
  preview(id: TargetId, batch: CreateTargetBatch, reading?: Reading): Promise<BatchPreview>;
  createBatch(id: TargetId, batch: CreateTargetBatch): Promise<Batch>;
  batches(cursor?: string, reading?: Reading): Promise<Page<Batch>>;
  batch(id: BatchId, reading?: Reading): Promise<Batch>;
  control(id: BatchId, action: BatchControl): Promise<Batch>;
  assets(id: BatchId, cursor?: string, reading?: Reading): Promise<Page<Asset>>;
  asset(id: AssetId, reading?: Reading): Promise<Asset>;
  approve(id: AssetId): Promise<Asset>;
  reject(id: AssetId, note?: string): Promise<Asset>;
  regenerate(id: AssetId, note?: string): Promise<Asset>;
  /** At most 500 at once; each answers for itself. */
  approveAll(ids: readonly AssetId[]): Promise<ReviewResult>;
  setAltText(id: AssetId, altText: string): Promise<Asset>;
  plan(input: CreatePublicationInput): Promise<Publication>;
  publication(id: PublicationId, reading?: Reading): Promise<Publication>;
  publications(cursor?: string, reading?: Reading): Promise<Page<Publication>>;
  changes(id: PublicationId, cursor?: string, reading?: Reading): Promise<Page<Change>>;
  apply(id: PublicationId): Promise<Publication>;
  revert(id: PublicationId): Promise<Publication>;
}

const PAGE = 100;

/** Speaks to the hub through the sync service at `baseUrl`, with requests that `fetch` signs. */
export function createApi(options: { baseUrl: string; fetch: typeof globalThis.fetch }): Api {
  const { call } = createClient({ ...options, retries: 2, WebSocket: null });
  return {
    context: (reading) => readContext(options, reading?.signal),
    ...targetCalls(call),
    ...batchCalls(call),
    ...reviewCalls(call),
    ...publicationCalls(call),
  };
}

type TargetCalls = Pick<Api, "styles" | "style" | "checkTarget" | "items">;

const targetCalls = (call: Call): TargetCalls => ({
  styles: (reading) => all((cursor) => call("listStyles", { query: { limit: PAGE, cursor } }, reading)),
  style: (id, reading) => call("getStyle", { params: { id } }, reading),
  checkTarget: (id) => call("checkTarget", { params: { id } }),
  items: (id, query, cursor) => call("listTargetItems", { params: { id }, body: { query, cursor } }),
});

type BatchCalls = Pick<Api, "preview" | "createBatch" | "batches" | "batch" | "control" | "assets" | "asset">;

const batchCalls = (call: Call): BatchCalls => ({
  preview: (id, body, reading) => call("previewTargetBatch", { params: { id }, body }, reading),
  createBatch: (id, body) => call("createTargetBatch", { params: { id }, body }),
  batches: (cursor, reading) => call("listBatches", { query: { limit: 20, cursor } }, reading),
  batch: (id, reading) => call("getBatch", { params: { id } }, reading),
  control: (id, action) => call(`${action}Batch`, { params: { id } }),
  assets: (batchId, cursor, reading) =>
    call("listAssets", { query: { batchId, limit: PAGE, cursor } }, reading),
  asset: (id, reading) => call("getAsset", { params: { id } }, reading),
});

type ReviewCalls = Pick<Api, "approve" | "reject" | "regenerate" | "approveAll" | "setAltText">;

const reviewCalls = (call: Call): ReviewCalls => ({
  approve: (id) => call("approveAsset", { params: { id } }),
  reject: (id, note) => call("rejectAsset", { params: { id }, body: note === undefined ? {} : { note } }),
  regenerate: (id, note) =>
    call("regenerateAsset", { params: { id }, body: note === undefined ? {} : { note } }),
  approveAll: (assetIds) => call("reviewAssets", { body: { action: "approve", assetIds: [...assetIds] } }),
  setAltText: (id, altText) => call("updateAsset", { params: { id }, body: { altText } }),
});

type PublicationCalls = Pick<Api, "plan" | "publication" | "publications" | "changes" | "apply" | "revert">;

const publicationCalls = (call: Call): PublicationCalls => ({
  plan: (body) => call("createPublication", { body }),
  publication: (id, reading) => call("getPublication", { params: { id } }, reading),
  publications: (cursor, reading) => call("listPublications", { query: { limit: 20, cursor } }, reading),
  changes: (id, cursor, reading) =>
    call("listPublicationChanges", { params: { id }, query: { limit: PAGE, cursor } }, reading),
  apply: (id) => call("applyPublication", { params: { id }, body: {} }),
  revert: (id) => call("revertPublication", { params: { id }, body: {} }),
});

async function all<Item>(load: (cursor: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await load(cursor);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}
