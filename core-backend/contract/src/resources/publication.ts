import { z } from "zod";
import {
  assetIdSchema,
  batchIdSchema,
  changeIdSchema,
  publicationIdSchema,
  targetIdSchema,
  workspaceIdSchema,
} from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { conflictPolicies, deletionPolicies, jsonSchema } from "./connector.ts";

export const PUBLICATION_LIMITS = {
  assetIds: 500,
  /** Of a snapshot, as JSON. */
  snapshotBytes: 30_000,
  /** How far away a time may be that it is applied or reverted at. */
  scheduledDays: 366,
} as const;

/**
 * `planning → planned → applying → applied → reverting → reverted`; `paused` lies between, and `failed` says that the
 * plan could not be made. A single change that fails is told by the change, not by the publication.
 */
export const publicationStatuses = [
  "planning",
  "planned",
  "applying",
  "paused",
  "applied",
  "reverting",
  "reverted",
  "failed",
] as const;
export type PublicationStatus = (typeof publicationStatuses)[number];

const underWay: ReadonlySet<PublicationStatus> = new Set(["planning", "applying", "reverting"]);

/** Whether work on it goes on now, without anybody's doing. */
export const isPublicationUnderWay = ({ status }: { readonly status: PublicationStatus }): boolean =>
  underWay.has(status);

export const changeKinds = ["create", "update", "skip", "conflict", "delete"] as const;
export type ChangeKind = (typeof changeKinds)[number];

export const changeStates = [
  "planned",
  "applying",
  "applied",
  "failed",
  "skipped",
  "reverting",
  "reverted",
  "revert-failed",
] as const;
export type ChangeState = (typeof changeStates)[number];

/** What can be seen of a remote thing and matters to us: named values. Two snapshots are compared field by field. */
export const snapshotSchema = z.record(z.string().max(60), jsonSchema).meta({ id: "Snapshot" });
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Why something could not be done at the target. `code` is stable, `detail` is for people. */
export const publicationProblemSchema = z
  .object({ code: z.string().max(60), detail: z.string().max(1_000) })
  .meta({ id: "PublicationProblem" });
export type PublicationProblem = z.infer<typeof publicationProblemSchema>;

/** `write`: it gets ours. `keep`: somebody changed it there, so it stays. `ask`: a person decides. */
export const fieldOutcomes = ["same", "write", "keep", "ask"] as const;
export type FieldOutcome = (typeof fieldOutcomes)[number];

export const fieldChangeSchema = z
  .object({
    name: z.string().max(60),
    ours: jsonSchema,
    theirs: jsonSchema.describe("What was there when the plan was made"),
    outcome: z.enum(fieldOutcomes),
  })
  .meta({ id: "FieldChange" });
export type FieldChange = z.infer<typeof fieldChangeSchema>;

/** What a host plans for one remote thing. */
export const plannedChangeSchema = z
  .object({
    kind: z.enum(changeKinds),
    assetId: assetIdSchema.nullable(),
    externalId: z.string().min(1).max(200).describe("Ours for the remote thing; usually the asset's id"),
    remoteId: z.string().max(500).nullable().describe("Null while it is not there"),
    itemId: z.string().max(200).nullable().describe("Of the item the image is for"),
    title: z.string().max(300),
    fields: z.array(fieldChangeSchema).max(60),
    reason: z.string().max(500).nullable().describe("Why it is skipped, a conflict, or deleted"),
    deletion: z
      .enum(deletionPolicies)
      .nullable()
      .default(null)
      .describe("Of a deletion: the target's policy when the plan was made, which is the one carried out"),
  })
  .meta({ id: "PlannedChange" });
export type PlannedChange = z.infer<typeof plannedChangeSchema>;

/** What was done: enough to take it back. */
export const receiptSchema = z
  .object({
    remoteId: z.string().max(500).nullable().describe("Null after a deletion"),
    remoteUrl: z.string().max(2_000).nullable(),
    existed: z.boolean().describe("The remote thing was there before"),
    before: snapshotSchema,
    after: snapshotSchema,
    version: z.int().positive().nullable().describe("Of the asset's image"),
    warnings: z.array(z.string().max(500)).max(20),
    appliedAt: timestampSchema,
  })
  .meta({ id: "Receipt" });
export type Receipt = z.infer<typeof receiptSchema>;

export const revertReportSchema = z
  .object({
    restored: z.array(z.string()).describe("Fields that are as they were before"),
    kept: z.array(z.string()).describe("Fields that somebody changed meanwhile; they stay as they are"),
    removed: z.boolean().describe("What was made is gone"),
    revertedAt: timestampSchema,
  })
  .meta({ id: "RevertReport" });
export type RevertReport = z.infer<typeof revertReportSchema>;

export const changeSchema = plannedChangeSchema
  .extend({
    id: changeIdSchema,
    publicationId: publicationIdSchema,
    targetId: targetIdSchema,
    state: z.enum(changeStates),
    problem: publicationProblemSchema.nullable(),
    receipt: receiptSchema.nullable(),
    revert: revertReportSchema.nullable(),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: "Change" });
