import { randomUUID } from "node:crypto";
import {
  BRIDGE_PROTOCOL,
  BRIDGE_VERSION,
  type BridgeHello,
  type BridgeMessage,
  type BridgeWelcome,
  bridgeMessageSchema,
  bridgeWelcomeSchema,
  FRAME_HEADER_BYTES,
  type FrameHeader,
  readFrameHeader,
  writeFrameHeader,
} from "@assetql/contract";
import { WebSocket } from "ws";
import { until } from "../../../../test/support/until.ts";

export const CHECKOUT = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

export interface EditorOptions {
  readonly token?: string;
  readonly checkout?: string;
  readonly projectName?: string;
  readonly resume?: BridgeHello["resume"];
  readonly protocols?: readonly string[];
  readonly subprotocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly origin?: string;
  /** False: what comes is not credited. */
  readonly givesCredit?: boolean;
}

export interface Answer {
  readonly v: number;
  readonly re: string;
  readonly type: "result" | "problem";
  readonly payload: Readonly<Record<string, unknown>>;
}
export type Call = Extract<BridgeMessage, { id: string }>;
export type Event = Extract<BridgeMessage, { seq: number }>;

export interface Frame extends FrameHeader {
  readonly content: Buffer;
}

export type TestEditor = ReturnType<typeof connectEditor>;

/** An editor's side of the protocol over a real socket, which does only what a test says. */
export function connectEditor(address: string, options: EditorOptions) {
  const { subprotocols = [BRIDGE_PROTOCOL], headers = {}, origin, givesCredit = true } = options;
  const socket = new WebSocket(address, [...subprotocols], {
    headers: { ...headers },
    perMessageDeflate: false,
    ...(origin === undefined ? {} : { origin }),
  });
  const messages: BridgeMessage[] = [];
  const frames: Frame[] = [];
  const opened = new Promise<number>((resolve) => {
    socket.once("open", () => resolve(101));
    socket.once("unexpected-response", (_, { statusCode = 0 }) => {
      resolve(statusCode);
      socket.terminate();
    });
    socket.once("error", () => resolve(0));
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once("close", (code, reason) => resolve({ code, reason: String(reason) }));
  });
  socket.on("error", () => undefined);
  const send = (message: unknown): void => {
    socket.send(typeof message === "string" ? message : JSON.stringify(message));
  };
  const giveCredit = (bytes: number) => send({ v: BRIDGE_VERSION, type: "credit", payload: { bytes } });
  socket.on("message", (data, isBinary) => {
    if (!Buffer.isBuffer(data)) throw new TypeError("messages come as one buffer");
    if (!isBinary) {
      messages.push(bridgeMessageSchema.parse(JSON.parse(String(data))));
      return;
    }
    const header = readFrameHeader(data);
    if (header === undefined) throw new Error("this is no frame");
    const content = data.subarray(FRAME_HEADER_BYTES);
    frames.push({ ...header, content });
    if (givesCredit && content.byteLength > 0) giveCredit(content.byteLength);
  });
  const editor = {
    socket,
    messages,
    frames,
    /** Status of the answer to the upgrade: 101 when it was taken, 0 when nobody answered. */
    opened,
    closed,
    send,
    giveCredit,
    events: () => messages.filter((message): message is Event => "seq" in message),
    calls: () => messages.filter((message): message is Call => "id" in message),
    answers: (id: string): readonly Answer[] =>
      messages.filter((message) => "re" in message).filter(({ re }) => re === id),
    /** The `index`th answer to that request. */
    answer: (id: string, index = 0) => until(async () => editor.answers(id)[index]),
    call: (index = 0) => until(async () => editor.calls()[index]),
    event: (index = 0) => until(async () => editor.events()[index]),
    async ask(type: string, payload: unknown, id: string = randomUUID()): Promise<Answer> {
      const before = editor.answers(id).length;
      send({ v: BRIDGE_VERSION, id, type, payload });
      return editor.answer(id, before);
    },
    respond: (re: string, payload: unknown) => send({ v: BRIDGE_VERSION, re, type: "result", payload }),
    async sayHello(id: string = randomUUID()): Promise<Answer> {
      await opened;
      return editor.ask("hello", helloOf(options), id);
    },
    /** Says hello and expects to be let in. */
    async enter(): Promise<BridgeWelcome> {
      const { payload } = await editor.sayHello();
      return bridgeWelcomeSchema.parse(payload);
    },
    sendFrame(header: FrameHeader, content: Uint8Array): void {
      const frame = Buffer.alloc(FRAME_HEADER_BYTES + content.byteLength);
      writeFrameHeader(frame, header);
      frame.set(content, FRAME_HEADER_BYTES);
      socket.send(frame);
    },
    /** The bytes of a transfer that have come so far. */
    received: (transfer: number) =>
      Buffer.concat(frames.filter((frame) => frame.transfer === transfer).map(({ content }) => content)),
  };
  return editor;
}

export const helloOf = (options: EditorOptions): BridgeHello => ({
  token: options.token ?? "",
  protocols: [...(options.protocols ?? [BRIDGE_PROTOCOL])],
  editor: { unity: "2022.3.10f1", package: "0.1.0" },
  project: { checkout: options.checkout ?? CHECKOUT, name: options.projectName ?? "Potion Shop" },
  resume: options.resume ?? null,
});
