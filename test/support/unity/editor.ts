import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { crc32 } from "node:zlib";
import {
  BRIDGE_LIMITS,
  BRIDGE_PATH,
  BRIDGE_PROTOCOL,
  type BridgeCall,
  type BridgeCallParams,
  type BridgeCallResult,
  type BridgeCommand,
  type BridgeCommandParams,
  type BridgeCommandResult,
  type BridgeEvent,
  type BridgeEventPayload,
  type BridgeMessage,
  type BridgeTransfer,
  type BridgeWelcome,
  bridgeCalls,
  bridgeCommands,
  bridgeEvents,
  bridgeWelcomeSchema,
  FRAME_HEADER_BYTES,
  type FrameHeader,
  readFrameHeader,
  writeFrameHeader,
} from "@assetql/contract";
import { WebSocket } from "ws";
import { until } from "../until.ts";
import {
  BridgeRefusal,
  CallRefused,
  creditText,
  parseMessage,
  problemText,
  requestText,
  resultText,
} from "./protocol.ts";

/** What an editor does when it is asked, and with the content that it is sent. */
export interface EditorProject {
  readonly checkout: string;
  readonly name: string;
  /** Throws a {@link CallRefused}. */
  answer<Name extends BridgeCall>(
    name: Name,
    params: BridgeCallParams<Name>,
  ): Promise<BridgeCallResult<Name>>;
  /** Writes content; those of one transfer are waited for one after the other. False: it is not the project's. */
  receive(header: FrameHeader, content: Buffer): Promise<boolean>;
}

export interface EditorOptions {
  readonly port: number;
  readonly token: string;
  readonly project: EditorProject;
}

const newId = (): string => randomUUID();

interface Told<Name extends BridgeEvent = BridgeEvent> {
  readonly type: Name;
  readonly payload: BridgeEventPayload<Name>;
}

type Waiting = { readonly text: string; readonly answered: PromiseWithResolvers<unknown> };

/** An editor without Unity: the bridge's protocol over a real socket, and a project behind it. */
export class ScriptedEditor {
  readonly events: Told[] = [];
  /** Bytes of content that came as frames, over all connections. */
  received = 0;
  welcome: BridgeWelcome | undefined;
  #options: EditorOptions;
  #socket: WebSocket | undefined;
  #lastSeq = 0;
  readonly #waiting = new Map<string, Waiting>();
  readonly #calls = new Map<string, Promise<string>>();
  readonly #downloads = new Map<number, Buffer[]>();
  #credit = 0;
  #creditCame = (): void => undefined;
  #frames: Promise<unknown> = Promise.resolve();

  constructor(options: EditorOptions) {
    this.#options = options;
  }

  static async open(options: EditorOptions): Promise<ScriptedEditor> {
    const editor = new ScriptedEditor(options);
    await editor.connect();
    return editor;
  }

