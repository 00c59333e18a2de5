import { z } from "zod";
import {
  assetIdSchema,
  batchIdSchema,
  styleProfileIdSchema,
  taskIdSchema,
  workspaceIdSchema,
} from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { styleScoreSchema } from "./style.ts";

export const assetStatuses = ["processing", "ready"] as const;

/** What made the image; `isDraft` images are drawings by program and are labelled so. */
export const provenanceSchema = z
  .object({
    generator: z.string(),
    generatorVersion: z.string(),
    model: z.string(),
    isDraft: z.boolean(),
    seed: z.int(),
    attribution: z.array(z.string()).describe("Lines that must travel with the image"),
  })
  .meta({ id: "Provenance" });

export const tagSchema = z
  .object({ name: z.string(), source: z.enum(["prompt", "model", "person"]) })
  .meta({ id: "Tag" });

export const assetSchema = z
  .object({
    id: assetIdSchema,
    workspaceId: workspaceIdSchema,
    batchId: batchIdSchema,
    taskId: taskIdSchema,
    styleProfileId: styleProfileIdSchema,
    createdBy: z.string(),
    status: z.enum(assetStatuses).describe("`processing` until tags and category are there"),
    version: z.int().positive(),
    row: z.int().positive(),
    sku: z.string().nullable(),
    title: z.string(),
    altText: z.string(),
    prompt: z.string(),
    tags: z.array(tagSchema),
    category: z.string().nullable(),
    styleScore: styleScoreSchema,
    provenance: provenanceSchema,
    dimensions: z.object({ width: z.int(), height: z.int() }),
    fileSize: z.int().describe("Bytes"),
    sha256: z.string(),
    metadata: z.record(z.string(), z.string()).describe("The row's cells"),
    urls: z.object({ image: z.string(), thumbnail: z.string() }).describe("Signed, for an hour").optional(),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: "Asset" });
export type Asset = z.infer<typeof assetSchema>;
