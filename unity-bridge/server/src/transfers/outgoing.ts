import { crc32 } from "node:zlib";
import type { ContentSource, OutgoingTransfer } from "../session/editor-session.ts";
import { sendPieces } from "./pieces.ts";
import type { Sender } from "./sender.ts";

/** As protocol and mapping write it: eight lower-case hex digits. */
export const hexOfCrc32 = (sum: number): string => sum.toString(16).padStart(8, "0");

const sumOf = (content: Uint8Array) => ({
  bytes: content.byteLength,
  crc32: hexOfCrc32(crc32(content)),
});

/**
 * What goes to one editor. An editor takes frames only of transfers that it was told of on the same connection, for
 * with another domain all that it knew is gone: those that were told of on an earlier one count as lost.
 */
export class OutgoingTransfers {
  readonly #nextNumber: () => number;
  readonly #toldOn = new Map<number, Sender>();

  constructor(nextNumber: () => number) {
    this.#nextNumber = nextNumber;
  }

  reserve(content: Uint8Array | ContentSource): OutgoingTransfer {
    const transfer = this.#nextNumber();
    let kept: Uint8Array | ContentSource | undefined = content;
    const { bytes, crc32: sum } = ArrayBuffer.isView(content) ? sumOf(content) : content;
    return {
      transfer,
      bytes,
      crc32: sum,
      send: async (offset, { signal } = {}) => {
        if (kept === undefined) throw new Error("the content was released");
        if (!Number.isInteger(offset) || offset < 0 || offset > bytes) {
          throw new RangeError(`no offset within the content: ${offset}`);
        }
        const sender = this.#senderOf(transfer);
        if (ArrayBuffer.isView(kept)) await sender.send({ transfer, content: kept, offset }, signal);
        else await sendPieces(sender, { transfer, source: kept, offset }, signal);
      },
      release: () => {
        kept = undefined;
        this.#toldOn.delete(transfer);
      },
    };
  }

  /** The editor on this connection knows of it. */
  told(transfer: number, sender: Sender): void {
    this.#toldOn.set(transfer, sender);
  }

  #senderOf(transfer: number): Sender {
    const sender = this.#toldOn.get(transfer);
    if (sender === undefined) throw new Error("the editor was not told of this transfer");
    return sender;
  }
}
