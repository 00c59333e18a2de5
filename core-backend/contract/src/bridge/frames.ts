/** Before the content of every binary frame. */
export const FRAME_HEADER_BYTES = 16;

const FRAME_VERSION = 1;
const LAST = 1;

/** What a binary frame says of its content: which transfer, from which byte of it, and whether it is the end. */
export interface FrameHeader {
  /** Given by the bridge, for both directions; 32 bits, unsigned. */
  readonly transfer: number;
  /** Of the first byte of the content within the whole file. */
  readonly offset: number;
  readonly isLast: boolean;
}

/**
 * Writes a header, big-endian: transfer (4 bytes), offset (8), flags (1; bit 0: last), version (1), two zero bytes.
 * Throws a RangeError for numbers that do not fit.
 */
export function writeFrameHeader(target: Uint8Array, { transfer, offset, isLast }: FrameHeader): void {
  if (!Number.isSafeInteger(offset) || offset < 0) throw new RangeError(`no offset: ${offset}`);
  if (!Number.isInteger(transfer) || transfer < 0 || transfer > 0xffff_ffff) {
    throw new RangeError(`no number of a transfer: ${transfer}`);
  }
  const view = new DataView(target.buffer, target.byteOffset, FRAME_HEADER_BYTES);
  view.setUint32(0, transfer);
  view.setBigUint64(4, BigInt(offset));
  view.setUint8(12, isLast ? LAST : 0);
  view.setUint8(13, FRAME_VERSION);
  view.setUint16(14, 0);
}

/** Undefined for what is no frame of this version: too short, unknown flags, another version. */
export function readFrameHeader(frame: Uint8Array): FrameHeader | undefined {
  if (frame.byteLength < FRAME_HEADER_BYTES) return undefined;
  const view = new DataView(frame.buffer, frame.byteOffset, FRAME_HEADER_BYTES);
  const offset = view.getBigUint64(4);
  const flags = view.getUint8(12);
  const isKnown = flags <= LAST && view.getUint8(13) === FRAME_VERSION && view.getUint16(14) === 0;
  if (!isKnown || offset > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  return { transfer: view.getUint32(0), offset: Number(offset), isLast: flags === LAST };
}