  get isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Connects, also again: asks once more for what was not answered. Throws when the bridge does not let it in. */
  async connect(where: Partial<Pick<EditorOptions, "port" | "token">> = {}): Promise<BridgeWelcome> {
    this.#options = { ...this.#options, ...where };
    const { port, token, project } = this.#options;
    // What an earlier connection has brought is written first.
    await this.#frames;
    const socket = new WebSocket(`ws://127.0.0.1:${port}${BRIDGE_PATH}`, BRIDGE_PROTOCOL, {
      perMessageDeflate: false,
      maxPayload: BRIDGE_LIMITS.messageBytes,
    });
    // A socket that fails also closes.
    socket.on("error", () => undefined);
    socket.on("close", (code, reason) => this.#lost(socket, `closed with ${code} ${reason.toString()}`));
    await Promise.race([
      once(socket, "open"),
      once(socket, "close").then(() => Promise.reject(new Error(`Nobody listens on ${port}`))),
    ]);
    this.#socket = socket;
    socket.on("message", (data: Buffer, isBinary) =>
      isBinary ? this.#frame(data, socket) : this.#text(data.toString()),
    );
    const hello = {
      token,
      protocols: [BRIDGE_PROTOCOL],
      editor: { unity: "2022.3.10f1", package: "0.1.0" },
      project: { checkout: project.checkout, name: project.name },
      resume: this.welcome === undefined ? null : { resumeId: this.welcome.resumeId, lastSeq: this.#lastSeq },
    };
    const welcome = bridgeWelcomeSchema.parse(await this.#ask("hello", hello, { isAskedAgain: false }));
    if (!welcome.resumed) this.#lastSeq = welcome.lastSeq;
    this.welcome = welcome;
    this.#credit = welcome.windowBytes;
    for (const { text } of this.#waiting.values()) socket.send(text);
    return welcome;
  }

  /** As when the process ends, or its domain is reloaded. */
  async drop(): Promise<void> {
    const socket = this.#socket;
    if (socket === undefined || socket.readyState === WebSocket.CLOSED) return;
    const closed = once(socket, "close");
    socket.terminate();
    await closed;
    await this.#frames;
  }

  /** Asks the bridge for something. Throws a {@link BridgeRefusal}. */
  async request<Name extends BridgeCommand>(
    name: Name,
    params: BridgeCommandParams<Name>,
    id: string = newId(),
  ): Promise<BridgeCommandResult<Name>> {
    const answer = await this.#ask(name, params, { id });
    // The parse boundary: the schema is that of the name.
    return bridgeCommands[name].result.parse(answer) as BridgeCommandResult<Name>;
  }

  /** Sends a file; resolves to its id. */
  async upload(name: string, bytes: Uint8Array): Promise<string> {
    const sum = crc32(bytes).toString(16).padStart(8, "0");
    const { transfer, offset } = await this.request("uploads.begin", {
      name,
      bytes: bytes.byteLength,
      crc32: sum,
    });
    await this.#send(transfer, bytes, offset);
    return (await this.request("uploads.finish", { transfer })).upload;
  }

  /** The content that follows the result of a request. */
  async download({ transfer, bytes, crc32: sum }: BridgeTransfer): Promise<Buffer> {
    const content = await until(async () => {
      const parts = this.#downloads.get(transfer) ?? [];
      const have = parts.reduce((total, part) => total + part.byteLength, 0);
      return have >= bytes ? Buffer.concat(parts) : undefined;
    });
    this.#downloads.delete(transfer);
    if (crc32(content).toString(16).padStart(8, "0") !== sum)
      throw new Error("The content is not what was announced");
    return content;
  }

  /** The first event, of those that came already or will come, that is one of these and is as wanted. */
  async untilEvent<Name extends BridgeEvent>(
    type: Name,
    isWanted: (payload: BridgeEventPayload<Name>) => boolean = () => true,
  ): Promise<BridgeEventPayload<Name>> {
    return until(async () => this.eventsOf(type).find(isWanted));
  }

  eventsOf<Name extends BridgeEvent>(type: Name): BridgeEventPayload<Name>[] {
    return this.events.flatMap((event) => (isOf(event, type) ? [event.payload] : []));
  }

  #ask(type: string, params: unknown, { id = newId(), isAskedAgain = true } = {}): Promise<unknown> {
    const text = requestText(id, type, params);
    const answered = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { text, answered });
    if (!isAskedAgain) {
      const lost = (): void =>
        this.#settle(id, ({ reject }) => reject(new Error("The bridge has not let the editor in")));
      this.#socket?.once("close", lost);
    }
    this.#socket?.send(text);
    return answered.promise;
  }

  #settle(id: string, settle: (answered: PromiseWithResolvers<unknown>) => void): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (waiting !== undefined) settle(waiting.answered);
  }

  #lost(socket: WebSocket, why: string): void {
    if (socket !== this.#socket) return;
    this.closedBecause = why;
    this.#creditCame();
  }
  closedBecause: string | undefined;

  #text(text: string): void {
    const message = parseMessage(text);
    if ("seq" in message) this.#event(message);
    else if ("id" in message) void this.#call(message);
    else if (message.type === "credit") {
      this.#credit += message.payload.bytes;
      this.#creditCame();
    } else if (message.type === "problem") {
      this.#settle(message.re, ({ reject }) => reject(new BridgeRefusal(message.payload)));
    } else if (message.type === "result") this.#settle(message.re, ({ resolve }) => resolve(message.payload));
  }

