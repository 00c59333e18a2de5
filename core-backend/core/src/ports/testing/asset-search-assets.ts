import {
  batchIdSchema,
  type SearchAssets,
  searchAssetsSchema,
  styleProfileIdSchema,
} from "@assetql/contract";
import { type AssetRecord, assetRecordSchema, assets } from "../../assets/asset-record.ts";
import { wordsOf } from "../../assets/search-words.ts";
import type { AssetSearch, AssetSearchQuery } from "../asset-search.ts";
import { put, type RecordStore } from "../record-store.ts";

let workspaces = 0;
// Stores may outlive a run of the battery, as a table in a cloud does.
const run = Date.now().toString(36);

/** A workspace no other test uses. */
export function newWorkspace(): string {
  workspaces += 1;
  return `ws_${run}-${workspaces}`;
}

export const batchNamed = (name: string) => batchIdSchema.parse(`bat_named-${name}`);
export const styleNamed = (name: string) => styleProfileIdSchema.parse(`sty_named-${name}`);

/** What a test says of an asset; everything else is the same for all. */
export interface AssetSketch extends Partial<Omit<AssetRecord, "id" | "workspaceId" | "tags">> {
  readonly tags?: readonly string[];
  readonly score?: number;
}

/** The asset `name` of a workspace. Unless told otherwise, it has no words but its name's. */
export function assetOf(workspaceId: string, name: string, sketch: AssetSketch = {}): AssetRecord {
  const { tags = [], score = 0.9, ...rest } = sketch;
  return assetRecordSchema.parse({
    id: `ast_${workspaceId.slice(3)}-${name}`,
    workspaceId,
    batchId: batchNamed("one"),
    taskId: "tsk_some",
    styleProfileId: styleNamed("one"),
    createdBy: "key_some",
    status: "ready",
    version: 1,
    row: 1,
    sku: null,
    title: name,
    altText: "",
    prompt: "",
    category: null,
    provenance: {
      generator: "none",
      generatorVersion: "1",
      model: "none",
      isDraft: true,
      seed: 1,
      attribution: [],
    },
    dimensions: { width: 1, height: 1 },
    fileSize: 1,
    sha256: "",
    metadata: {},
    createdAt: 1_000,
    updatedAt: 1_000,
    ...rest,
    tags: tags.map((tag) => ({ name: tag, source: "model" })),
    styleScore: {
      score,
      rawCosine: score,
      parts: { palette: score, composition: score, texture: score, lighting: score, embedding: score },
      encoder: { id: "none", version: "1" },
    },
  });
}

export async function putAssets(store: RecordStore, all: readonly AssetRecord[]): Promise<void> {
  for (let at = 0; at < all.length; at += 50) {
    await store.transact(all.slice(at, at + 50).map((asset) => put(assets, asset)));
  }
}

export type SearchInput = { readonly [Name in keyof SearchAssets]?: SearchAssets[Name] | undefined };

/** The query that the use case makes of what people send. */
export function queryOf(workspaceId: string, input: SearchInput): AssetSearchQuery {
  const { text, metadata: cells, order, facets, limit, cursor, ...rest } = searchAssetsSchema.parse(input);
  return {
    criteria: { ...rest, workspaceId, words: wordsOf(text ?? ""), cells },
    order,
    facets,
    limit,
    cursor,
  };
}

/** The names of all that is found, page after page. */
export async function namesFound(
  search: AssetSearch,
  workspaceId: string,
  input: SearchInput = {},
): Promise<string[]> {
  const ids: string[] = [];
  let { cursor } = input;
  do {
    const page = await search.search(queryOf(workspaceId, { ...input, cursor }));
    ids.push(...page.ids);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids.map((id) => nameOf(workspaceId, id));
}

export const nameOf = (workspaceId: string, id: string): string => id.slice(workspaceId.length + 2);
