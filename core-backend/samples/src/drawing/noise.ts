import { seededRandom } from "./random.ts";

const LATTICE = 256;

/** A smooth field over the plane: the same point always has the same value. */
export type Noise = (x: number, y: number) => number;

/** Value noise in 0..1 with features about one unit wide; repeats every 256 units. */
export function valueNoise(seed: number): Noise {
  const random = seededRandom(seed);
  const lattice = new Float32Array(LATTICE * LATTICE);
  for (let i = 0; i < lattice.length; i++) lattice[i] = random();
  const at = (x: number, y: number) => lattice[((y & 255) << 8) | (x & 255)] ?? 0;
  return (x, y) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    const u = smooth(x - left);
    const v = smooth(y - top);
    const upper = at(left, top) * (1 - u) + at(left + 1, top) * u;
    const lower = at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u;
    return upper * (1 - v) + lower * v;
  };
}

/** Sums octaves of value noise, each half as strong and twice as fine; in 0..1. */
export function fractalNoise(seed: number, octaves: number): Noise {
  const noise = valueNoise(seed);
  const total = 2 - 2 ** (1 - octaves);
  return (x, y) => {
    let sum = 0;
    for (let octave = 0, weight = 1, scale = 1; octave < octaves; octave++, weight /= 2, scale *= 2) {
      sum += weight * noise(x * scale + octave * 37.3, y * scale + octave * 17.7);
    }
    return sum / total;
  };
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}
