import { z } from "zod";
import { webhookDeliveryIdSchema, webhookIdSchema, workspaceIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { TEST_EVENT, webhookEventTypes } from "./webhook-events.ts";

const HOUR_SECONDS = 3600;

export const WEBHOOK_LIMITS = {
  /** In a workspace. */
  endpoints: 50,
  /** Bytes of an answer's body that are kept. */
  answerBytes: 4_096,
  /** Seconds that an endpoint has for its answer. */
  timeoutSeconds: 15,
  /** Old secrets that still sign; the oldest end early when there are more. */
  oldSecrets: 5,
  /** Days that deliveries can be looked at and replayed. */
  keptDays: 30,
  /** After so many days in which every try failed, an endpoint is disabled. */
  failingDays: 5,
  /** The longest wait that an endpoint's Retry-After can ask for. */
  retryAfterSeconds: 24 * HOUR_SECONDS,
} as const;

/** Seconds between one try and the next, each ±20 %; Svix's schedule. */
export const WEBHOOK_RETRY_SECONDS = [
  5,
  5 * 60,
  30 * 60,
  2 * HOUR_SECONDS,
  5 * HOUR_SECONDS,
  10 * HOUR_SECONDS,
  10 * HOUR_SECONDS,
] as const;

export const webhookSignatures = ["v1", "v1a"] as const;
export type WebhookSignature = (typeof webhookSignatures)[number];

const url = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  .describe("Where webhooks are sent; `https://`, and an address of the internet");
const description = z.string().trim().max(200);
const events = z
  .array(z.enum(webhookEventTypes))
  .max(webhookEventTypes.length)
  .describe("Which events are sent; every one, also of kinds to come, when empty");
const ordered = z
  .boolean()
  .describe("One after the other within a batch: one that fails holds back the later ones of its batch");
const ratePerSecond = z
  .int()
  .min(1)
  .max(1_000)
  .nullable()
  .describe("Sent in a second at most; null for no limit");
const signature = z
  .enum(webhookSignatures)
  .describe("`v1`: HMAC-SHA256 with a shared secret. `v1a`: ed25519, verified with a public key");

export const createWebhookSchema = z
  .object({
    url,
    description: description.default(""),
    events: events.default([]),
    ordered: ordered.default(false),
    ratePerSecond: ratePerSecond.default(null),
    signature: signature.default("v1"),
  })
  .meta({ id: "CreateWebhook" });
export type CreateWebhook = z.infer<typeof createWebhookSchema>;
export type CreateWebhookInput = z.input<typeof createWebhookSchema>;

/** Absent members stay as they are. */
export const updateWebhookSchema = z
  .object({
    url: url.optional(),
    description: description.optional(),
    events: events.optional(),
    ordered: ordered.optional(),
    ratePerSecond: ratePerSecond.optional(),
    status: z
      .enum(["enabled", "disabled"])
      .optional()
      .describe("What happens while it is disabled is not sent later, unless it is recovered"),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), {
    message: "give at least one of url, description, events, ordered, ratePerSecond and status",
  })
  .meta({ id: "UpdateWebhook" });
export type UpdateWebhook = z.infer<typeof updateWebhookSchema>;

const webhookKeySchema = z
  .object({
    signature,
    publicKey: z.string().nullable().describe("`whpk_…`, of `v1a`"),
    createdAt: timestampSchema,
    expiresAt: timestampSchema
      .nullable()
      .describe("Until then it signs beside the newer one; null for the newest"),
  })
  .meta({ id: "WebhookKey" });

export const webhookSchema = z
  .object({
    id: webhookIdSchema,
    workspaceId: workspaceIdSchema,
    createdBy: z.string(),
    url: z.string(),
    description: z.string(),
    events: z.array(z.enum(webhookEventTypes)),
    ordered: z.boolean(),
    ratePerSecond: z.int().nullable(),
    status: z.enum(["enabled", "disabled"]),
    disabledBy: z
      .enum(["person", "failures", "gone"])
      .nullable()
      .describe("`failures`: five days in which every try failed. `gone`: it answered 410"),
    keys: z.array(webhookKeySchema).describe("What signs now, the newest first; without secrets"),
    failingSince: timestampSchema.nullable().describe("Every try since then has failed"),
    lastSuccessAt: timestampSchema.nullable(),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: "Webhook" });
export type Webhook = z.infer<typeof webhookSchema>;

export const createdWebhookSchema = webhookSchema
  .extend({
    secret: z
      .string()
      .nullable()
      .describe("`whsec_…`, shown this once; null for `v1a`, whose public key is all that a receiver needs"),
  })
  .meta({ id: "CreatedWebhook" });
export type CreatedWebhook = z.infer<typeof createdWebhookSchema>;

export const rotateWebhookSchema = z
  .object({
    overlapHours: z
      .number()
      .min(0)
      .max(7 * 24)
      .default(24)
      .describe("So long the old secret signs, too"),
    signature: signature.optional().describe("Of the new secret; that of the old one unless told"),
  })
  .meta({ id: "RotateWebhook" });
export type RotateWebhook = z.infer<typeof rotateWebhookSchema>;

export const recoverWebhookSchema = z
  .object({
    since: timestampSchema.describe("Events that happened since then"),
    include: z
      .enum(["undelivered", "all"])
      .default("undelivered")
      .describe("`undelivered`: what has failed, and what was never sent. `all`: also what was delivered"),
  })
  .meta({ id: "RecoverWebhook" });
export type RecoverWebhook = z.infer<typeof recoverWebhookSchema>;

export const webhookDeliveryStates = ["pending", "delivered", "failed"] as const;
export type WebhookDeliveryState = (typeof webhookDeliveryStates)[number];

const headers = z.record(z.string(), z.string());

export const webhookAttemptSchema = z
  .object({
    at: timestampSchema,
    milliseconds: z.int().nonnegative(),
    requestHeaders: headers.describe("Without the signature"),
    status: z.int().nullable().describe("Of the answer; null when there was none"),
    responseHeaders: headers.describe("Some of the answer's"),
    responseBody: z.string().describe("Its first 4 KB"),
    error: z.string().nullable().describe("Why it failed, in words; null when it was delivered"),
  })
  .meta({ id: "WebhookAttempt" });
export type WebhookAttempt = z.infer<typeof webhookAttemptSchema>;

export const webhookDeliveryEventTypes = [...webhookEventTypes, TEST_EVENT] as const;

export const webhookDeliverySchema = z
  .object({
    id: webhookDeliveryIdSchema.describe("The header `webhook-id`: the same at every try and every replay"),
    workspaceId: workspaceIdSchema,
    webhookId: webhookIdSchema,
    type: z.enum(webhookDeliveryEventTypes),
    state: z.enum(webhookDeliveryStates),
    tries: z.int().nonnegative().describe("Since it was made, or last replayed"),
    nextAttemptAt: timestampSchema.nullable().describe("While it is pending"),
    lastStatus: z.int().nullable(),
    lastError: z.string().nullable(),
    eventAt: timestampSchema.describe("When it happened"),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({ id: "WebhookDelivery" });
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

export const webhookDeliveryDetailSchema = webhookDeliverySchema
  .extend({
    body: z.string().describe("What is sent, to the byte"),
    attempts: z.array(webhookAttemptSchema).describe("The last ten, the newest first"),
  })
  .meta({ id: "WebhookDeliveryDetail" });
export type WebhookDeliveryDetail = z.infer<typeof webhookDeliveryDetailSchema>;
