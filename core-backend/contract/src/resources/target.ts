import { z } from "zod";
import { batchIdSchema, styleProfileIdSchema, targetIdSchema, workspaceIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { BATCH_LIMITS } from "./batch.ts";
import {
  conflictPolicies,
  connectorNameSchema,
  deletionPolicies,
  jsonSchema,
  paceSchema,
} from "./connector.ts";
import { generationSettingsSchema } from "./generation-settings.ts";
import { itemQuerySchema } from "./item.ts";
import { cronSchema, timeZoneSchema } from "./recurrence.ts";

export const TARGET_LIMITS = {
  configBytes: 20_000,
  credentialsBytes: 20_000,
  mappedColumns: 100,
  /** Items that one batch is made of. */
  itemsPerBatch: 5_000,
  /** How long a request waits for a host's answer. */
  answerSeconds: 30,
} as const;

/** The column of a CSV that names the item a row is about. */
export const ITEM_COLUMN = "item_id";

/** Asset properties that a mapping can name; `metadata.<column>` is a cell of the asset's row. */
export const assetProperties = [
  "title",
  "altText",
  "prompt",
  "sku",
  "category",
  "tags",
  "styleScore",
  "model",
] as const;

const mappingSchema = z
  .object({
    rows: z
      .record(z.string().min(1).max(120), z.string().min(1).max(120))
      .default({})
      .describe(
        "Column of the rows → field of the item that it gets; every other field has a column of its own name",
      ),
    publish: z
      .record(z.string().min(1).max(60), z.string().max(120))
      .default({})
      .describe("Field of the remote → asset property, `metadata.<column>`, or empty to leave it alone"),
  })
  .meta({ id: "Mapping" });
export type Mapping = z.infer<typeof mappingSchema>;

const policiesSchema = z
  .object({
    conflict: z
      .enum(conflictPolicies)
      .default("keep-theirs")
      .describe("What happens to a field that somebody changed at the target since we last wrote it"),
    deletion: z
      .enum(deletionPolicies)
      .default("keep")
      .describe("What happens at the target to an image whose asset was deleted or rejected"),
  })
  .meta({ id: "Policies" });
export type Policies = z.infer<typeof policiesSchema>;

export const healthStatuses = ["unknown", "ok", "failing"] as const;

export const targetHealthSchema = z
  .object({
    status: z.enum(healthStatuses),
    code: z.string().max(60).nullable().describe("Of the problem, as in `credentials-refused`"),
    detail: z.string().max(1_000).describe("A sentence a person can act on"),
    facts: z.record(z.string(), z.string()).describe("As in the platform's version"),
    checkedAt: timestampSchema.nullable(),
  })
  .meta({ id: "TargetHealth" });
export type TargetHealth = z.infer<typeof targetHealthSchema>;

/** Makes a batch of items. */
export const createTargetBatchSchema = z
  .object({
    name: z.string().trim().min(1).max(120),
    styleProfileId: styleProfileIdSchema,
    template: z.string().min(1).max(BATCH_LIMITS.templateCharacters),
    config: generationSettingsSchema.prefault({}),
    query: itemQuerySchema.default({}),
  })
  .meta({ id: "CreateTargetBatch" });
export type CreateTargetBatch = z.infer<typeof createTargetBatchSchema>;

/** What the sync service does by itself. */
const syncSettingsSchema = z
  .object({
    cron: cronSchema,
    timeZone: timeZoneSchema.default("UTC"),
    publish: z.boolean().default(true).describe("Publish what was approved since, without asking"),
    drive: createTargetBatchSchema
      .omit({ name: true })
      .nullable()
      .default(null)
      .describe("Make a batch of the items that are new or have changed since"),
  })
  .meta({ id: "SyncSettings" });
export type SyncSettings = z.infer<typeof syncSettingsSchema>;

const name = z.string().trim().min(1).max(120);
const config = z.record(z.string().max(60), jsonSchema).describe("As the connector's `configSchema` says");
const credentials = z
  .record(z.string().max(60), z.string().max(4_000))
  .describe("As the connector's `credentialsSchema` says. Sealed at once; never returned");

export const createTargetSchema = z
  .object({
    name,
    connector: connectorNameSchema,
    config: config.default({}),
    credentials: credentials.optional(),
    mapping: mappingSchema.prefault({}),
    policies: policiesSchema.prefault({}),
    pace: paceSchema.partial().default({}).describe("Instead of the connector's own"),
    sync: syncSettingsSchema.nullable().default(null),
  })
  .meta({ id: "CreateTarget" });
export type CreateTarget = z.infer<typeof createTargetSchema>;
export type CreateTargetInput = z.input<typeof createTargetSchema>;

/** Absent members stay as they are. */
export const updateTargetSchema = z
  .object({
    name: name.optional(),
    config: config.optional(),
    credentials: credentials.nullable().optional().describe("New ones; null forgets them"),
    mapping: mappingSchema.optional(),
    policies: policiesSchema.optional(),
    pace: paceSchema.partial().optional(),
    sync: syncSettingsSchema.nullable().optional(),
  })
  .meta({ id: "UpdateTarget" });
export type UpdateTarget = z.infer<typeof updateTargetSchema>;

export const targetSchema = z
  .object({
    id: targetIdSchema,
    workspaceId: workspaceIdSchema,
    createdBy: z.string(),
    connector: connectorNameSchema,
    name: z.string(),
    config: z.record(z.string(), jsonSchema),
    hasCredentials: z.boolean(),
    mapping: mappingSchema,
    policies: policiesSchema,
    pace: paceSchema.partial(),
    sync: syncSettingsSchema.nullable(),
    syncedAt: timestampSchema.nullable().describe("Items changed before this have been seen by a sync"),
    lastSync: z
      .object({
        at: timestampSchema,
        batchId: batchIdSchema.nullable(),
        publicationId: z.string().nullable(),
        problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
      })
      .nullable(),
    health: targetHealthSchema,
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: "Target" });
export type Target = z.infer<typeof targetSchema>;
