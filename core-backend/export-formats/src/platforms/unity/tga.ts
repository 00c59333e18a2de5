import type { Pixels } from "../../images/source-image.ts";

const HEADER_BYTES = 18;
const UNCOMPRESSED_TRUE_COLOUR = 2;
/** Rows from the top (0x20), eight bits of alpha (0x08). */
const DESCRIPTOR = 0x28;
/** No extension area, no developer area, then the signature of TGA 2.0. */
const FOOTER = Buffer.concat([Buffer.alloc(8), Buffer.from("TRUEVISION-XFILE.\0", "latin1")]);
export const TGA_CONTENT_TYPE = "image/x-tga";
/** Sizes are 16-bit in the header. */
export const MAX_TGA_SIDE = 65_535;

/**
 * RGBA pixels as an uncompressed 32-bit TGA (Truevision TGA specification 2.0).
 * @throws RangeError when a side is longer than 65535 or the pixels have no alpha.
 */
export function encodeTga({ data, width, height, channels }: Pixels): Buffer {
  if (channels !== 4 || width > MAX_TGA_SIDE || height > MAX_TGA_SIDE) {
    throw new RangeError(`no TGA of ${width} x ${height} pixels with ${channels} channels`);
  }
  const tga = Buffer.alloc(HEADER_BYTES + data.length + FOOTER.length);
  tga[2] = UNCOMPRESSED_TRUE_COLOUR;
  tga.writeUInt16LE(width, 12);
  tga.writeUInt16LE(height, 14);
  tga[16] = 32;
  tga[17] = DESCRIPTOR;
  for (let at = 0; at < data.length; at += 4) {
    // RGBA read as little-endian is 0xAABBGGRR; BGRA is that with the two ends of the colour swapped.
    const rgba = data.readUInt32LE(at);
    const bgra = (rgba & 0xff00ff00) | ((rgba & 0xff) << 16) | ((rgba >>> 16) & 0xff);
    tga.writeUInt32LE(bgra >>> 0, HEADER_BYTES + at);
  }
  FOOTER.copy(tga, HEADER_BYTES + data.length);
  return tga;
}
