import { crc32 } from "node:zlib";
import type { OutgoingTransfer } from "../session/editor-session.ts";
import type { Sender } from "./sender.ts";

/** As protocol and mapping write it: eight lower-case hex digits. */
export const hexOfCrc32 = (sum: number): string => sum.toString(16).padStart(8, "0");

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

  reserve(content: Uint8Array): OutgoingTransfer {
    const transfer = this.#nextNumber();
    let kept: Uint8Array | undefined = content;
    return {
      transfer,
      bytes: content.byteLength,
      crc32: hexOfCrc32(crc32(content)),
      send: async (offset, { signal } = {}) => {
        if (kept === undefined) throw new Error("the content was released");
        if (!Number.isInteger(offset) || offset < 0 || offset > kept.byteLength) {
          throw new RangeError(`no offset within the content: ${offset}`);
        }
        await this.#senderOf(transfer).send({ transfer, content: kept, offset }, signal);
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