export type Change = z.infer<typeof changeSchema>;

const count = z.int().nonnegative();

export const publicationCountsSchema = z
  .object({
    create: count,
    update: count,
    skip: count,
    conflict: count,
    delete: count,
    applied: count,
    failed: count,
    reverted: count,
    revertFailed: count,
  })
  .meta({ id: "PublicationCounts" });
export type PublicationCounts = z.infer<typeof publicationCountsSchema>;

export const createPublicationSchema = z
  .object({
    targetId: targetIdSchema,
    name: z.string().trim().min(1).max(120).optional(),
    batchId: batchIdSchema.optional().describe("The approved assets of this batch"),
    assetIds: z
      .array(assetIdSchema)
      .min(1)
      .max(PUBLICATION_LIMITS.assetIds)
      .optional()
      .describe("These assets; those that are not approved are skipped"),
    options: z
      .record(z.string().max(60), jsonSchema)
      .default({})
      .describe("Over the target's `config`: what its connector names `overridable`"),
    conflicts: z
      .enum(conflictPolicies)
      .optional()
      .describe("For this publication, instead of the target's policy"),
    apply: z.boolean().default(false).describe("Apply the plan as soon as it is made"),
  })
  .refine(({ batchId, assetIds }) => batchId === undefined || assetIds === undefined, {
    message: "give batchId or assetIds, not both; without either, everything approved for the target's items",
  })
  .meta({ id: "CreatePublication" });
export type CreatePublication = z.infer<typeof createPublicationSchema>;
export type CreatePublicationInput = z.input<typeof createPublicationSchema>;

const notNow = timestampSchema
  .optional()
  .describe("Not now, but then: a time in the future, instead of the one it had before");

export const applyPublicationSchema = z
  .object({
    conflicts: z
      .enum(conflictPolicies)
      .optional()
      .describe("For this publication, instead of the target's policy; the plan is compared anew"),
    at: notNow,
  })
  .meta({ id: "ApplyPublication" });

export const revertPublicationSchema = z
  .object({
    force: z.boolean().default(false).describe("Also where somebody has changed something meanwhile"),
    at: notNow,
  })
  .meta({ id: "RevertPublication" });

export const scheduledActions = ["apply", "revert"] as const;
export type ScheduledAction = (typeof scheduledActions)[number];

/** What happens to a publication by itself at a time. */
const scheduledStepSchema = z
  .object({
    action: z.enum(scheduledActions),
    at: timestampSchema,
    by: z.string().describe("Id of the user or of the API key in whose name it happens"),
    conflicts: z.enum(conflictPolicies).nullable().default(null).describe("Of `apply`"),
    force: z.boolean().default(false).describe("Of `revert`"),
  })
  .meta({ id: "ScheduledStep" });
export type ScheduledStep = z.infer<typeof scheduledStepSchema>;

export const publicationSchema = z
  .object({
    id: publicationIdSchema,
    workspaceId: workspaceIdSchema,
    targetId: targetIdSchema,
    createdBy: z.string(),
    name: z.string(),
    status: z.enum(publicationStatuses),
    pausedFrom: z.enum(["applying", "reverting"]).nullable(),
    batchId: batchIdSchema.nullable(),
    assetIds: z.array(assetIdSchema).nullable(),
    options: z.record(z.string(), jsonSchema),
    apply: z.boolean(),
    conflicts: z.enum(conflictPolicies).nullable(),
    force: z.boolean(),
    counts: publicationCountsSchema,
    problem: publicationProblemSchema
      .nullable()
      .describe("Why the plan could not be made, or the work stopped"),
    scheduled: z
      .array(scheduledStepSchema)
      .max(scheduledActions.length)
      .default([])
      .describe("What happens by itself, in order; one of each action at most"),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
    plannedAt: timestampSchema.nullable(),
    appliedAt: timestampSchema.nullable(),
    revertedAt: timestampSchema.nullable(),
  })
  .meta({ id: "Publication" });
export type Publication = z.infer<typeof publicationSchema>;

/** The ledger: what is at the target because of an asset, keyed by target and external id. */
export const linkSchema = z
  .object({
    targetId: targetIdSchema,
    workspaceId: workspaceIdSchema,
    externalId: z.string(),
    assetId: assetIdSchema.nullable(),
    batchId: batchIdSchema.nullable(),
    itemId: z.string().nullable(),
    remoteId: z.string().nullable(),
    remoteUrl: z.string().nullable(),
    state: z.enum(["published", "unlinked", "archived", "deleted", "reverted"]),
    version: z.int().positive().nullable().describe("Of the asset's image that is there"),
    written: snapshotSchema.describe("What we last wrote"),
    seen: snapshotSchema.describe("What the target made of it; the base of the three-way compare"),
    kept: z
      .array(z.string().max(60))
      .max(60)
      .describe("Fields that were somebody else's when we last wrote, and stayed so"),
    publicationId: publicationIdSchema,
    changeId: changeIdSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: "Link" });
export type Link = z.infer<typeof linkSchema>;
