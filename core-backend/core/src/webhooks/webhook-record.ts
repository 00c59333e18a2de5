import {
  type Webhook,
  type WebhookId,
  type WorkspaceId,
  webhookIdSchema,
  webhookSchema,
  webhookSignatures,
  workspaceIdSchema,
} from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";

const keySchema = z.object({
  signature: z.enum(webhookSignatures),
  /** What signs, as `Secrets` seals it. */
  sealed: z.string(),
  publicKey: z.string().nullable(),
  createdAt: z.number(),
  /** Null for the newest. */
  expiresAt: z.number().nullable(),
});
export type WebhookKeyRecord = z.infer<typeof keySchema>;

const webhookRecordSchema = webhookSchema
  .omit({ keys: true, failingSince: true, lastSuccessAt: true })
  .extend({ keys: z.array(keySchema).describe("The newest first") });
export type WebhookRecord = z.infer<typeof webhookRecordSchema>;

export const webhooks: Collection<WebhookRecord> = {
  name: "webhooks",
  parse: (value) => webhookRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
  },
};

const directorySchema = z.object({
  id: workspaceIdSchema,
  all: z.array(webhookIdSchema),
  enabled: z.array(webhookIdSchema),
});
type WebhookDirectory = z.infer<typeof directorySchema>;

/** A workspace's webhooks by id: found by `get`, which never lags, since every dispatch asks for them. */
export const webhookDirectories: Collection<WebhookDirectory> = {
  name: "webhook-directories",
  parse: (value) => directorySchema.parse(value),
  id: ({ id }) => id,
  indexes: {},
};

export const emptyDirectory = (id: WorkspaceId): WebhookDirectory => ({ id, all: [], enabled: [] });

const positionSchema = z.object({
  id: webhookIdSchema,
  workspaceId: workspaceIdSchema,
  /** The last event of the workspace's log that has been looked at. */
  lastSeq: z.int().nonnegative(),
});

/** How far each webhook is in its workspace's live log. */
export const webhookPositions: Collection<z.infer<typeof positionSchema>> = {
  name: "webhook-positions",
  parse: (value) => positionSchema.parse(value),
  id: ({ id }) => id,
  indexes: {},
};

const laneSchema = z.object({
  id: webhookIdSchema,
  workspaceId: workspaceIdSchema,
  /** Whoever sends to it now; nobody else does until then. */
  lease: z.object({ token: z.string(), until: z.number() }).nullable(),
  /** Something has come while it was leased: the holder looks again. */
  wake: z.boolean(),
  /** For when the next job is set that looks at it. */
  armedAt: z.number().nullable(),
  /** It asked to be left alone until then. */
  restUntil: z.number().nullable(),
  /** Its pace allows the next one then. */
  nextSendAt: z.number(),
  /** Every try since then has failed. */
  failingSince: z.number().nullable(),
  lastFailureAt: z.number().nullable(),
  lastSuccessAt: z.number().nullable(),
});
export type WebhookLane = z.infer<typeof laneSchema>;

/** What sending to a webhook has to remember; apart from the webhook, which people change. */
export const webhookLanes: Collection<WebhookLane> = {
  name: "webhook-lanes",
  parse: (value) => laneSchema.parse(value),
  id: ({ id }) => id,
  indexes: {},
};

export const newLane = (id: WebhookId, workspaceId: WorkspaceId): WebhookLane => ({
  id,
  workspaceId,
  lease: null,
  wake: false,
  armedAt: null,
  restUntil: null,
  nextSendAt: 0,
  failingSince: null,
  lastFailureAt: null,
  lastSuccessAt: null,
});

/** What signs now. */
export const activeKeys = ({ keys }: WebhookRecord, now: number): readonly WebhookKeyRecord[] =>
  keys.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);

export function toWebhook(record: WebhookRecord, lane: WebhookLane | undefined, now: number): Webhook {
  return {
    ...record,
    keys: activeKeys(record, now).map(({ sealed: _, ...key }) => key),
    failingSince: lane?.failingSince ?? null,
    lastSuccessAt: lane?.lastSuccessAt ?? null,
  };
}

/** For audits: an address may hold a secret in its query. */
export function auditable({ keys, url, ...webhook }: WebhookRecord): object {
  return {
    ...webhook,
    url: url.replace(/\?.*$/s, "?…"),
    keys: keys.map(({ createdAt, expiresAt }) => ({ createdAt, expiresAt })),
  };
}
