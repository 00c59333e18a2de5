import { z } from "zod";
import {
  assetIdSchema,
  batchIdSchema,
  exportIdSchema,
  publicationIdSchema,
  styleProfileIdSchema,
} from "../ids.ts";
import { reviewStates } from "../resources/asset.ts";
import { conflictPolicies } from "../resources/connector.ts";
import { exportInclusions } from "../resources/export.ts";
import { generationSettingsSchema } from "../resources/generation-settings.ts";
import { PUBLICATION_LIMITS } from "../resources/publication.ts";
import { REVIEW_LIMITS } from "../resources/review.ts";
import { unityImportChangesSchema, unityImportSchema } from "./import-settings.ts";
import { BRIDGE_LIMITS } from "./protocol.ts";
import {
  bridgeAssetSchema,
  bridgeBatchSchema,
  bridgeChangeSchema,
  bridgeExportSchema,
  bridgePreviewSchema,
  bridgeProblemTextSchema,
  bridgePullSchema,
  bridgeStyleSchema,
  bridgeTransferSchema,
} from "./resources.ts";

const nothing = z.object({});
const cursor = z.string().max(2_000).nullable();
const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), cursor });
const uploadId = z.string().min(1).max(80);

/** Where a batch's rows come from. */
export const bridgeSourceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("csv"), upload: uploadId }),
  z
    .object({ kind: z.literal("sprites"), ids: z.array(z.string().min(1).max(200)).min(1).max(500) })
    .describe("Of the project's own list of missing sprites, which the bridge asks the editor for"),
]);
export type BridgeSource = z.infer<typeof bridgeSourceSchema>;

const draft = {
  template: z.string().min(1).max(8_000),
  styleId: styleProfileIdSchema,
  source: bridgeSourceSchema,
  config: generationSettingsSchema
    .pick({
      width: true,
      height: true,
      quality: true,
      styleGate: true,
      threshold: true,
      negativePrompt: true,
    })
    .partial(),
};

/** Which images: all approved ones of a batch, some, or those of this project that have a newer version. */
export const bridgeScopeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("batch"), batchId: batchIdSchema }),
  z.object({
    kind: z.literal("assets"),
    assetIds: z.array(assetIdSchema).min(1).max(PUBLICATION_LIMITS.assetIds),
  }),
  z.object({ kind: z.literal("pulled") }).describe("The import settings of what is there stay as they are"),
]);
export type BridgeScope = z.infer<typeof bridgeScopeSchema>;

const pullId = publicationIdSchema;
const conflicts = z.enum(conflictPolicies).nullable();

