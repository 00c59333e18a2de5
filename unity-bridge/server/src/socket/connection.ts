import { bridgeCloseCodes, type FrameHeader } from "@assetql/contract";
import type { RawData, WebSocket } from "ws";
import { FrameBuffers } from "./frame-buffers.ts";
import type { WireLimits } from "./limits.ts";

const MAX_REASON_BYTES = 123;

export interface ConnectionListener {
  text(text: string): void;
  frame(bytes: Uint8Array): void;
  /** Nothing comes any more, and nothing goes. */
  gone(): void;
}

type Limits = Pick<WireLimits, "silenceSeconds" | "unreadBytes" | "closeSeconds">;

/** One socket of an editor. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #limits: Limits;
  readonly #silence: NodeJS.Timeout;
  readonly #frames = new FrameBuffers();
  readonly #gone = Promise.withResolvers<void>();
  #listener: ConnectionListener;
  #unread = 0;
  #isSilent = false;
  #isOpen = true;

  constructor(socket: WebSocket, listener: ConnectionListener, limits: Limits) {
    this.#socket = socket;
    this.#listener = listener;
    this.#limits = limits;
    this.#silence = setTimeout(() => this.#endIfSilent(), limits.silenceSeconds * 1_000);
    socket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    socket.on("ping", () => this.#heard());
    socket.on("pong", () => this.#heard());
    // Of what is no WebSocket, or too large: `ws` closes with the code for it.
    socket.on("error", () => {
      this.#cutSoon();
      this.#end();
    });
    socket.on("close", () => {
      this.#end();
      this.#gone.resolve();
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Resolves when the socket is no more. */
  get gone(): Promise<void> {
    return this.#gone.promise;
  }

  /** Gives what comes from now on to somebody else. */
  handOver(listener: ConnectionListener): void {
    this.#listener = listener;
  }

  /** Closes the connection when the editor has left too much unread. Does nothing after the end. */
  send(text: string): void {
    if (!this.#isOpen) return;
    const bytes = Buffer.byteLength(text);
    this.#unread += bytes;
    this.#socket.send(text, () => {
      this.#unread -= bytes;
    });
    if (this.#unread <= this.#limits.unreadBytes) return;
    this.close(bridgeCloseCodes.tooSlow, "The editor reads too slowly. Connect again and resume.");
  }

  /**
   * Header and content are copied into one message: in two parts it would cost the editor more than it saves here.
   * `written` is called when the system has taken it, or nobody will.
   */
  sendFrame(header: FrameHeader, content: Uint8Array, written: () => void): void {
    if (!this.#isOpen) return;
    const { buffer, message } = this.#frames.fill(header, content);
    this.#socket.send(message, { binary: true }, () => {
      this.#frames.giveBack(buffer);
      written();
    });
  }

  /** Everything that was sent goes first. The reason is for people; what is too long of it is cut. */
  close(code: number, reason: string): void {
    if (!this.#isOpen) return;
    this.#socket.close(code, cut(reason));
    this.#cutSoon();
    this.#end();
  }

  /** Whoever does not answer the close would keep the socket, and `stop` waiting. */
  #cutSoon(): void {
    const timer = setTimeout(() => this.#socket.terminate(), this.#limits.closeSeconds * 1_000);
    this.#socket.once("close", () => clearTimeout(timer));
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (!this.#isOpen) return;
    this.#heard();
    if (!Buffer.isBuffer(data)) throw new TypeError("messages come as one buffer");
    if (isBinary) this.#listener.frame(data);
    else this.#listener.text(data.toString("utf8"));
  }

  #heard(): void {
    this.#isSilent = false;
    if (this.#isOpen) this.#silence.refresh();
  }

  /** A process that was kept from running reads what has come meanwhile before it calls anybody silent. */
  #endIfSilent(): void {
    this.#isSilent = true;
    setImmediate(() => {
      if (this.#isSilent) this.#socket.terminate();
    });
  }

  #end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    clearTimeout(this.#silence);
    this.#listener.gone();
  }
}

/** Whole characters, no more than a close frame takes. */
function cut(reason: string): string {
  let text = reason;
  while (Buffer.byteLength(text) > MAX_REASON_BYTES) text = text.slice(0, -1);
  return text.toWellFormed();
}
