import { BRIDGE_LIMITS, FRAME_HEADER_BYTES, type FrameHeader, readFrameHeader } from "@assetql/contract";
import type { IncomingFile } from "./incoming-file.ts";

/** Credit is given back in portions of this part of the window, or when nothing else is being written. */
const PORTIONS = 4;

/** The frames that come in on one connection, against the credit that the editor has. */
export class Receiver {
  readonly #expected = new Map<number, IncomingFile>();
  readonly #giveCredit: (bytes: number) => void;
  readonly #portion: number;
  #allowance: number;
  #writing = 0;
  #written = 0;

  constructor(windowBytes: number, giveCredit: (bytes: number) => void) {
    this.#allowance = windowBytes;
    this.#portion = Math.ceil(windowBytes / PORTIONS);
    this.#giveCredit = giveCredit;
  }

  /** Frames of this one may come, from where it ends by now. */
  expect(file: IncomingFile): void {
    this.#expected.set(file.transfer, file);
  }

  /** Takes a frame. Says what is wrong with it, for the reason of the close. */
  receive(frame: Uint8Array): string | undefined {
    const header = readFrameHeader(frame);
    if (header === undefined) return "A binary message is no frame of this protocol.";
    const content = frame.subarray(FRAME_HEADER_BYTES);
    const file = this.#expected.get(header.transfer);
    if (file === undefined) return `No upload has begun on this connection as transfer ${header.transfer}.`;
    const complaint = this.#complaintOf(header, content.byteLength, file);
    if (complaint !== undefined) return complaint;
    this.#take(file, content);
    if (header.isLast) this.#expected.delete(header.transfer);
    return undefined;
  }

  #complaintOf(header: FrameHeader, bytes: number, file: IncomingFile): string | undefined {
    if (bytes > BRIDGE_LIMITS.chunkBytes) return `A frame carries at most ${BRIDGE_LIMITS.chunkBytes} bytes.`;
    if (bytes === 0 && !header.isLast) return "A frame without content is the last one.";
    if (bytes > this.#allowance) return "More was sent than there is credit for.";
    if (header.offset !== file.accepted) {
      return `Transfer ${header.transfer} goes on at ${file.accepted}, not at ${header.offset}.`;
    }
    const missing = file.announced.bytes - file.accepted - bytes;
    if (missing < 0) return `Transfer ${header.transfer} has more bytes than were announced.`;
    if (header.isLast !== (missing === 0))
      return `The last frame of transfer ${header.transfer} is to be marked.`;
    return undefined;
  }

  #take(file: IncomingFile, content: Uint8Array): void {
    const bytes = content.byteLength;
    this.#allowance -= bytes;
    this.#writing += bytes;
    file.accept(content, () => {
      this.#writing -= bytes;
      this.#written += bytes;
      if (this.#written < this.#portion && this.#writing > 0) return;
      this.#allowance += this.#written;
      if (this.#written > 0) this.#giveCredit(this.#written);
      this.#written = 0;
    });
  }
}
