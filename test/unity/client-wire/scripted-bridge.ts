import { once } from "node:events";
import type { AddressInfo } from "node:net";
import {
  BRIDGE_LIMITS,
  BRIDGE_PROTOCOL,
  type BridgeMessage,
  FRAME_HEADER_BYTES,
  type FrameHeader,
  writeFrameHeader,
} from "@assetql/contract";
import { type WebSocket, WebSocketServer } from "ws";
import { until } from "../../support/until.ts";

export type ScriptedBridge = Awaited<ReturnType<typeof startScriptedBridge>>;

const welcome = {
  protocol: BRIDGE_PROTOCOL,
  resumeId: "s_scripted",
  resumed: false,
  lastSeq: 0,
  bridge: { version: "0.1.0-test" },
  hub: { url: "http://hub", reachable: true },
  windowBytes: BRIDGE_LIMITS.windowBytes,
};

/** A bridge that does what a test says, also what a real one never would. `answer` to hello: of a welcome, a problem, or null for none. */
export async function startScriptedBridge(answer: object | null = {}) {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  await once(server, "listening");
  const heard: BridgeMessage[] = [];
  const sockets: WebSocket[] = [];
  const state = { answer };
  server.on("connection", (socket) => {
    socket.on("error", () => socket.terminate());
    socket.on("message", (data) => {
      const message: BridgeMessage = JSON.parse(data.toString());
      if (!("id" in message) || message.type !== "hello") {
        heard.push(message);
        return;
      }
      sockets.push(socket);
      if (state.answer === null) return;
      const isProblem = "code" in state.answer;
      const payload = isProblem ? state.answer : { ...welcome, ...state.answer };
      const type = isProblem ? "problem" : "result";
      socket.send(JSON.stringify({ v: 1, re: message.id, type, payload }));
    });
  });
  const latest = (): WebSocket => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error("nobody has connected");
    return socket;
  };
  return {
    address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    heard,
    /** Editors that said hello, in their order. */
    sockets,
    latest,
    send: (message: object) => latest().send(JSON.stringify({ v: 1, ...message })),
    call: (id: string, type: string, payload: object) =>
      latest().send(JSON.stringify({ v: 1, id, type, payload })),
    sendFrame(header: FrameHeader, content: Uint8Array): void {
      const frame = Buffer.alloc(FRAME_HEADER_BYTES + content.byteLength);
      writeFrameHeader(frame, header);
      frame.set(content, FRAME_HEADER_BYTES);
      latest().send(frame);
    },
    answersTo: (id: string) => heard.filter((message) => "re" in message && message.re === id),
    answerTo: (id: string, index = 0) =>
      until(async () => heard.filter((message) => "re" in message && message.re === id)[index]),
    request: (type: string) =>
      until(
        async () =>
          heard.find((message) => "id" in message && message.type === type) as { id: string } | undefined,
      ),
    credit: () =>
      heard.flatMap((message) =>
        message.type === "credit" && "bytes" in message.payload ? [Number(message.payload.bytes)] : [],
      ),
    async stop(): Promise<void> {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
