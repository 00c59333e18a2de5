import { z } from "zod";
import {
  assetIdSchema,
  batchIdSchema,
  styleProfileIdSchema,
  targetIdSchema,
  taskIdSchema,
  workspaceIdSchema,
} from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { styleScoreSchema } from "./style.ts";

export const reviewStates = ["pending", "approved", "rejected"] as const;
export type ReviewState = (typeof reviewStates)[number];

export const editableMembers = ["tags", "category", "title", "altText"] as const;
export type EditableMember = (typeof editableMembers)[number];

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
    version: z.int().positive().describe("Of the image that counts now"),
    latestVersion: z.int().positive().default(1).describe("Highest number given to a version so far"),
    edited: z
      .array(z.enum(editableMembers))
      .default([])
      .describe("What a person has set; tagging a new version leaves it alone"),
    review: z.enum(reviewStates).default("pending").describe("What a person decided about this version"),
    reviewedBy: z.string().nullable().default(null).describe("Id of the user or of the API key"),
    reviewNote: z.string().nullable().default(null).describe("Why it was rejected, or what was to change"),
    reviewedAt: timestampSchema.nullable().default(null),
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
    item: z
      .object({ targetId: targetIdSchema, itemId: z.string().max(200) })
      .nullable()
      .default(null)
      .describe("What it was made for, as in a post of a WordPress site"),
    urls: z.object({ image: z.string(), thumbnail: z.string() }).describe("Signed, for an hour").optional(),
    imageMadeAt: timestampSchema
      .optional()
      .describe("When the version that counts was made, if not at first"),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: "Asset" });
export type Asset = z.infer<typeof assetSchema>;
