/** One number a pixel, row-major. */
export interface Plane {
  width: number;
  height: number;
  data: Float32Array;
}

/** Three interleaved numbers a pixel (L, a, b), row-major. */
export interface LabImage {
  width: number;
  height: number;
  lab: Float32Array;
}

/** A plane filled with one value. */
export function plane(width: number, height: number, value = 0): Plane {
  const data = new Float32Array(width * height);
  if (value !== 0) data.fill(value);
  return { width, height, data };
}

/** Clamps to 0..1. */
export function unit(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Hermite step: 0 below `low`, 1 above `high`, smooth between. */
export function smoothstep(low: number, high: number, value: number): number {
  const t = unit((value - low) / (high - low));
  return t * t * (3 - 2 * t);
}

/** Size of an interleaved array. */
export interface Shape {
  width: number;
  height: number;
  channels: number;
}

/** Mean over squares of 2 x `radius` + 1 pixels, edges clamped. Returns a new array. */
export function boxBlur(source: Float32Array, shape: Shape, radius: number): Float32Array {
  const rows = new Float32Array(source.length);
  boxRows(source, rows, shape, radius);
  const columns = new Float32Array(source.length);
  boxColumns(rows, columns, shape, radius);
  return columns;
}

/** Two box blurs: a tent, near a Gaussian of deviation 0.8 x `radius`. Returns a new array. */
export function blur(source: Float32Array, shape: Shape, radius: number): Float32Array {
  const across = new Float32Array(source.length);
  const down = new Float32Array(source.length);
  boxRows(source, across, shape, radius);
  boxColumns(across, down, shape, radius);
  boxRows(down, across, shape, radius);
  boxColumns(across, down, shape, radius);
  return down;
}

function boxRows(
  source: Float32Array,
  out: Float32Array,
  { width, height, channels }: Shape,
  radius: number,
): void {
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < channels; c++) {
      boxLine(source, out, { first: y * width * channels + c, step: channels, length: width, radius });
    }
  }
}

interface Line {
  first: number;
  step: number;
  length: number;
  radius: number;
}

function boxLine(source: Float32Array, out: Float32Array, { first, step, length, radius }: Line): void {
  const scale = 1 / (2 * radius + 1);
  const end = first + (length - 1) * step;
  const reach = radius * step;
  const head = source[first] ?? 0;
  const tail = source[end] ?? 0;
  let sum = head * radius;
  for (let at = first; at < first + reach; at += step) sum += source[Math.min(at, end)] ?? 0;
  for (let at = first; at <= end; at += step) {
    sum += at + reach <= end ? (source[at + reach] ?? 0) : tail;
    out[at] = sum * scale;
    sum -= at - reach >= first ? (source[at - reach] ?? 0) : head;
  }
}

// Row by row with running sums a column, so that memory is read in order.
function boxColumns(
  source: Float32Array,
  out: Float32Array,
  { width, height, channels }: Shape,
  radius: number,
): void {
  const scale = 1 / (2 * radius + 1);
  const stride = width * channels;
  const sums = new Float64Array(stride);
  const row = (y: number): number => Math.min(height - 1, Math.max(0, y)) * stride;
  for (let y = -radius; y < radius; y++) {
    for (let i = 0, at = row(y); i < stride; i++, at++) sums[i] = (sums[i] ?? 0) + (source[at] ?? 0);
  }
  for (let y = 0; y < height; y++) {
    const enters = row(y + radius);
    const leaves = row(y - radius);
    const at = y * stride;
    for (let i = 0; i < stride; i++) {
      const sum = (sums[i] ?? 0) + (source[enters + i] ?? 0);
      out[at + i] = sum * scale;
      sums[i] = sum - (source[leaves + i] ?? 0);
    }
  }
}
