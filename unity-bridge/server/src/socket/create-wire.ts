import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import type { Log } from "@assetql/connector-sdk";
import { BRIDGE_PATH, BRIDGE_PROTOCOL, bridgeCloseCodes } from "@assetql/contract";
import { openBridgeFolder } from "../discovery/bridge-folder.ts";
import { announce, removeStale, withdraw } from "../discovery/discovery-file.ts";
import { createTokenCheck, makeToken, readToken } from "../discovery/token.ts";
import type { AdmissionOptions } from "../session/admission.ts";
import type { CommandHandlers } from "../session/editor-session.ts";
import { type OnSession, Sessions } from "../session/sessions.ts";
import { defaultWireLimits, type WireLimits } from "./limits.ts";
import { listen } from "./listen.ts";
import { openSockets, STOPPING } from "./sockets.ts";

export interface WireOptions {
  readonly handlers: CommandHandlers;
  readonly onSession: OnSession;
  readonly hub: AdmissionOptions["hub"];
  /** Where editors find the bridge; `bridgeFolder` says which is usual. */
  readonly folder: string;
  /** Absent: the usual one, or the next that is free. 0: any. */
  readonly port?: number;
  /** Of the bridge, for people. */
  readonly version: string;
  readonly log: Log;
  readonly limits?: Partial<WireLimits>;
}

export interface Wire {
  readonly port: number;
  /** As in `ws://127.0.0.1:17890/v1`. */
  readonly address: string;
  /** Asks editors to come again, and frees everything; resolves when all sessions have been cleared away. */
  stop(): Promise<void>;
}

/**
 * Listens for editors, and tells them where. Throws a `PortTakenError` when `port` is somebody else's, and the system's
 * errors when the folder cannot be written to.
 */
export async function createWire(options: WireOptions): Promise<Wire> {
  const { folder, hub, version, log } = options;
  const limits = { ...defaultWireLimits, ...options.limits };
  await openBridgeFolder(folder);
  await removeStale(folder);
  // Whoever takes the port of a bridge that was killed is told this one by editors, and can do nothing with it.
  const token = makeToken();
  const http = createServer();
  const port = await listen(http, options.port);
  const uploadsFolder = join(folder, `uploads-${port}`);
  const sessions = new Sessions({ ...options, limits, uploadsFolder });
  const { helloSeconds, windowBytes } = limits;
  const isToken = createTokenCheck(token, await readToken(folder));
  const admission = { sessions, isToken, helloSeconds, windowBytes, version, hub, log };
  const sockets = openSockets({ http, port, admission, limits });
  let stopped: Promise<void> | undefined;
  const free = async () => {
    // Before the port is somebody else's, and the files with its number are too.
    await withdraw(folder, port);
    const closed = new Promise((resolve) => http.close(resolve));
    // Of the sockets first: whoever is told to come again does so at once.
    await Promise.all([sockets.stop(), sessions.end(bridgeCloseCodes.stopping, STOPPING)]);
    await rm(uploadsFolder, { recursive: true, force: true });
    http.closeAllConnections();
    await closed;
  };
  const stop = () => {
    stopped ??= free();
    return stopped;
  };
  try {
    // What a bridge left here that was killed.
    await rm(uploadsFolder, { recursive: true, force: true });
    const discovery = { v: 1 as const, port, pid: process.pid, token, protocols: [BRIDGE_PROTOCOL] };
    await announce(folder, { ...discovery, hub: hub.url, startedAt: Date.now() });
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, address: `ws://127.0.0.1:${port}${BRIDGE_PATH}`, stop };
}
