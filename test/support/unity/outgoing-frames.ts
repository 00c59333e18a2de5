import { BRIDGE_LIMITS, FRAME_HEADER_BYTES, writeFrameHeader } from "@assetql/contract";
import { WebSocket } from "ws";

/** Content on its way to the bridge over one socket, no more of it than the bridge has room for. */
export class OutgoingFrames {
  readonly #socket: WebSocket;
  #credit: number;
  #wake = (): void => undefined;

  constructor(socket: WebSocket, credit: number) {
    this.#socket = socket;
    this.#credit = credit;
    socket.once("close", () => this.#wake());
  }

  addCredit(bytes: number): void {
    this.#credit += bytes;
    this.#wake();
  }

  async send(transfer: number, bytes: Uint8Array, from: number): Promise<void> {
    for (let offset = from; offset < bytes.byteLength; ) {
      if (this.#socket.readyState !== WebSocket.OPEN) throw new Error("The connection was lost");
      if (this.#credit === 0) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      const end = Math.min(bytes.byteLength, offset + Math.min(BRIDGE_LIMITS.chunkBytes, this.#credit));
      const frame = Buffer.alloc(FRAME_HEADER_BYTES + end - offset);
      writeFrameHeader(frame, { transfer, offset, isLast: end === bytes.byteLength });
      frame.set(bytes.subarray(offset, end), FRAME_HEADER_BYTES);
      this.#credit -= end - offset;
      this.#socket.send(frame);
      offset = end;
    }
  }
}