  #event({ seq, type, payload }: Extract<BridgeMessage, { seq: number }>): void {
    if (seq <= this.#lastSeq) throw new Error(`Event ${seq} came twice, or late`);
    this.#lastSeq = seq;
    const told = toTold(type, payload);
    if (told !== undefined) this.events.push(told);
  }

  /** A call that is asked again while it is under way is done once. */
  async #call({ id, type, payload }: Extract<BridgeMessage, { id: string }>): Promise<void> {
    const answer =
      this.#calls.get(id) ??
      this.#frames.then(() => answerText(this.#options.project, { id, type, payload }));
    this.#calls.set(id, answer);
    const text = await answer;
    if (!this.isConnected) return;
    this.#calls.delete(id);
    this.#socket?.send(text);
  }

  #frame(frame: Buffer, socket: WebSocket): void {
    const header = readFrameHeader(frame);
    if (header === undefined) throw new Error("The bridge has sent a frame that is none");
    const content = frame.subarray(FRAME_HEADER_BYTES);
    this.received += content.byteLength;
    this.#frames = this.#frames.then(async () => {
      if (!(await this.#options.project.receive(header, content))) {
        const parts = this.#downloads.get(header.transfer) ?? [];
        this.#downloads.set(header.transfer, [...parts, Buffer.from(content)]);
      }
      if (content.byteLength > 0 && socket.readyState === WebSocket.OPEN)
        socket.send(creditText(content.byteLength));
    });
  }

  async #send(transfer: number, bytes: Uint8Array, from: number): Promise<void> {
    for (let offset = from; offset < bytes.byteLength; ) {
      if (this.#credit === 0) {
        await new Promise<void>((resolve) => {
          this.#creditCame = resolve;
        });
        if (!this.isConnected) throw new Error("The connection was lost");
        continue;
      }
      const end = Math.min(bytes.byteLength, offset + Math.min(BRIDGE_LIMITS.chunkBytes, this.#credit));
      const frame = Buffer.alloc(FRAME_HEADER_BYTES + end - offset);
      writeFrameHeader(frame, { transfer, offset, isLast: end === bytes.byteLength });
      frame.set(bytes.subarray(offset, end), FRAME_HEADER_BYTES);
      this.#credit -= end - offset;
      this.#socket?.send(frame);
      offset = end;
    }
  }
}

const isOf = <Name extends BridgeEvent>(event: Told, type: Name): event is Told<Name> => event.type === type;

function toTold(type: string, payload: unknown): Told | undefined {
  const known = (Object.keys(bridgeEvents) as BridgeEvent[]).find((name) => name === type);
  return known === undefined ? undefined : { type: known, payload: bridgeEvents[known].parse(payload) };
}

interface Asked {
  readonly id: string;
  readonly type: string;
  readonly payload: unknown;
}

async function answerText(project: EditorProject, { id, type, payload }: Asked): Promise<string> {
  try {
    const name = (Object.keys(bridgeCalls) as BridgeCall[]).find((known) => known === type);
    if (name === undefined) throw new CallRefused("type-unknown", `This editor knows no ${type}.`);
    return resultText(id, await answer(project, name, payload));
  } catch (error) {
    if (error instanceof CallRefused) return problemText(id, error);
    return problemText(id, new CallRefused("internal", String(error)));
  }
}

/** The parse boundary: parameters and result are checked by the schemas of the name. */
async function answer<Name extends BridgeCall>(
  project: EditorProject,
  name: Name,
  payload: unknown,
): Promise<unknown> {
  const { params, result } = bridgeCalls[name];
  return result.parse(await project.answer(name, params.parse(payload) as BridgeCallParams<Name>));
}
