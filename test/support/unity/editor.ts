import { once } from "node:events";
import { crc32 } from "node:zlib";
import {
  BRIDGE_LIMITS,
  BRIDGE_PATH,
  BRIDGE_PROTOCOL,
  type BridgeCommand,
  type BridgeCommandParams,
  type BridgeCommandResult,
  type BridgeEvent,
  type BridgeEventPayload,
  type BridgeMessage,
  type BridgeTransfer,
  type BridgeWelcome,
  bridgeCommands,
  bridgeWelcomeSchema,
  FRAME_HEADER_BYTES,
  readFrameHeader,
} from "@assetql/contract";
import { WebSocket } from "ws";
import { until } from "../until.ts";
import { answerText, type EditorProject } from "./editor-project.ts";
import { OutgoingFrames } from "./outgoing-frames.ts";
import { newId, PendingRequests } from "./pending-requests.ts";
import { creditText, parseMessage } from "./protocol.ts";
import { ToldEvents } from "./told-events.ts";

export interface EditorOptions {
  readonly port: number;
  readonly token: string;
  readonly project: EditorProject;
}

const RETURNS_A_WINDOW = 8;

const hexCrc32 = (content: Uint8Array): string => crc32(content).toString(16).padStart(8, "0");

/** An editor without Unity: the bridge's protocol over a real socket, and a project behind it. */
export class ScriptedEditor {
  /** Bytes of content that came as frames, over all connections. */
  received = 0;
  welcome: BridgeWelcome | undefined;
  readonly #project: EditorProject;
  readonly #told = new ToldEvents();
  readonly #pending = new PendingRequests((text) => this.#socket?.send(text));
  readonly #calls = new Map<string, Promise<string>>();
  readonly #downloads = new Map<number, Buffer[]>();
  #where: Pick<EditorOptions, "port" | "token">;
  #socket: WebSocket | undefined;
  #outgoing: OutgoingFrames | undefined;
  /** Content of this connection that is written and not given back yet. */
  #written = 0;
  /** What has come is written in its order. */
  #writing: Promise<void> = Promise.resolve();

  private constructor({ project, ...where }: EditorOptions) {
    this.#project = project;
    this.#where = where;
  }

  /** Throws when the bridge does not let it in. */
  static async open(options: EditorOptions): Promise<ScriptedEditor> {
    const editor = new ScriptedEditor(options);
    await editor.connect();
    return editor;
  }

