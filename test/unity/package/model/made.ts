import {
  type BridgeAsset,
  type BridgeBatch,
  type BridgeChange,
  type BridgeExport,
  type BridgePreview,
  type BridgePull,
  bridgeAssetSchema,
  bridgeBatchSchema,
  bridgeChangeSchema,
  bridgeExportSchema,
  bridgePreviewSchema,
  bridgePullSchema,
} from "@assetql/contract";

/** What a bridge tells, by its schemas, with the members that a test is about. */

const id = (prefix: string) => `${prefix}_0123456789abcdef`;
const at = (minute: number) => Date.UTC(2026, 2, 1, 9, minute);

export const madeBatch = (members: Partial<BridgeBatch> = {}): BridgeBatch =>
  bridgeBatchSchema.parse({
    id: id("bat"),
    name: "Potions",
    status: "processing",
    styleId: id("sty"),
    total: 500,
    completed: 312,
    failed: 4,
    processing: 4,
    retrying: 0,
    queued: 180,
    meanScore: 0.9149,
    createdAt: at(0),
    completedAt: null,
    estimatedCompletion: at(33),
    ...members,
  });

export const madeCounts = (counts: Partial<BridgePull["counts"]> = {}): BridgePull["counts"] => ({
  create: 0,
  update: 0,
  skip: 0,
  conflict: 0,
  delete: 0,
  applied: 0,
  failed: 0,
  reverted: 0,
  revertFailed: 0,
  ...counts,
});

export const madePull = (members: Partial<BridgePull> = {}): BridgePull =>
  bridgePullSchema.parse({
    id: id("pub"),
    name: "Potions",
    status: "planned",
    batchId: id("bat"),
    counts: madeCounts({ create: 12, update: 3, skip: 40, conflict: 1 }),
    problem: null,
    createdAt: at(0),
    appliedAt: null,
    revertedAt: null,
    ...members,
  });

export const madeChange = (members: Partial<BridgeChange> = {}): BridgeChange =>
  bridgeChangeSchema.parse({
    id: "change-1",
    assetId: id("ast"),
    externalId: id("ast"),
    guid: null,
    title: "Mana potion",
    kind: "create",
    state: "planned",
    reason: null,
    problem: null,
    warnings: [],
    fields: [],
    ...members,
  });

export const madePreview = (members: Partial<BridgePreview> = {}): BridgePreview =>
  bridgePreviewSchema.parse({
    valid: true,
    total: 48,
    columns: ["title"],
    prompts: [{ row: 1, prompt: "A flat game icon of a mana potion" }],
    problems: [],
    cost: { total: 1.2, atMost: 3.6 },
    seconds: 190,
    quotaLeft: null,
    ...members,
  });

export const madeAsset = (members: Partial<BridgeAsset> = {}): BridgeAsset =>
  bridgeAssetSchema.parse({
    id: id("ast"),
    batchId: id("bat"),
    row: 7,
    version: 2,
    title: "Mana potion",
    sku: "POT-002",
    category: null,
    tags: [],
    prompt: "A flat game icon of a mana potion",
    score: 0.8499,
    review: "pending",
    width: 1024,
    height: 512,
    ...members,
  });

export const madeExport = (members: Partial<BridgeExport> = {}): BridgeExport =>
  bridgeExportSchema.parse({
    id: id("exp"),
    status: "processing",
    total: 40,
    processed: 10,
    skipped: 0,
    bytes: null,
    error: null,
    createdAt: at(0),
    ...members,
  });
