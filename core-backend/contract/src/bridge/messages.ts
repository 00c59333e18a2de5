import { z } from "zod";
import { publicationIdSchema } from "../ids.ts";
import { bridgeProblemCodes } from "./problems.ts";
import { BRIDGE_LIMITS, BRIDGE_PROTOCOL, BRIDGE_VERSION } from "./protocol.ts";
import { bridgeBatchSchema, bridgeExportSchema, bridgePullSchema } from "./resources.ts";

const v = z.literal(BRIDGE_VERSION);
/** Made up by whoever asks, never twice: a request that is sent again after a lost connection is done once. */
const id = z.string().min(1).max(80);
const seq = z.int().nonnegative();
const payload = z.record(z.string(), z.unknown());

/** The first message of an editor. */
export const bridgeHelloSchema = z.object({
  token: z.string().min(1).max(200),
  protocols: z.array(z.string().max(60)).min(1).max(10),
  editor: z.object({
    /** As in `2022.3.10f1`. */
    unity: z.string().max(60),
    /** Of the package. */
    package: z.string().max(60),
  }),
  project: z.object({
    /** Of this copy of the project on this machine; it moves along with it. */
    checkout: z.string().regex(/^[0-9a-f]{32}$/),
    name: z.string().min(1).max(120),
  }),
  /** Of the session before a domain reload or a lost connection; null at first. */
  resume: z.object({ resumeId: z.string().min(1).max(80), lastSeq: seq }).nullable(),
});
export type BridgeHello = z.infer<typeof bridgeHelloSchema>;

/** The result of `hello`. */
export const bridgeWelcomeSchema = z.object({
  protocol: z.literal(BRIDGE_PROTOCOL),
  resumeId: z.string().min(1).max(80),
  /** False: events were missed, or this is a new session. What is shown is to be read anew. */
  resumed: z.boolean(),
  /** Number of the last event of the session; those after the editor's own `lastSeq` follow. */
  lastSeq: seq,
  bridge: z.object({ version: z.string() }),
  hub: z.object({
    url: z.string(),
    reachable: z.boolean(),
    /** As of `hub.changed`: what keeps the project from working with it; null for nothing. */
    detail: z.string().max(2_000).nullable(),
  }),
  windowBytes: z.int().min(1).max(BRIDGE_LIMITS.windowBytes),
});
export type BridgeWelcome = z.infer<typeof bridgeWelcomeSchema>;

export const bridgeProblemSchema = z.object({
  code: z.enum(bridgeProblemCodes),
  /** A sentence that a person can act on. */
  detail: z.string().max(2_000),
  /** Of the input, where there are several. */
  problems: z.array(z.string().max(1_000)).max(100),
});
export type BridgeProblem = z.infer<typeof bridgeProblemSchema>;

/** What the bridge tells without being asked, numbered within the session. */
export const bridgeEvents = {
  "hub.changed": z.object({ reachable: z.boolean(), detail: z.string().nullable() }),
  "batch.changed": bridgeBatchSchema,
  "pull.changed": bridgePullSchema,
  "pull.progress": z.object({
    pullId: publicationIdSchema,
    /** Staged so far, of those that are known by now. */
    files: z.int().nonnegative(),
    filesTotal: z.int().nonnegative(),
    bytes: z.int().nonnegative(),
  }),
  "export.changed": bridgeExportSchema,
} as const;
export type BridgeEvent = keyof typeof bridgeEvents;
export type BridgeEventPayload<Name extends BridgeEvent> = z.infer<(typeof bridgeEvents)[Name]>;

/**
 * Text messages, either way. Members come in this order and nothing else comes with them; payloads likewise in the
 * order of their schemas, so that equal messages are equal bytes.
 */
export const bridgeMessageSchema = z.union([
  /** Asks for something: a command of the editor's (`hello` among them), or a call of the bridge's. */
  z.strictObject({ v, id, type: z.string().min(1).max(60), payload }),
  z.strictObject({ v, re: id, type: z.literal("result"), payload }),
  z.strictObject({
    v,
    re: id,
    type: z.literal("problem"),
    /** Of a later package there may be codes that are not known here. */
    payload: bridgeProblemSchema.extend({ code: z.string().min(1).max(60) }),
  }),
  z.strictObject({ v, seq: z.int().positive(), type: z.string().min(1).max(60), payload }),
  /** Bytes of content that have been written: as many more may be sent on this connection. */
  z.strictObject({ v, type: z.literal("credit"), payload: z.object({ bytes: z.int().positive() }) }),
]);
export type BridgeMessage = z.infer<typeof bridgeMessageSchema>;
