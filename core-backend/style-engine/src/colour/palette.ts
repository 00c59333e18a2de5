import { labToHex } from "./hex.ts";
import { kMeans } from "./k-means.ts";
import type { Lab } from "./lab.ts";

/** One colour of a palette; the weights of a palette sum to 1. */
export interface PaletteColour {
  lab: Lab;
  /** `"#RRGGBB"`. */
  hex: string;
  /** The share of the picture, 0..1. */
  weight: number;
}

/** The specification's k. A picture with fewer distinct colours has a shorter palette. */
export const PALETTE_SIZE = 5;

const BINS = 4096;

/**
 * The dominant colours of an image, heaviest first: k-means in CIE Lab over the image's 16 x 16 x 16 colour
 * cells, each at the mean of its pixels, so that the cost depends on the colours and not on the pixels.
 *
 * @param rgb interleaved sRGB bytes
 * @param lab the same image as interleaved Lab floats
 */
export function extractPalette(rgb: Uint8Array, lab: Float32Array, size = PALETTE_SIZE): PaletteColour[] {
  const cells = new Float64Array(BINS * 4);
  for (let i = 0; i + 2 < rgb.length; i += 3) {
    const cell = (((rgb[i] ?? 0) >> 4) << 8) | ((rgb[i + 1] ?? 0) & 0xf0) | ((rgb[i + 2] ?? 0) >> 4);
    const at = cell * 4;
    cells[at] = (cells[at] ?? 0) + (lab[i] ?? 0);
    cells[at + 1] = (cells[at + 1] ?? 0) + (lab[i + 1] ?? 0);
    cells[at + 2] = (cells[at + 2] ?? 0) + (lab[i + 2] ?? 0);
    cells[at + 3] = (cells[at + 3] ?? 0) + 1;
  }
  const points: number[] = [];
  const weights: number[] = [];
  for (let at = 0; at < cells.length; at += 4) {
    const count = cells[at + 3] ?? 0;
    if (count === 0) continue;
    points.push((cells[at] ?? 0) / count, (cells[at + 1] ?? 0) / count, (cells[at + 2] ?? 0) / count);
    weights.push(count);
  }
  return clusterColours(points, weights, size);
}

/** One palette over several, each counting the same; heaviest first. */
export function mergePalettes(
  palettes: readonly (readonly PaletteColour[])[],
  size = PALETTE_SIZE,
): PaletteColour[] {
  const colours = palettes.flat();
  return clusterColours(
    colours.flatMap((colour) => colour.lab),
    colours.map((colour) => colour.weight),
    size,
  );
}

function clusterColours(points: number[], weights: number[], size: number): PaletteColour[] {
  const clusters = kMeans(points, size, weights);
  const colours = Array.from(clusters.weights, (weight, index): PaletteColour => {
    const [L = 0, a = 0, b = 0] = clusters.centres.subarray(index * 3, index * 3 + 3);
    return { lab: [round(L), round(a), round(b)], hex: labToHex([L, a, b]), weight: round(weight) };
  });
  return colours.sort((one, other) => other.weight - one.weight);
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
