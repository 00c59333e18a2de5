import type { Client } from "@assetql/client";
import type { Asset, BatchId, ReviewState, SearchAssetsInput } from "@assetql/contract";
import type { ReviewQuery } from "./review-query.ts";
import { scanRows } from "./scan-rows.ts";

export interface FoundImages {
  readonly assets: readonly Asset[];
  readonly cursor: string | null;
  /** Of all pages; null where counting would mean to read them all. */
  readonly total: number | null;
}

const reviewOf = ({ tab }: ReviewQuery): ReviewState | undefined =>
  tab === "pending" || tab === "approved" || tab === "rejected" ? tab : undefined;

/** What the hub's own search is asked for. */
function searchOf(batchId: BatchId, query: ReviewQuery): SearchAssetsInput {
  const review = reviewOf(query);
  const text = query.text.trim();
  return {
    batchId,
    order: query.sort === "score-desc" ? "score-desc" : "score-asc",
    ...(review === undefined ? {} : { review }),
    ...(query.minScore > 0 ? { minScore: query.minScore / 100 } : {}),
    ...(query.maxScore < 100 ? { maxScore: query.maxScore / 100 } : {}),
    ...(text === "" ? {} : { text }),
  };
}

/** A page of a batch's images as the query orders and filters them. */
export function findImages(hub: Client, batchId: BatchId, query: ReviewQuery): Promise<FoundImages> {
  return query.sort === "row" ? findByRow(hub, batchId, query) : findByScore(hub, batchId, query);
}

async function findByScore(hub: Client, batchId: BatchId, query: ReviewQuery): Promise<FoundImages> {
  const found = await hub.assets.search({
    ...searchOf(batchId, query),
    limit: query.size,
    ...(query.cursor === null ? {} : { cursor: query.cursor }),
  });
  return { assets: found.items, cursor: found.cursor ?? null, total: found.total };
}

/** The hub lists a batch by its rows, but without all filters: `isFound` has the others. */
function rowsOf(batchId: BatchId, query: ReviewQuery) {
  const listed: Parameters<Client["assets"]["listAll"]>[0] = {
    batchId,
    limit: 200,
    ...(query.minScore > 0 ? { minScore: query.minScore / 100 } : {}),
    ...(query.maxScore < 100 ? { maxScore: query.maxScore / 100 } : {}),
  };
  const review = reviewOf(query);
  const words = wordsOf(query.text);
  const isFound = (asset: Asset): boolean => {
    if (review !== undefined && asset.review !== review) return false;
    if (words.length === 0) return true;
    const known = wordsOf([asset.title, asset.sku, asset.prompt, ...Object.values(asset.metadata)].join(" "));
    return words.every((word) => known.some((each) => each.startsWith(word)));
  };
  return { listed, isFound };
}

async function findByRow(hub: Client, batchId: BatchId, query: ReviewQuery): Promise<FoundImages> {
  const { listed, isFound } = rowsOf(batchId, query);
  const [page, counted] = await Promise.all([
    scanRows({
      read: (cursor) => hub.assets.list({ ...listed, ...(cursor === undefined ? {} : { cursor }) }),
      keep: isFound,
      size: query.size,
      cursor: query.cursor,
    }),
    hub.assets.search({ ...searchOf(batchId, query), limit: 1 }),
  ]);
  return { assets: page.items, cursor: page.cursor, total: counted.total };
}

/** As the hub's search reads texts: words without case and accents. */
const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** The ids of everything that a query finds, on all of its pages, in its order. */
export async function idsOfAll(hub: Client, batchId: BatchId, query: ReviewQuery): Promise<string[]> {
  const ids: string[] = [];
  if (query.sort === "row") {
    const { listed, isFound } = rowsOf(batchId, query);
    for await (const asset of hub.assets.listAll(listed)) if (isFound(asset)) ids.push(asset.id);
  } else {
    for await (const { id } of hub.assets.searchAll({ ...searchOf(batchId, query), limit: 200 }))
      ids.push(id);
  }
  return ids;
}

/** How many images are in which state, whatever the filter. */
export async function countStates(hub: Client, batchId: BatchId): Promise<Record<ReviewState, number>> {
  const { facets } = await hub.assets.search({
    batchId,
    facets: ["review"],
    limit: 1,
  });
  const counted = new Map((facets?.review ?? []).map(({ value, count }) => [value, count]));
  return {
    pending: counted.get("pending") ?? 0,
    approved: counted.get("approved") ?? 0,
    rejected: counted.get("rejected") ?? 0,
  };
}
