import { crc32 } from "node:zlib";
import { AssetFault } from "../problems.ts";

/** 40 megapixels: 6324² (120 MB as RGB), far above what generators make and far below sharp's 268. */
export const MAX_PIXELS = 40_000_000;

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const IEND = "IEND";
/** Length, type and CRC-32 around a chunk's data. */
const CHUNK_FRAME = 12;

/** Whether `bytes` start as a PNG does. */
export function isPng(bytes: Uint8Array): boolean {
  return asBuffer(bytes).subarray(0, SIGNATURE.length).equals(SIGNATURE);
}

export interface PngSize {
  width: number;
  height: number;
}

/**
 * Checks that `bytes` have the shape of one whole PNG, without decoding it: signature, every chunk's bounds, the
 * header first, the end last, nothing behind it (PNG specification, section 5).
 * @returns the size in pixels.
 * @throws AssetFault `asset-unreadable` or `asset-too-large`.
 */
export function inspectPng(bytes: Uint8Array): PngSize {
  const png = asBuffer(bytes);
  if (!isPng(png)) throw unreadable("it doesn't start as a PNG does");
  const size = readHeader(png);
  for (const _chunk of chunksOf(png));
  if (size.width * size.height > MAX_PIXELS) {
    throw new AssetFault(
      "asset-too-large",
      `The image has ${size.width} x ${size.height} pixels; exports take up to ${MAX_PIXELS / 1e6} megapixels.`,
    );
  }
  return size;
}

/**
 * Checks every chunk's CRC-32, which a decoder does too: for PNGs that are passed on without being decoded.
 * @throws AssetFault `asset-unreadable`.
 */
export function verifyPngChecksums(bytes: Uint8Array): void {
  const png = asBuffer(bytes);
  for (const { start, end } of chunksOf(png)) {
    if (crc32(png.subarray(start + 4, end - 4)) !== png.readUInt32BE(end - 4)) {
      throw unreadable("a checksum in it is wrong");
    }
  }
}

function readHeader(png: Buffer): PngSize {
  const start = SIGNATURE.length;
  if (png.length < start + CHUNK_FRAME + 13 || png.toString("latin1", start + 4, start + 8) !== "IHDR") {
    throw unreadable("it has no header");
  }
  const width = png.readUInt32BE(start + 8);
  const height = png.readUInt32BE(start + 12);
  if (width === 0 || height === 0) throw unreadable("it has no pixels");
  return { width, height };
}

/** The chunks up to the end of the image, which must be the end of the file. */
function* chunksOf(png: Buffer): Generator<{ start: number; end: number }> {
  for (let start = SIGNATURE.length; ; ) {
    if (start + CHUNK_FRAME > png.length) throw unreadable("it is cut off");
    const end = start + CHUNK_FRAME + png.readUInt32BE(start);
    if (end > png.length) throw unreadable("it is cut off");
    yield { start, end };
    if (png.toString("latin1", start + 4, start + 8) === IEND) {
      if (end !== png.length) throw unreadable("there is data after the end of the image");
      return;
    }
    start = end;
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function unreadable(why: string): AssetFault {
  return new AssetFault("asset-unreadable", `The image can't be read as a PNG: ${why}. Generate it again.`);
}
