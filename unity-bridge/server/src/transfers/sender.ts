import { BRIDGE_LIMITS } from "@assetql/contract";
import { ConnectionLost } from "../session/problems.ts";
import type { Connection } from "../socket/connection.ts";

/**
 * Content that waits for the system to take it. More would not make it faster, and messages would wait behind it.
 */
const MAX_UNWRITTEN = 4 * BRIDGE_LIMITS.chunkBytes;

interface Sending extends Omit<Content, "offset"> {
  offset: number;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export interface Content {
  readonly transfer: number;
  readonly content: Uint8Array;
  readonly offset: number;
  /** When it is a piece of something larger: where it begins there, and whether nothing follows. */
  readonly piece?: { readonly at: number; readonly isLast: boolean };
}

/**
 * The frames that go out on one connection. No more is under way than the editor has room for, and transfers take
 * turns, a frame each: a thumbnail does not wait for a package.
 */
export class Sender {
  readonly #connection: Connection;
  readonly #queue: Sending[] = [];
  #credit: number;
  /** Sent, and not yet written by the editor. */
  #underWay = 0;
  #unwritten = 0;

  constructor(connection: Connection, windowBytes: number) {
    this.#connection = connection;
    this.#credit = windowBytes;
  }

  /** Resolves when the last frame has been given to the socket. Rejects with `ConnectionLost`, or the signal's reason. */
  async send(sent: Content, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (!this.#connection.isOpen) throw new ConnectionLost();
    if (sent.offset === sent.content.byteLength) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const sending: Sending = { ...sent, done: resolve, failed: reject };
    const stop = () => {
      this.#forget(sending);
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", stop);
    this.#queue.push(sending);
    this.#pump();
    try {
      await promise;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }

  /** False: more than was sent. */
  addCredit(bytes: number): boolean {
    if (bytes > this.#underWay) return false;
    this.#underWay -= bytes;
    this.#credit += bytes;
    this.#pump();
    return true;
  }

  /** The connection is gone. */
  stop(): void {
    for (const sending of this.#queue.splice(0)) sending.failed(new ConnectionLost());
  }

  #forget(sending: Sending): void {
    const index = this.#queue.indexOf(sending);
    if (index >= 0) this.#queue.splice(index, 1);
  }

  #pump(): void {
    while (this.#credit > 0 && this.#unwritten < MAX_UNWRITTEN) {
      const sending = this.#queue.shift();
      if (sending === undefined) return;
      if (this.#sendFrame(sending)) sending.done();
      else this.#queue.push(sending);
    }
  }

  /** True: it was the last of it. */
  #sendFrame(sending: Sending): boolean {
    const { transfer, content, offset, piece = { at: 0, isLast: true } } = sending;
    const end = Math.min(content.byteLength, offset + Math.min(BRIDGE_LIMITS.chunkBytes, this.#credit));
    const isLast = end === content.byteLength;
    const header = { transfer, offset: piece.at + offset, isLast: isLast && piece.isLast };
    this.#credit -= end - offset;
    this.#underWay += end - offset;
    sending.offset = end;
    this.#unwritten += end - offset;
    this.#connection.sendFrame(header, content.subarray(offset, end), () => {
      this.#unwritten -= end - offset;
      this.#pump();
    });
    return isLast;
  }
}
