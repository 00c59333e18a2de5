import { z } from "zod";

/** The WebSocket subprotocol; a later version has another name, and a bridge may speak several. */
export const BRIDGE_PROTOCOL = "assetql.bridge.v1";
export const BRIDGE_VERSION = 1;
/** Where the WebSocket is opened; every other path is refused. */
export const BRIDGE_PATH = "/v1";
/** Below 49152, where Windows reserves ports for itself; the next ones are tried when it is taken. */
export const BRIDGE_PORT = 17_890;

export const BRIDGE_LIMITS = {
  /** An editor that has not said hello by then is closed. */
  helloSeconds: 3,
  /** Of one text message, bytes. */
  messageBytes: 1_048_576,
  /** Of the content of one binary frame, bytes; its header comes before. */
  chunkBytes: 262_144,
  /** Bytes of content that may be under way before the receiver has written them: its first credit. */
  windowBytes: 4_194_304,
  /** An editor says something at least so often ... */
  pingSeconds: 10,
  /** ... and whoever has heard nothing for so long takes the other side for dead. */
  silenceSeconds: 25,
  /** A session without a connection is forgotten after it; a domain reload takes far less. */
  sessionSeconds: 120,
  /** Events that are kept for an editor that is away. */
  keptEvents: 1_000,
  /** References of one `project.observe`. */
  references: 100,
  /** Of one uploaded file, bytes. */
  uploadBytes: 50_000_000,
  /** Text messages that wait in the bridge for an editor that does not read, bytes. */
  unreadBytes: 8_388_608,
} as const;

/** Pauses before the tries to connect again, seconds; the last one repeats. */
export const BRIDGE_RECONNECT_SECONDS = [0, 1, 3, 5, 10, 30] as const;

/** Codes a bridge closes a socket with, beside the protocol's own (1009: a frame too large). */
export const bridgeCloseCodes = {
  /** The bridge stops: connect again in a moment. Not 1012, which the WebSockets of .NET take for a fault. */
  stopping: 4412,
  /** A message was none of this protocol. */
  invalid: 4400,
  /** No hello in time, or a wrong token. */
  unauthenticated: 4401,
  /** The editor read too slowly; connect again and go on with `resume`. */
  tooSlow: 4408,
  /** None of the editor's protocol versions is spoken here. */
  protocol: 4409,
  /** The same project was opened by another connection, which counts now: do not connect again by yourself. */
  replaced: 4410,
  /** Something failed inside the bridge: connect again. */
  internal: 4500,
} as const;

/**
 * What a bridge leaves in its folder (`~/.assetql/bridge`, or ASSETQL_BRIDGE_FOLDER), one file a bridge, readable by
 * its user alone, so that editors find it.
 */
export const bridgeDiscoverySchema = z.object({
  v: z.literal(1),
  /** On 127.0.0.1. */
  port: z.int().min(1).max(65_535),
  pid: z.int().positive(),
  token: z.string().min(32).max(200),
  protocols: z.array(z.string().max(60)).min(1).max(10),
  /** The hub it works for, for people who run more than one. */
  hub: z.string().max(500),
  /** Milliseconds since 1970-01-01 UTC. */
  startedAt: z.int().nonnegative(),
});
export type BridgeDiscovery = z.infer<typeof bridgeDiscoverySchema>;