  get isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Connects, also again, and asks once more for what was not answered. Throws when the bridge does not let it in. */
  async connect(where: Partial<Pick<EditorOptions, "port" | "token">> = {}): Promise<BridgeWelcome> {
    this.#where = { ...this.#where, ...where };
    // What an earlier connection has brought is written first.
    await this.#writing;
    const socket = await openSocket(this.#where.port);
    this.#socket = socket;
    this.#written = 0;
    socket.on("message", (data: Buffer, isBinary) =>
      isBinary ? this.#frame(data, socket) : this.#text(data.toString()),
    );
    const welcome = await this.#hello(socket);
    if (!welcome.resumed) this.#told.beginAt(welcome.lastSeq);
    this.welcome = welcome;
    this.#outgoing = new OutgoingFrames(socket, welcome.windowBytes);
    this.#pending.askAgain();
    return welcome;
  }

  async #hello(socket: WebSocket): Promise<BridgeWelcome> {
    const { checkout, name } = this.#project;
    const id = newId();
    socket.once("close", () => this.#pending.forget(id, new Error("The bridge has not let the editor in")));
    const hello = {
      token: this.#where.token,
      protocols: [BRIDGE_PROTOCOL],
      editor: { unity: "2022.3.10f1", package: "0.1.0" },
      project: { checkout, name },
      resume: this.welcome && { resumeId: this.welcome.resumeId, lastSeq: this.#told.lastSeq },
    };
    const answer = await this.#pending.ask("hello", { ...hello, resume: hello.resume ?? null }, id);
    return bridgeWelcomeSchema.parse(answer);
  }

  /** As when the process ends, or its domain is reloaded. */
  async drop(): Promise<void> {
    const socket = this.#socket;
    if (socket !== undefined && socket.readyState !== WebSocket.CLOSED) {
      const closed = once(socket, "close");
      socket.terminate();
      await closed;
    }
    await this.#writing;
  }

  /** Asks the bridge for something. Throws a BridgeRefusal. */
  async request<Name extends BridgeCommand>(
    name: Name,
    params: BridgeCommandParams<Name>,
    id?: string,
  ): Promise<BridgeCommandResult<Name>> {
    const answer = await this.#pending.ask(name, params, id);
    // The parse boundary: the schema is that of the name.
    return bridgeCommands[name].result.parse(answer) as BridgeCommandResult<Name>;
  }

  /** Sends a file; resolves to its id. */
  async upload(name: string, bytes: Uint8Array): Promise<string> {
    const file = { name, bytes: bytes.byteLength, crc32: hexCrc32(bytes) };
    const { transfer, offset } = await this.request("uploads.begin", file);
    await this.#outgoing?.send(transfer, bytes, offset);
    return (await this.request("uploads.finish", { transfer })).upload;
  }

  /** The content that follows the result of a request; with `had`, it was asked for from the end of that on. */
  async download(
    { transfer, bytes, crc32: sum }: BridgeTransfer,
    had: Buffer = Buffer.alloc(0),
  ): Promise<Buffer> {
    const content = await until(async () => {
      const parts = Buffer.concat([had, ...(this.#downloads.get(transfer) ?? [])]);
      return parts.byteLength >= bytes ? parts : undefined;
    });
    this.#downloads.delete(transfer);
    if (hexCrc32(content) !== sum) throw new Error("The content is not what was announced");
    return content;
  }

  /** The first event, of those that came already or will come, that is one of these and is as wanted. */
  untilEvent<Name extends BridgeEvent>(
    type: Name,
    isWanted: (payload: BridgeEventPayload<Name>) => boolean = () => true,
  ): Promise<BridgeEventPayload<Name>> {
    return until(async () => this.eventsOf(type).find(isWanted));
  }

  eventsOf<Name extends BridgeEvent>(type: Name): BridgeEventPayload<Name>[] {
    return this.#told.of(type);
  }

  #text(text: string): void {
    const message = parseMessage(text);
    if ("seq" in message) this.#told.add(message);
    else if ("id" in message) void this.#call(message);
    else if ("re" in message) this.#pending.answer(message);
    else this.#outgoing?.addCredit(message.payload.bytes);
  }

  /** After what has come before it. One that is asked again while it is under way is done once. */
  async #call(call: Extract<BridgeMessage, { id: string }>): Promise<void> {
    const answer = this.#calls.get(call.id) ?? this.#writing.then(() => answerText(this.#project, call));
    this.#calls.set(call.id, answer);
    const text = await answer;
    if (!this.isConnected) return;
    this.#calls.delete(call.id);
    this.#socket?.send(text);
  }

  #frame(frame: Buffer, socket: WebSocket): void {
    const header = readFrameHeader(frame);
    if (header === undefined) throw new Error("The bridge has sent a frame that is none");
    const content = frame.subarray(FRAME_HEADER_BYTES);
    this.received += content.byteLength;
    this.#writing = this.#writing.then(async () => {
      if (!(await this.#project.receive(header, content))) {
        const parts = this.#downloads.get(header.transfer) ?? [];
        this.#downloads.set(header.transfer, [...parts, content]);
      }
      this.#giveBack(content.byteLength, socket);
    });
  }

  /** Not a message a frame, and long before the bridge has to wait. */
  #giveBack(bytes: number, socket: WebSocket): void {
    if (socket !== this.#socket) return;
    this.#written += bytes;
    const window = this.welcome?.windowBytes ?? BRIDGE_LIMITS.windowBytes;
    if (this.#written * RETURNS_A_WINDOW < window || socket.readyState !== WebSocket.OPEN) return;
    socket.send(creditText(this.#written));
    this.#written = 0;
  }
}

async function openSocket(port: number): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${BRIDGE_PATH}`, BRIDGE_PROTOCOL, {
    perMessageDeflate: false,
    maxPayload: BRIDGE_LIMITS.messageBytes,
  });
  await once(socket, "open");
  // A socket that fails later also closes.
  socket.on("error", () => undefined);
  return socket;
}
