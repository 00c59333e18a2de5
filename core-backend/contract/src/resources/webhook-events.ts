import { z } from "zod";
import { assetIdSchema, batchIdSchema, exportIdSchema, publicationIdSchema, targetIdSchema } from "../ids.ts";
import { exportPlatforms } from "./export.ts";
import { publicationCountsSchema } from "./publication.ts";

const batchFacts = z.object({
  batchId: batchIdSchema,
  name: z.string(),
  status: z.string().describe("Of the batch when the webhook was written"),
  totalTasks: z.int(),
  completedTasks: z.int(),
  failedTasks: z.int(),
});

const assetFacts = z.object({
  assetId: assetIdSchema,
  batchId: batchIdSchema,
  version: z.int().positive().describe("A regenerated image is a new version of the same asset"),
  status: z.string(),
  review: z.string(),
  sku: z.string().nullable(),
  title: z.string(),
  altText: z.string(),
  tags: z.array(z.string()),
  category: z.string().nullable(),
  styleScore: z.number().describe("0 to 1"),
  isDraft: z.boolean().describe("A drawing by program, no picture of a model"),
  sha256: z.string().describe("Of the image"),
});

const exportFacts = z.object({
  exportId: exportIdSchema,
  batchId: batchIdSchema.nullable(),
  platform: z.enum(exportPlatforms),
  totalAssets: z.int(),
  skippedAssets: z.int(),
  bytes: z.int().nullable(),
  error: z.string().nullable(),
});

const publicationFacts = z.object({
  publicationId: publicationIdSchema,
  targetId: targetIdSchema,
  batchId: batchIdSchema.nullable(),
  name: z.string(),
  counts: publicationCountsSchema.describe("Of the plan's changes by kind, and of how they ended"),
});

const exampleBatch = {
  batchId: batchIdSchema.parse("bat_4k2n8q0z"),
  name: "Autumn 2026",
  status: "completed",
  totalTasks: 120,
  completedTasks: 118,
  failedTasks: 2,
};
const exampleAsset = {
  assetId: assetIdSchema.parse("ast_7c1e9d02"),
  batchId: exampleBatch.batchId,
  version: 1,
  status: "ready",
  review: "pending",
  sku: "MUG-001",
  title: "Stoneware mug",
  altText: "A stoneware mug on a wooden table",
  tags: ["mug", "stoneware"],
  category: "kitchen",
  styleScore: 0.93,
  isDraft: false,
  sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
};
const exampleExport = {
  exportId: exportIdSchema.parse("exp_2m9x4t7b"),
  batchId: exampleBatch.batchId,
  platform: "woocommerce" as const,
  totalAssets: 118,
  skippedAssets: 0,
  bytes: 48_210_334,
  error: null,
};
const examplePublication = {
  publicationId: publicationIdSchema.parse("pub_5h8w1r3c"),
  targetId: targetIdSchema.parse("tgt_6j0p2s4d"),
  batchId: exampleBatch.batchId,
  name: "Autumn 2026",
  counts: {
    create: 117,
    update: 0,
    skip: 1,
    conflict: 0,
    delete: 0,
    applied: 116,
    failed: 1,
    reverted: 0,
    revertFailed: 0,
  },
};

const entry = <Data extends z.ZodType>(summary: string, data: Data, example: z.infer<Data>) => ({
  summary,
  data,
  example,
});

/** What partners can be told, by type: in words, the schema of `data`, and an example of it. */
export const webhookCatalogue = {
  "batch.completed": entry("A batch has ended, and images of it are there", batchFacts, exampleBatch),
  "batch.failed": entry("A batch has ended without a single image", batchFacts, {
    ...exampleBatch,
    status: "failed",
    completedTasks: 0,
    failedTasks: 120,
  }),
  "batch.alerted": entry(
    "More of a running batch fails than should",
    batchFacts.extend({ failureRate: z.number().min(0).max(1).describe("Of the tasks that have ended") }),
    { ...exampleBatch, status: "processing", completedTasks: 30, failedTasks: 20, failureRate: 0.4 },
  ),
  "batch.deleted": entry(
    "A batch was deleted, and its assets with it",
    z.object({ batchId: batchIdSchema }),
    { batchId: exampleBatch.batchId },
  ),
  "asset.ready": entry(
    "An image, or a new version of one, has its tags and can be used",
    assetFacts,
    exampleAsset,
  ),
  "asset.approved": entry("A person has approved an image", assetFacts, {
    ...exampleAsset,
    review: "approved",
  }),
  "asset.rejected": entry(
    "A person has rejected an image",
    assetFacts.extend({ note: z.string().nullable().describe("Why, if they said so") }),
    { ...exampleAsset, review: "rejected", note: "The handle is missing" },
  ),
  "asset.deleted": entry(
    "An image was deleted by itself; those of a deleted batch are told by `batch.deleted`",
    z.object({ assetId: assetIdSchema, batchId: batchIdSchema }),
    { assetId: exampleAsset.assetId, batchId: exampleAsset.batchId },
  ),
  "export.completed": entry("An export package can be downloaded", exportFacts, exampleExport),
  "export.failed": entry("An export package could not be made", exportFacts, {
    ...exampleExport,
    bytes: null,
    error: "The disk is full",
  }),
  "publication.planned": entry(
    "The plan of a publication is made and can be looked at",
    publicationFacts,
    examplePublication,
  ),
  "publication.applied": entry(
    "A publication has come to its end; single changes may have failed",
    publicationFacts,
    examplePublication,
  ),
  "publication.failed": entry(
    "The plan of a publication could not be made",
    publicationFacts,
    examplePublication,
  ),
  "publication.reverted": entry("A publication was taken back", publicationFacts, examplePublication),
} as const;

export type WebhookEventType = keyof typeof webhookCatalogue;
export const webhookEventTypes = Object.keys(webhookCatalogue) as [WebhookEventType, ...WebhookEventType[]];

/** What the test button sends. */
export const TEST_EVENT = "webhook.test";

export type WebhookData<Type extends WebhookEventType> = z.infer<(typeof webhookCatalogue)[Type]["data"]>;

/** The body of a webhook, as the Standard Webhooks specification wants it. */
export const webhookPayloadOf = (type: string, data: z.ZodType) =>
  z.object({
    type: z.literal(type),
    timestamp: z.iso
      .datetime()
      .describe("When it happened; the header `webhook-timestamp` says when it was sent"),
    data,
  });

export const webhookEventSchema = z
  .object({
    type: z.string(),
    summary: z.string(),
    schema: z.record(z.string(), z.unknown()).describe("JSON Schema (2020-12) of the body"),
    example: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "WebhookEvent" });
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

const EXAMPLE_TIME = "2026-11-03T09:30:00.000Z";

/** The catalogue for those who read it: each body as JSON Schema and with an example. */
export const describeWebhookEvents = (): WebhookEvent[] =>
  Object.entries(webhookCatalogue).map(([type, { summary, data, example }]) => ({
    type,
    summary,
    schema: { ...z.toJSONSchema(webhookPayloadOf(type, data)) },
    example: { type, timestamp: EXAMPLE_TIME, data: example },
  }));
