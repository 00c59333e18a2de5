import { z } from "zod";
import {
  changeIdSchema,
  publicationIdSchema,
  targetIdSchema,
  workIdSchema,
  workspaceIdSchema,
} from "../ids.ts";
import { assetSchema } from "./asset.ts";
import { connectorNameSchema, jsonSchema, paceSchema } from "./connector.ts";
import { itemPageSchema, listTargetItemsSchema } from "./item.ts";
import {
  changeSchema,
  linkSchema,
  plannedChangeSchema,
  publicationProblemSchema,
  receiptSchema,
  revertReportSchema,
  snapshotSchema,
} from "./publication.ts";
import { targetHealthSchema, targetSchema } from "./target.ts";

export const WORK_LIMITS = {
  /** A host that says nothing for as long has lost its work. */
  leaseSeconds: 60,
  /** How long a request for work, or a heartbeat, may wait for news. */
  waitSeconds: 20,
  changesPerReport: 50,
  entriesPerReport: 100,
  /** Changes that the entries of one report may be about: each takes up to three records of a transaction. */
  changesPerEntries: 24,
  journalResultBytes: 10_000,
} as const;

export const workKinds = ["check", "items", "plan", "apply", "revert"] as const;
export type WorkKind = (typeof workKinds)[number];

const host = z.string().min(1).max(80).describe("The host's own name, the same for as long as it runs");

/** A public key for ECDH-ES on P-256, as a JWK. */
const publicKeySchema = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string().max(100),
  y: z.string().max(100),
});

export const leaseWorkSchema = z
  .object({
    host,
    connectors: z.array(connectorNameSchema).min(1).max(20),
    targets: z
      .array(targetIdSchema)
      .min(1)
      .max(20)
      .optional()
      .describe("Only work of these targets, for a host that reaches no other; of every one without it"),
    publicKey: publicKeySchema.optional().describe("Credentials are sealed to it; without it none are given"),
    waitSeconds: z.int().min(0).max(WORK_LIMITS.waitSeconds).default(0),
    interactive: z
      .boolean()
      .default(false)
      .describe("Only what somebody waits for: checks and lists of items"),
  })
  .meta({ id: "LeaseWork" });
export type LeaseWork = z.infer<typeof leaseWorkSchema>;

export const workSchema = z
  .object({
    id: workIdSchema,
    kind: z.enum(workKinds),
    workspaceId: workspaceIdSchema,
    attempt: z.int().positive(),
    leaseSeconds: z.int().positive(),
    target: targetSchema
      .pick({ id: true, name: true, connector: true, config: true, mapping: true, policies: true })
      .extend({ pace: paceSchema.partial() }),
    credentials: z.string().nullable().describe("A compact JWE of the credentials' JSON"),
    publicationId: publicationIdSchema.nullable(),
    force: z.boolean().describe("Of a revert"),
    items: listTargetItemsSchema.nullable(),
  })
  .meta({ id: "Work" });
export type Work = z.infer<typeof workSchema>;

export const leasedWorkSchema = z.object({ work: workSchema.nullable() }).meta({ id: "LeasedWork" });

/** What a host needs of an asset to publish it. */
export const publishableAssetSchema = assetSchema
  .pick({
    id: true,
    batchId: true,
    styleProfileId: true,
    version: true,
    review: true,
    row: true,
    sku: true,
    title: true,
    altText: true,
    prompt: true,
    tags: true,
    category: true,
    styleScore: true,
    provenance: true,
    dimensions: true,
    sha256: true,
    metadata: true,
    item: true,
  })
  .extend({ styleName: z.string() })
  .meta({ id: "PublishableAsset" });
export type PublishableAsset = z.infer<typeof publishableAssetSchema>;

/** What a plan looks at: an asset to publish, or a link whose asset is gone or was rejected. */
export const workAssetSchema = z
  .object({
    externalId: z.string(),
    asset: publishableAssetSchema.nullable(),
    link: linkSchema.nullable(),
    withdraw: z.boolean().describe("Whatever is at the target is subject to the deletion policy"),
    notApproved: z.boolean().describe("It was asked for by id, but nobody has approved it"),
  })
  .meta({ id: "WorkAsset" });
