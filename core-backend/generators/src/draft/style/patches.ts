import type { Reference } from "./decode.ts";

/** Side of the lattice patches are cut on, in working pixels; quilting steps are multiples of it. */
export const LATTICE = 8;
/** Numbers that describe a patch: lightness in 3 x 3 cells, mean a and b, and where on the page it lies. */
export const TRAITS = 14;
// How much a place on the page weighs against lightness: a patch from the edge belongs at the edge.
const EDGE_WEIGHT = 9;
const HEIGHT_WEIGHT = 8;
const COLOUR_WEIGHT = 1.4;

/** Every patch of one size in the references, described. */
export interface PatchDictionary {
  size: number;
  /** {@link TRAITS} numbers a patch. */
  traits: Float32Array;
  /** Reference of each patch. */
  source: Uint16Array;
  /** Left and top of each patch in its reference. */
  x: Uint16Array;
  y: Uint16Array;
  /** Patches a row of each reference's lattice; index + 1 is the next patch to the right in the same row. */
  columns: Uint16Array;
  count: number;
  /** All indices, and those whose cells are alike or that lie at the edge: ground, not a picture of something. */
  all: Int32Array;
  calm: Int32Array;
}

/** Describes all patches of `size` pixels on the lattice of all references. */
export function describePatches(references: readonly Reference[], size: number): PatchDictionary {
  const grids = references.map(({ width, height }) => ({
    columns: Math.max(0, Math.floor((width - size) / LATTICE) + 1),
    rows: Math.max(0, Math.floor((height - size) / LATTICE) + 1),
  }));
  const count = grids.reduce((sum, grid) => sum + grid.columns * grid.rows, 0);
  const dictionary: PatchDictionary = {
    size,
    count,
    traits: new Float32Array(count * TRAITS),
    source: new Uint16Array(count),
    x: new Uint16Array(count),
    y: new Uint16Array(count),
    columns: Uint16Array.from(grids, (grid) => grid.columns),
    all: Int32Array.from({ length: count }, (_, i) => i),
    calm: new Int32Array(),
  };
  let index = 0;
  for (const [source, reference] of references.entries()) {
    const sums = summedArea(reference);
    const { rows = 0, columns = 0 } = grids[source] ?? {};
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, index++) {
        dictionary.source[index] = source;
        dictionary.x[index] = column * LATTICE;
        dictionary.y[index] = row * LATTICE;
        sums.describe({ x: column * LATTICE, y: row * LATTICE, size }, dictionary.traits, index * TRAITS);
      }
    }
  }
  return { ...dictionary, calm: calmPatches(dictionary) };
}

/** The calmer half of the patches, measured by how unlike their cells are, and all that touch the edge. */
function calmPatches({ traits, count, all }: PatchDictionary): Int32Array {
  const unrest = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    let squares = 0;
    for (let cell = 0; cell < 9; cell++) {
      const value = traits[i * TRAITS + cell] ?? 0;
      sum += value;
      squares += value * value;
    }
    const atEdge = (traits[i * TRAITS + 11] ?? 0) !== 0 || (traits[i * TRAITS + 12] ?? 0) !== 0;
    unrest[i] = atEdge ? 0 : squares / 9 - (sum / 9) ** 2;
  }
  const median = Float32Array.from(unrest).sort()[count >> 1] ?? 0;
  return all.filter((i) => (unrest[i] ?? 0) <= median);
}

interface Square {
  x: number;
  y: number;
  size: number;
}

/** Summed-area tables of an image, to describe any square of it in constant time. */
export interface SummedArea {
  describe(square: Square, out: Float32Array, offset: number): void;
}

/** Builds the tables; `scene` and references must use the same kind so that their traits compare. */
export function summedArea({
  width,
  height,
  lab,
}: {
  width: number;
  height: number;
  lab: Float32Array;
}): SummedArea {
  const stride = (width + 1) * 3;
  // Single precision: over 512 x 512 a mean is off by less than 0.1 L, and a draft allocates half as much.
  const table = new Float32Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let [l, a, b] = [0, 0, 0];
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 3;
      const to = (y + 1) * stride + (x + 1) * 3;
      l += lab[from] ?? 0;
      a += lab[from + 1] ?? 0;
      b += lab[from + 2] ?? 0;
      table[to] = (table[to - stride] ?? 0) + l;
      table[to + 1] = (table[to + 1 - stride] ?? 0) + a;
      table[to + 2] = (table[to + 2 - stride] ?? 0) + b;
    }
  }
  const mean = (left: number, top: number, right: number, bottom: number, channel: number): number => {
    const sum =
      (table[bottom * stride + right * 3 + channel] ?? 0) -
      (table[bottom * stride + left * 3 + channel] ?? 0) -
      (table[top * stride + right * 3 + channel] ?? 0) +
      (table[top * stride + left * 3 + channel] ?? 0);
    return sum / ((right - left) * (bottom - top));
  };
  return {
    describe({ x, y, size }, out, offset) {
      for (let cell = 0; cell < 9; cell++) {
        const left = x + Math.floor(((cell % 3) * size) / 3);
        const top = y + Math.floor((Math.floor(cell / 3) * size) / 3);
        const right = x + Math.floor((((cell % 3) + 1) * size) / 3);
        const bottom = y + Math.floor(((Math.floor(cell / 3) + 1) * size) / 3);
        out[offset + cell] = mean(left, top, right, bottom, 0);
      }
      // Nine cells of lightness against one of each colour axis: weighted up to count alike.
      out[offset + 9] = 3 * COLOUR_WEIGHT * mean(x, y, x + size, y + size, 1);
      out[offset + 10] = 3 * COLOUR_WEIGHT * mean(x, y, x + size, y + size, 2);
      out[offset + 11] = EDGE_WEIGHT * edgeSide(x, size, width);
      out[offset + 12] = EDGE_WEIGHT * edgeSide(y, size, height);
      out[offset + 13] = HEIGHT_WEIGHT * ((y + size / 2) / height);
    },
  };
}

/** -1 for a square at the start of an axis, +1 at its end, 0 well inside. */
function edgeSide(start: number, size: number, length: number): number {
  const reach = 24;
  const before = Math.max(0, 1 - start / reach);
  const after = Math.max(0, 1 - (length - start - size) / reach);
  return after - before;
}
