import sharp from "sharp";

/** Sample images are squares of this many pixels. */
export const SIZE = 512;

/** Draws SVG markup whose view box is 512 by 512; returns RGBA bytes, row by row. */
export async function rasterise(body: string, size = SIZE): Promise<Uint8Array> {
  return sharp(svgDocument(body, size)).ensureAlpha().raw().toBuffer();
}

/** Draws SVG markup like `rasterise`, but returns only how much each pixel is covered, 0..255. */
export async function rasteriseCoverage(body: string): Promise<Uint8Array> {
  return sharp(svgDocument(body, SIZE)).ensureAlpha().extractChannel("alpha").raw().toBuffer();
}

function svgDocument(body: string, size: number): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 512 512">${body}</svg>`,
  );
}

/** Encodes RGB bytes of a square image as PNG. */
export async function encodePng(pixels: Uint8Array, size = SIZE): Promise<Uint8Array> {
  const image = sharp(pixels, { raw: { width: size, height: size, channels: 3 } });
  const nearest = size === SIZE ? image : image.resize(SIZE, SIZE, { kernel: "nearest" });
  return nearest.png({ compressionLevel: 6 }).toBuffer();
}

/** Drops the alpha channel of opaque RGBA bytes. */
export function opaque(rgba: Uint8Array): Uint8Array {
  const pixels = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    pixels[to] = rgba[from] ?? 0;
    pixels[to + 1] = rgba[from + 1] ?? 0;
    pixels[to + 2] = rgba[from + 2] ?? 0;
  }
  return pixels;
}

/** A box in pixels; `right` and `bottom` are exclusive. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The box around each number that occurs in `numbers`, below `count`; empty boxes have right <= left. */
export function boxesAround(numbers: Uint8Array, count: number): readonly Box[] {
  const boxes = Array.from({ length: count }, () => ({ left: SIZE, top: SIZE, right: 0, bottom: 0 }));
  for (let i = 0; i < numbers.length; i++) {
    const box = boxes[numbers[i] ?? count];
    if (!box) continue;
    const x = i % SIZE;
    const y = (i / SIZE) | 0;
    if (x < box.left) box.left = x;
    if (x >= box.right) box.right = x + 1;
    if (y < box.top) box.top = y;
    box.bottom = y + 1;
  }
  return boxes;
}

/** The box around all values above zero; undefined where there are none. */
export function boxAround(values: Uint8Array): Box | undefined {
  let first = 0;
  let last = values.length - 1;
  while (first <= last && !values[first]) first++;
  if (first > last) return undefined;
  while (!values[last]) last--;
  let [left, right] = [SIZE, 0];
  const [top, bottom] = [(first / SIZE) | 0, ((last / SIZE) | 0) + 1];
  for (let y = top; y < bottom; y++) {
    const row = y * SIZE;
    for (let x = 0; x < left; x++) if (values[row + x]) left = x;
    for (let x = SIZE - 1; x >= right; x--) if (values[row + x]) right = x + 1;
  }
  return { left, top, right, bottom };
}

/** Averages each value with its neighbours within `radius`, inside the box only. */
export function boxBlur(values: Float32Array, box: Box, radius: number): Float32Array {
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const across = new Float32Array(width * height);
  const out = new Float32Array(values.length);
  const start = box.top * SIZE + box.left;
  for (let y = 0; y < height; y++) {
    const [from, to] = [
      { values, start: start + y * SIZE, step: 1 },
      { values: across, start: y * width, step: 1 },
    ];
    slide(from, to, { count: width, radius });
  }
  for (let x = 0; x < width; x++) {
    const [from, to] = [
      { values: across, start: x, step: width },
      { values: out, start: start + x, step: SIZE },
    ];
    slide(from, to, { count: height, radius });
  }
  return out;
}

/** A row or a column of a field. */
interface Lane {
  readonly values: Float32Array;
  readonly start: number;
  readonly step: number;
}

function slide(from: Lane, to: Lane, window: { count: number; radius: number }): void {
  const { count, radius } = window;
  const read = (i: number) =>
    from.values[from.start + (i < 0 ? 0 : i >= count ? count - 1 : i) * from.step] ?? 0;
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += read(i);
  for (let i = 0; i < count; i++) {
    to.values[to.start + i * to.step] = sum / (2 * radius + 1);
    sum += read(i + radius + 1) - read(i - radius);
  }
}
