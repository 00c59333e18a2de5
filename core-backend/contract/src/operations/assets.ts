import { z } from "zod";
import { assetIdSchema, batchIdSchema, styleProfileIdSchema } from "../ids.ts";
import { pageOf, pageQuerySchema } from "../paging.ts";
import { assetSchema, assetStatuses } from "../resources/asset.ts";
import { operation } from "./operation.ts";

const params = z.object({ id: assetIdSchema });
const assetPage = pageOf(assetSchema, "AssetPage");

/** What both lists and searches filter by. */
const filters = {
  batchId: batchIdSchema.optional(),
  styleProfileId: styleProfileIdSchema.optional(),
  category: z.string().max(120).optional(),
  tag: z.string().max(120).optional(),
  status: z.enum(assetStatuses).optional(),
};
const score = z.number().min(0).max(1).optional();

export const searchAssetsSchema = z
  .object({
    ...filters,
    text: z
      .string()
      .trim()
      .max(400)
      .optional()
      .describe("Words that all appear in title, prompt, tags or cells"),
    minScore: score,
    maxScore: score,
    cursor: z.string().max(2_000).optional(),
    limit: z.int().min(1).max(200).default(50),
  })
  .meta({ id: "SearchAssets" });

export const assetOperations = {
  listAssets: operation({
    id: "listAssets",
    method: "GET",
    path: "/api/v1/assets",
    tag: "Assets",
    summary: "Assets, newest first; those of a batch in the order of its rows",
    role: "viewer",
    query: pageQuerySchema.extend({
      ...filters,
      minScore: z.coerce.number().min(0).max(1).optional(),
      maxScore: z.coerce.number().min(0).max(1).optional(),
    }),
    response: { kind: "json", status: 200, schema: assetPage },
    problems: ["cursor-invalid"],
  }),
  getAsset: operation({
    id: "getAsset",
    method: "GET",
    path: "/api/v1/assets/{id}",
    tag: "Assets",
    summary: "An asset with its score, provenance and signed URLs",
    role: "viewer",
    params,
    response: { kind: "json", status: 200, schema: assetSchema },
    problems: ["not-found"],
  }),
  deleteAsset: operation({
    id: "deleteAsset",
    method: "DELETE",
    path: "/api/v1/assets/{id}",
    tag: "Assets",
    summary: "Delete an asset, its image and its thumbnail",
    role: "creator",
    params,
    response: { kind: "empty", status: 204 },
    problems: ["not-found"],
  }),
  searchAssets: operation({
    id: "searchAssets",
    method: "POST",
    path: "/api/v1/assets/search",
    tag: "Assets",
    summary: "Search assets by words, tag, category, score, style and batch",
    role: "viewer",
    body: { schema: searchAssetsSchema },
    response: { kind: "json", status: 200, schema: assetPage },
    problems: ["cursor-invalid"],
  }),
};
