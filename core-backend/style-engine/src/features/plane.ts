/** One channel of an image, row-major. */
export interface Plane {
  width: number;
  height: number;
  data: Float32Array;
}

/** Channel 0 (L), 1 (a) or 2 (b) of an interleaved Lab image. */
export function channelOf(
  lab: Float32Array,
  size: { width: number; height: number },
  channel: 0 | 1 | 2,
): Plane {
  const data = new Float32Array(size.width * size.height);
  for (let i = 0; i < data.length; i++) data[i] = lab[i * 3 + channel] ?? 0;
  return { width: size.width, height: size.height, data };
}

/** Half the sides, each pixel the mean of 2 x 2; a side of 1 stays 1, an odd last row or column is dropped. */
export function halve({ width, height, data }: Plane): Plane {
  const w = Math.max(1, width >> 1);
  const h = Math.max(1, height >> 1);
  const right = width > 1 ? 1 : 0;
  const below = height > 1 ? width : 0;
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const at = 2 * y * width + 2 * x;
      const top = (data[at] ?? 0) + (data[at + right] ?? 0);
      const bottom = (data[at + below] ?? 0) + (data[at + below + right] ?? 0);
      out[y * w + x] = (top + bottom) / 4;
    }
  }
  return { width: w, height: h, data: out };
}

/** The plane and its successive halves, finest first. */
export function pyramid(plane: Plane, levels: number): Plane[] {
  const planes = [plane];
  for (let last = plane; planes.length < levels; planes.push(last)) last = halve(last);
  return planes;
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return values.length === 0 ? 0 : sum / values.length;
}

export function deviationOf(values: ArrayLike<number>, mean = meanOf(values)): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += ((values[i] ?? 0) - mean) ** 2;
  return values.length === 0 ? 0 : Math.sqrt(sum / values.length);
}
