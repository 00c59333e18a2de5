import { crc32, deflateSync } from "node:zlib";

/** Pixels. */
const SIZE = 240;
const SHADES = 32;

/**
 * A PNG of 240 × 240 pixels: a ball in one colour on a light ground, something to look at, and another file for another
 * hue (degrees). All share their pixels; only the palette differs, so that thousands cost nothing.
 */
export function picture(hue: number): Uint8Array {
  const palette = Buffer.alloc(3 * (SHADES + 1));
  for (let shade = 0; shade < SHADES; shade += 1) {
    palette.set(rgb(hue, 0.6, 0.35 + (0.45 * shade) / SHADES), 3 * shade);
  }
  palette.set(rgb(hue, 0.35, 0.94), 3 * SHADES);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    header(),
    chunk("PLTE", palette),
    pixels(),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function header(): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(SIZE, 0);
  data.writeUInt32BE(SIZE, 4);
  // Eight bits a pixel, which is a place in the palette.
  data.set([8, 3, 0, 0, 0], 8);
  return chunk("IHDR", data);
}

let drawn: Buffer | undefined;

function pixels(): Buffer {
  if (drawn !== undefined) return drawn;
  const rows = Buffer.alloc(SIZE * (1 + SIZE));
  const radius = SIZE * 0.34;
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      const isBall = Math.hypot(x - SIZE / 2, y - SIZE / 2) < radius;
      // Light comes from above left.
      const distance = Math.hypot(x - SIZE * 0.4, y - SIZE * 0.38) / (radius * 1.5);
      const shade = Math.round((SHADES - 1) * Math.max(0, 1 - distance));
      rows[y * (1 + SIZE) + 1 + x] = isBall ? shade : SHADES;
    }
  }
  drawn = chunk("IDAT", deflateSync(rows));
  return drawn;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

function rgb(hue: number, saturation: number, lightness: number): [number, number, number] {
  const range = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const place = (offset + hue / 30) % 12;
    return Math.round(255 * (lightness - range * Math.max(-1, Math.min(place - 3, 9 - place, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}
