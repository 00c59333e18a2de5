/** Where the colours of an image lie in Lab, as soft histograms and moments. */
export interface ColourStatistics {
  /** 7 x 7 shares over a (columns) and b (rows), centres 16 apart, the outermost at +-48. */
  chromaGrid: Float64Array;
  /** 6 x 5 shares over lightness (rows, 20 apart) and chroma (columns, 16 apart). */
  lightChroma: Float64Array;
  /** Means of L, a, b, then their standard deviations. */
  moments: Float64Array;
}

const GRID = 7;
const CHROMA_STEP = 16;
const LIGHT_ROWS = 6;
const LIGHT_STEP = 20;
const CHROMA_COLUMNS = 5;

/** @param lab interleaved Lab floats */
export function colourStatistics(lab: Float32Array): ColourStatistics {
  const chromaGrid = new Float64Array(GRID * GRID);
  const lightChroma = new Float64Array(LIGHT_ROWS * CHROMA_COLUMNS);
  const sums = new Float64Array(6);
  // Every other pixel of a large image: shares of 32,000 pixels are known to half a percent.
  const stride = lab.length > 3 * 40000 ? 6 : 3;
  let count = 0;
  for (let i = 0; i + 2 < lab.length; i += stride) {
    const L = lab[i] ?? 0;
    const a = lab[i + 1] ?? 0;
    const b = lab[i + 2] ?? 0;
    addBilinear(chromaGrid, GRID, { x: a / CHROMA_STEP + 3, y: b / CHROMA_STEP + 3 });
    addBilinear(lightChroma, CHROMA_COLUMNS, {
      x: Math.sqrt(a * a + b * b) / CHROMA_STEP,
      y: L / LIGHT_STEP,
    });
    sums[0] = (sums[0] ?? 0) + L;
    sums[1] = (sums[1] ?? 0) + a;
    sums[2] = (sums[2] ?? 0) + b;
    sums[3] = (sums[3] ?? 0) + L * L;
    sums[4] = (sums[4] ?? 0) + a * a;
    sums[5] = (sums[5] ?? 0) + b * b;
    count++;
  }
  const n = Math.max(1, count);
  const moments = sums.map((s, i) =>
    i < 3 ? s / n : Math.sqrt(Math.max(0, s / n - ((sums[i - 3] ?? 0) / n) ** 2)),
  );
  return { chromaGrid: chromaGrid.map((v) => v / n), lightChroma: lightChroma.map((v) => v / n), moments };
}

function addBilinear(grid: Float64Array, columns: number, at: { x: number; y: number }): void {
  const rows = grid.length / columns;
  const x = Math.min(columns - 1.001, Math.max(0, at.x));
  const y = Math.min(rows - 1.001, Math.max(0, at.y));
  const column = x | 0;
  const row = y | 0;
  const right = x - column;
  const below = y - row;
  const cell = row * columns + column;
  grid[cell] = (grid[cell] ?? 0) + (1 - right) * (1 - below);
  grid[cell + 1] = (grid[cell + 1] ?? 0) + right * (1 - below);
  grid[cell + columns] = (grid[cell + columns] ?? 0) + (1 - right) * below;
  grid[cell + columns + 1] = (grid[cell + columns + 1] ?? 0) + right * below;
}
