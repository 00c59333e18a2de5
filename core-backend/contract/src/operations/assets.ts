import { z } from "zod";
import { assetIdSchema, batchIdSchema, styleProfileIdSchema } from "../ids.ts";
import { pageOf, pageQuerySchema } from "../paging.ts";
import { assetSchema, assetStatuses } from "../resources/asset.ts";
import { operation } from "./operation.ts";

const params = z.object({ id: assetIdSchema });
const assetPage = pageOf(assetSchema, "AssetPage");

export const assetOperations = {
  listAssets: operation({
    id: "listAssets",
    method: "GET",
    path: "/api/v1/assets",
    tag: "Assets",
    summary: "Assets, newest first; those of a batch in the order of its rows",
    role: "viewer",
    query: pageQuerySchema.extend({
      batchId: batchIdSchema.optional(),
      styleProfileId: styleProfileIdSchema.optional(),
      category: z.string().max(120).optional(),
      tag: z.string().max(120).optional(),
      status: z.enum(assetStatuses).optional(),
      minScore: z.coerce.number().min(0).max(1).optional(),
      maxScore: z.coerce.number().min(0).max(1).optional(),
    }),
    response: { kind: "json", status: 200, schema: assetPage },
    problems: ["not-found", "cursor-invalid"],
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
};
