import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type ApiDeps, createLiveUpdates, defaultLiveTimings, type LiveTimings } from "@assetql/api";
import { LIVE_LIMITS, LIVE_PATH, ProblemError } from "@assetql/contract";
import { type WebSocket, WebSocketServer } from "ws";
import { clientOf } from "../limits/client-of.ts";
import { refuseUpgrade } from "./refuse-upgrade.ts";

/** Open at once; more are told to come later, and their clients poll meanwhile. */
const MAX_SOCKETS = 2_000;
/** What a client has to answer a close before its socket is cut. */
const CLOSE_GRACE_MS = 1_000;

/** The WebSockets of a server. */
export interface LiveSockets {
  /** Takes over a connection that asks for an upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Asks every client to come again; resolves when their sockets are gone. */
  stop(): Promise<void>;
}

export function createLiveSockets(
  api: ApiDeps,
  { trustProxy, ...options }: { trustProxy: boolean; timings?: Partial<LiveTimings> | undefined },
): LiveSockets {
  const timings = { ...defaultLiveTimings, ...options.timings };
  const updates = createLiveUpdates(api, timings);
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LIVE_LIMITS.frameBytes,
  });
  const heartbeat = startHeartbeat(server, timings.heartbeatMs);
  server.on("connection", (socket: WebSocket, request: IncomingMessage) => {
    const session = updates.open(
      {
        send: (text) =>
          new Promise((resolve, reject) => {
            socket.send(text, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => close(socket, code, reason),
      },
      { authorization: request.headers.authorization, workspaceId: workspaceOf(request) },
    );
    socket.on("message", (data: Buffer) => session.receive(data.toString("utf8")));
    socket.on("close", () => session.end());
    // A message too large or not of the protocol: `ws` closes the socket with the code for it.
    socket.on("error", () => session.end());
  });
  const refusalOf = async (request: IncomingMessage): Promise<ProblemError | undefined> => {
    if (URL.parse(request.url ?? "", "http://hub")?.pathname !== LIVE_PATH) return elsewhere();
    if (server.clients.size >= MAX_SOCKETS) return full();
    return updates.refusalOf({
      origin: request.headers.origin,
      client: clientOf(request, { trustProxy }),
    });
  };
  const admit = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const refusal = await refusalOf(request);
    if (refusal !== undefined) refuseUpgrade(socket, refusal);
    else server.handleUpgrade(request, socket, head, (opened) => server.emit("connection", opened, request));
  };
  return {
    upgrade(request, socket, head) {
      socket.on("error", () => socket.destroy());
      admit(request, socket, head).catch((error: unknown) => {
        api.log("error", "a live socket could not be opened", { error: String(error) });
        socket.destroy();
      });
    },
    async stop() {
      clearInterval(heartbeat);
      const gone = [...server.clients].map(
        (socket) => new Promise((resolve) => socket.once("close", resolve)),
      );
      updates.stop();
      await Promise.all(gone);
    },
  };
}

function workspaceOf({ headers }: IncomingMessage): string | undefined {
  const sent = headers["x-workspace-id"];
  return Array.isArray(sent) ? sent[0] : sent;
}

const elsewhere = () => new ProblemError("not-found", `WebSockets are opened at ${LIVE_PATH}.`);

const full = () =>
  new ProblemError("unavailable", "Too many sockets are open. Poll /api/v1/events meanwhile.");

/** Pings every socket; one that has not answered the ping before is cut, for its peer is gone. */
function startHeartbeat(server: WebSocketServer, everyMs: number): NodeJS.Timeout {
  const silent = new WeakSet<WebSocket>();
  server.on("connection", (socket: WebSocket) => socket.on("pong", () => silent.delete(socket)));
  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) {
        socket.terminate();
        continue;
      }
      silent.add(socket);
      socket.ping();
    }
  }, everyMs);
  timer.unref();
  return timer;
}

function close(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  const timer = setTimeout(() => socket.terminate(), CLOSE_GRACE_MS);
  socket.once("close", () => clearTimeout(timer));
}
