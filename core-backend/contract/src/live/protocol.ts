import { z } from "zod";
import { assetIdSchema, batchIdSchema } from "../ids.ts";
import { problemCodes } from "../problem.ts";
import { liveEventSchema } from "../resources/live.ts";

/** Where the WebSocket is opened. The key is sent in the first message: addresses end up in logs. */
export const LIVE_PATH = "/api/v1/live";

export const LIVE_LIMITS = {
  /** A client that has said nothing is closed after this long. */
  helloSeconds: 10,
  /** Of a message from a client, in bytes. */
  frameBytes: 16_384,
  /** Of one socket. */
  subscriptions: 100,
  /** In one `events` message. */
  events: 200,
} as const;

/** Codes a hub closes a socket with, beside the protocol's own (1009: a message too large). */
export const liveCloseCodes = {
  /** The hub stops: connect again in a moment. */
  stopping: 1012,
  /** A message was none of this protocol. */
  invalid: 4400,
  /** No hello in time, a wrong key, or one that was revoked meanwhile. */
  unauthenticated: 4401,
  /** The client read too slowly: connect again and go on with `after`. */
  tooSlow: 4408,
  /** Something failed inside the hub: connect again. */
  internal: 4500,
} as const;

export const liveScopeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("workspace") }),
  z.object({ kind: z.literal("batch"), id: batchIdSchema }),
  z.object({ kind: z.literal("asset"), id: assetIdSchema }),
]);
export type LiveScope = z.infer<typeof liveScopeSchema>;

const subscriptionIdSchema = z.string().min(1).max(64).describe("The client's own name for a subscription");
const seqSchema = z.int().nonnegative();

/** What a client sends: JSON, a message a frame. */
export const liveClientMessageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("hello"),
    token: z.string().min(1).max(8_000).describe("An API key, or a person's token"),
    workspaceId: z
      .string()
      .max(100)
      .optional()
      .describe("For a person who belongs to more than one: the workspace that is meant"),
  }),
  z.object({
    type: z.literal("subscribe"),
    id: subscriptionIdSchema,
    scope: liveScopeSchema,
    after: seqSchema.optional().describe("Number of the last event that is known; without it, from now on"),
  }),
  z.object({ type: z.literal("unsubscribe"), id: subscriptionIdSchema }),
  z.object({ type: z.literal("ping") }),
]);
export type LiveClientMessage = z.infer<typeof liveClientMessageSchema>;

/** What a hub sends. */
export const liveServerMessageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("welcome"),
    lastSeq: seqSchema.describe("Number of the workspace's last event"),
  }),
  z.object({
    type: z.literal("events"),
    subscription: subscriptionIdSchema,
    events: z.array(liveEventSchema).describe("Empty to say how far the subscription is"),
    lastSeq: seqSchema.describe("The subscription has had everything up to this number: resume with it"),
  }),
  z.object({
    type: z.literal("gap"),
    subscription: subscriptionIdSchema,
    oldestSeq: seqSchema.describe("Events before it are no longer kept: read the resources again"),
  }),
  z.object({
    type: z.literal("problem"),
    code: z.enum(problemCodes),
    detail: z.string(),
    subscription: subscriptionIdSchema
      .optional()
      .describe("The one that ended with it; without it, the socket is closed"),
  }),
  z.object({ type: z.literal("pong") }),
]);
export type LiveServerMessage = z.infer<typeof liveServerMessageSchema>;
