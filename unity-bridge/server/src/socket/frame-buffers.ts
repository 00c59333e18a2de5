import { BRIDGE_LIMITS, FRAME_HEADER_BYTES, type FrameHeader, writeFrameHeader } from "@assetql/contract";

/** Kept for the next frames: about as many as wait for the system at a time. */
const MOST_KEPT = 5;

/** Memory for frames on their way. Used again and again: new memory for each would cost more than the copying. */
export class FrameBuffers {
  readonly #free: Buffer[] = [];

  /** Header and content as one message; `buffer` comes back when that has been written. */
  fill(header: FrameHeader, content: Uint8Array): { readonly buffer: Buffer; readonly message: Buffer } {
    const buffer = this.#free.pop() ?? Buffer.allocUnsafeSlow(FRAME_HEADER_BYTES + BRIDGE_LIMITS.chunkBytes);
    writeFrameHeader(buffer, header);
    buffer.set(content, FRAME_HEADER_BYTES);
    return { buffer, message: buffer.subarray(0, FRAME_HEADER_BYTES + content.byteLength) };
  }

  giveBack(buffer: Buffer): void {
    if (this.#free.length < MOST_KEPT) this.#free.push(buffer);
  }
}