export type WorkAsset = z.infer<typeof workAssetSchema>;

export const journalEntrySchema = z
  .object({ key: z.string().min(1).max(120), state: z.enum(["started", "done"]), result: jsonSchema })
  .meta({ id: "JournalEntry" });
export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** A change that is still to be applied or reverted, with what was done of it already. */
export const workChangeSchema = z
  .object({
    change: changeSchema,
    asset: publishableAssetSchema.nullable(),
    link: linkSchema.nullable(),
    journal: z.array(journalEntrySchema),
  })
  .meta({ id: "WorkChange" });
export type WorkChange = z.infer<typeof workChangeSchema>;

const about = { changeId: changeIdSchema };

export const reportEntrySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("started"), ...about }).describe("Takes the lease of the target's external id"),
  z.object({
    type: z.literal("step"),
    ...about,
    key: journalEntrySchema.shape.key,
    state: journalEntrySchema.shape.state,
    result: jsonSchema.default(null),
  }),
  z.object({ type: z.literal("applied"), ...about, receipt: receiptSchema, written: snapshotSchema }),
  z.object({ type: z.literal("failed"), ...about, problem: publicationProblemSchema }),
  z.object({ type: z.literal("reverted"), ...about, report: revertReportSchema, after: snapshotSchema }),
  z.object({ type: z.literal("revert-failed"), ...about, problem: publicationProblemSchema }),
]);
export type ReportEntry = z.infer<typeof reportEntrySchema>;
export type ReportEntryInput = z.input<typeof reportEntrySchema>;

/** What a host has done so far. Safe to repeat. */
export const reportWorkSchema = z
  .object({
    host,
    changes: z.array(plannedChangeSchema).max(WORK_LIMITS.changesPerReport).default([]).describe("Of a plan"),
    entries: z
      .array(reportEntrySchema)
      .max(WORK_LIMITS.entriesPerReport)
      .default([])
      .describe(`In order, about at most ${WORK_LIMITS.changesPerEntries} changes`),
  })
  .meta({ id: "ReportWork" });
export type ReportWork = z.infer<typeof reportWorkSchema>;
export type ReportWorkInput = z.input<typeof reportWorkSchema>;

export const workControlSchema = z
  .object({
    control: z
      .enum(["continue", "stop"])
      .describe("`stop`: finish no further change, then complete the work"),
    busy: z
      .array(changeIdSchema)
      .describe(
        "Changes of `started` and `step` that are not to be touched now, whose entries were not taken down: another work holds their external id, or has ended them meanwhile, or this work is over. List the changes again later",
      ),
  })
  .meta({ id: "WorkControl" });
export type WorkControl = z.infer<typeof workControlSchema>;

export const heartbeatWorkSchema = z
  .object({ host, waitSeconds: z.int().min(0).max(WORK_LIMITS.waitSeconds).default(0) })
  .meta({ id: "HeartbeatWork" });
export type HeartbeatWork = z.infer<typeof heartbeatWorkSchema>;

/** How a work ended: what a check or a list found, or why it could not be done. */
export const workResultSchema = z
  .object({
    health: targetHealthSchema.omit({ checkedAt: true }).optional(),
    items: itemPageSchema.optional(),
    problem: publicationProblemSchema.optional(),
    released: z.boolean().optional().describe("The host ends and gives the work back for the next one"),
  })
  .meta({ id: "WorkResult" });
export type WorkResult = z.infer<typeof workResultSchema>;

export const completeWorkSchema = z.object({ host, result: workResultSchema }).meta({ id: "CompleteWork" });
export type CompleteWork = z.infer<typeof completeWorkSchema>;

/** What a sync has done, told by whoever runs it. */
export const recordSyncSchema = z
  .object({
    syncedAt: targetSchema.shape.syncedAt,
    lastSync: targetSchema.shape.lastSync,
  })
  .meta({ id: "RecordSync" });
export type RecordSync = z.infer<typeof recordSyncSchema>;
