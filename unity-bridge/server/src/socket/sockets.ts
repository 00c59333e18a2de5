import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { BRIDGE_PROTOCOL, bridgeCloseCodes } from "@assetql/contract";
import { type WebSocket, WebSocketServer } from "ws";
import { type AdmissionOptions, admit, WRONG_PROTOCOL } from "../session/admission.ts";
import { Connection, type ConnectionListener } from "./connection.ts";
import { type Refusal, refusalOf, refuseUpgrade } from "./guards.ts";
import type { WireLimits } from "./limits.ts";
import { createStrangerLog } from "./stranger-log.ts";

interface Options {
  readonly http: Server;
  readonly port: number;
  readonly admission: AdmissionOptions;
  readonly limits: WireLimits;
}

/** The WebSockets of a server. */
export interface Sockets {
  /** Resolves when all are gone. */
  stop(): Promise<void>;
}

const NOTHING: ConnectionListener = { text: () => {}, frame: () => {}, gone: () => {} };
const FULL: Refusal = { status: 503, detail: "The bridge takes no more editors now." };
const PLAIN: Refusal = { status: 426, detail: "This is a WebSocket." };

/** Takes over what a server is asked for: upgrades of editors, and refusals of all else. */
export function openSockets({ http, port, admission, limits }: Options): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: limits.messageBytes,
    // Clients that were given none of theirs say nothing of the close that follows.
    handleProtocols: (offered) =>
      offered.has(BRIDGE_PROTOCOL) ? BRIDGE_PROTOCOL : ([...offered][0] ?? false),
  });
  const connections = new Set<Connection>();
  /** That are not WebSockets, or not yet: the HTTP server does not end them. */
  const upgrading = new Set<Duplex>();
  const tellStranger = createStrangerLog(admission.log);
  let isStopping = false;
  const open = (socket: WebSocket) => {
    const connect = (listener: ConnectionListener) => new Connection(socket, listener, limits);
    const isSpoken = socket.protocol === BRIDGE_PROTOCOL;
    const connection = isSpoken ? admit(connect, admission) : connect(NOTHING);
    connections.add(connection);
    void connection.gone.then(() => connections.delete(connection));
    if (!isSpoken) connection.close(bridgeCloseCodes.protocol, WRONG_PROTOCOL);
  };
  http.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A reset would otherwise end the whole process.
    socket.on("error", () => socket.destroy());
    upgrading.add(socket);
    socket.once("close", () => upgrading.delete(socket));
    const refusal =
      refusalOf(request, port) ?? (isStopping || connections.size >= limits.sockets ? FULL : undefined);
    if (refusal !== undefined) {
      tellStranger(refusal);
      refuseUpgrade(socket, refusal);
      return;
    }
    server.handleUpgrade(request, socket, head, (webSocket) => {
      upgrading.delete(socket);
      open(webSocket);
    });
  });
  http.on("request", (request, response) => {
    const refusal = refusalOf(request, port) ?? PLAIN;
    const { status, detail } = refusal;
    tellStranger(refusal);
    response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
    response.end(`${detail}\n`);
  });
  return {
    async stop() {
      isStopping = true;
      const all = [...connections];
      for (const connection of all) connection.close(bridgeCloseCodes.stopping, STOPPING);
      for (const socket of upgrading) socket.destroy();
      await Promise.all(all.map((connection) => connection.gone));
    },
  };
}

export const STOPPING = "The bridge stops. Connect again in a moment.";
