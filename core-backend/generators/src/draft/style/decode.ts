import { rgbImageToLab } from "@assetql/style-engine";
import sharp from "sharp";
import { DraftError } from "../errors.ts";

/** The longer side, in pixels, at which references are read and textured drafts are drawn. */
export const WORK_SIZE = 512;

// A reference is a picture, not a map of the world: 64 megapixels keeps a hostile file from filling memory.
const MAX_INPUT_PIXELS = 64_000_000;

/** A reference in memory: interleaved L, a, b, row-major, its longer side {@link WORK_SIZE}. */
export interface Reference {
  width: number;
  height: number;
  lab: Float32Array;
  /** Side of one block of a pixel-art reference at this size, in pixels; 1 when it is none. */
  block: number;
}

/**
 * Decodes one encoded image; transparency is laid on white.
 * @throws DraftError `reference-unreadable` when it is no image sharp can read.
 */
export async function decodeReference(bytes: Uint8Array, position: number): Promise<Reference> {
  try {
    const native = await sharp(bytes, { limitInputPixels: MAX_INPUT_PIXELS })
      .rotate()
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = native.info;
    const nativeBlock =
      Math.max(width, height) <= 2048 ? blockSize(native.data, { width, height, channels }) : 1;
    const resized = await sharp(native.data, { raw: { width, height, channels } })
      .resize(WORK_SIZE, WORK_SIZE, { fit: "inside", kernel: nativeBlock > 1 ? "nearest" : "lanczos3" })
      .removeAlpha()
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    const block = nativeBlock > 1 ? (nativeBlock * WORK_SIZE) / Math.max(width, height) : 1;
    return {
      width: resized.info.width,
      height: resized.info.height,
      lab: rgbImageToLab(resized.data),
      block,
    };
  } catch (cause) {
    const message = `Reference ${position + 1} of the style is not an image that can be read. Upload it again as PNG, JPEG or WebP.`;
    throw new DraftError("reference-unreadable", message, { cause });
  }
}

interface Raster {
  width: number;
  height: number;
  channels: number;
}

/** The largest square lattice on whose lines nearly all change lies; 1 when there is none. */
function blockSize(data: Uint8Array, raster: Raster): number {
  const across = stepEnergy(
    data,
    raster.width,
    (x, line) => (line * raster.width + x) * raster.channels,
    raster.height,
  );
  const down = stepEnergy(
    data,
    raster.height,
    (y, line) => (y * raster.width + line) * raster.channels,
    raster.width,
  );
  for (let block = 32; block >= 3; block--) {
    if (latticeShare(across, block) > 0.93 && latticeShare(down, block) > 0.93) return block;
  }
  return 1;
}

type Locate = (along: number, line: number) => number;

/** How much the green channel changes at each position along one axis, summed over a sample of lines. */
function stepEnergy(data: Uint8Array, length: number, at: Locate, lines: number): Float64Array {
  const energy = new Float64Array(length);
  const stride = Math.max(1, Math.floor(lines / 96));
  for (let line = 0; line < lines; line += stride) {
    for (let i = 1; i < length; i++) {
      energy[i] =
        (energy[i] ?? 0) + Math.abs((data[at(i, line) + 1] ?? 0) - (data[at(i - 1, line) + 1] ?? 0));
    }
  }
  return energy;
}

function latticeShare(energy: Float64Array, block: number): number {
  let total = 0;
  let onLattice = 0;
  for (let i = 1; i < energy.length; i++) {
    total += energy[i] ?? 0;
    if (i % block === 0) onLattice += energy[i] ?? 0;
  }
  return total > 0 ? onLattice / total : 0;
}