/** What an editor asks the bridge for: the `type` of the request, its `payload`, and that of the result. */
export const bridgeCommands = {
  ping: { params: nothing, result: nothing },
  "styles.list": { params: z.object({ cursor }), result: page(bridgeStyleSchema) },
  "styles.create": {
    params: z.object({
      name: z.string().trim().min(1).max(120),
      uploads: z.array(uploadId).min(1).max(20),
      threshold: z.number().min(0).max(1).nullable(),
    }),
    result: bridgeStyleSchema,
  },
  /** The same name, length and checksum go on where a connection was lost: `offset` says from which byte. */
  "uploads.begin": {
    params: z.object({
      name: z.string().min(1).max(200),
      bytes: z.int().min(1).max(BRIDGE_LIMITS.uploadBytes),
      crc32: bridgeTransferSchema.shape.crc32,
    }),
    result: z.object({ transfer: bridgeTransferSchema.shape.transfer, offset: z.int().nonnegative() }),
  },
  /** After the last frame. The upload is kept for as long as the session, or until it is used. */
  "uploads.finish": {
    params: bridgeTransferSchema.pick({ transfer: true }),
    result: z.object({ upload: uploadId }),
  },
  "batches.preview": { params: z.object(draft), result: bridgePreviewSchema },
  "batches.create": {
    params: z.object({ name: z.string().trim().min(1).max(120), ...draft }),
    result: bridgeBatchSchema,
  },
  "batches.list": { params: z.object({ cursor }), result: page(bridgeBatchSchema) },
  "batches.get": { params: z.object({ batchId: batchIdSchema }), result: bridgeBatchSchema },
  /** From then on `batch.changed` tells of it, for as long as the session. What was created here is watched anyway. */
  "batches.watch": { params: z.object({ batchId: batchIdSchema }), result: bridgeBatchSchema },
  "batches.control": {
    params: z.object({ batchId: batchIdSchema, action: z.enum(["pause", "resume", "cancel", "retry"]) }),
    result: bridgeBatchSchema,
  },
  "assets.list": {
    params: z.object({
      batchId: batchIdSchema,
      order: z.enum(["score-desc", "score-asc", "row"]),
      minScore: z.number().min(0).max(1).nullable(),
      maxScore: z.number().min(0).max(1).nullable(),
      review: z.enum(reviewStates).nullable(),
      cursor,
      limit: z.int().min(1).max(200),
    }),
    result: page(bridgeAssetSchema),
  },
  "assets.review": {
    params: z.object({
      action: z.enum(["approve", "reject", "regenerate"]),
      assetIds: z.array(assetIdSchema).min(1).max(REVIEW_LIMITS.bulkAssets),
      note: z.string().trim().min(1).max(REVIEW_LIMITS.noteCharacters).nullable(),
    }),
    result: z.object({
      done: z.int().nonnegative(),
      failed: z.array(bridgeProblemTextSchema.extend({ assetId: assetIdSchema })),
    }),
  },
  /** A PNG whose longest side is at most `maxSide` pixels; its frames follow the result. */
  "assets.thumbnail": {
    params: z.object({
      assetId: assetIdSchema,
      version: z.int().positive(),
      maxSide: z.int().min(32).max(512),
    }),
    result: bridgeTransferSchema,
  },
  /** The defaults of pulls into this project. */
  "project.configure": { params: z.object({ import: unityImportSchema }), result: nothing },
  /** Has a plan made; nothing of the project is touched. `import`: over the project's defaults. */
  "pulls.plan": {
    params: z.object({
      scope: bridgeScopeSchema,
      import: unityImportChangesSchema,
      conflicts,
    }),
    result: bridgePullSchema,
  },
  "pulls.list": { params: z.object({ cursor }), result: page(bridgePullSchema) },
  "pulls.get": { params: z.object({ pullId }), result: bridgePullSchema },
  "pulls.changes": { params: z.object({ pullId, cursor }), result: page(bridgeChangeSchema) },
  "pulls.apply": { params: z.object({ pullId, conflicts }), result: bridgePullSchema },
  "pulls.pause": { params: z.object({ pullId }), result: bridgePullSchema },
  "pulls.resume": { params: z.object({ pullId }), result: bridgePullSchema },
  /** Everything back to what it was, but for what somebody changed meanwhile unless it is forced. */
  "pulls.undo": { params: z.object({ pullId, force: z.boolean() }), result: bridgePullSchema },
  "exports.create": {
    params: z.object({
      scope: z.discriminatedUnion("kind", [bridgeScopeSchema.options[0], bridgeScopeSchema.options[1]]),
      include: z.enum(exportInclusions),
      container: z.enum(["zip", "unitypackage"]),
      /** Over the project's defaults. */
      import: unityImportChangesSchema.omit({ atlas: true }),
    }),
    result: bridgeExportSchema,
  },
  "exports.list": { params: z.object({ cursor }), result: page(bridgeExportSchema) },
  /** The package of a completed export; its frames follow the result, from `offset` on. */
  "exports.fetch": {
    params: z.object({ exportId: exportIdSchema, offset: z.int().nonnegative() }),
    result: bridgeTransferSchema.extend({ name: z.string() }),
  },
} as const satisfies Record<string, { params: z.ZodType; result: z.ZodType }>;

export type BridgeCommand = keyof typeof bridgeCommands;
export type BridgeCommandParams<Name extends BridgeCommand> = z.infer<
  (typeof bridgeCommands)[Name]["params"]
>;
export type BridgeCommandResult<Name extends BridgeCommand> = z.infer<
  (typeof bridgeCommands)[Name]["result"]
>;
