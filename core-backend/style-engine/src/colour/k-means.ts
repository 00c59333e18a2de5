/** Clusters of weighted points in three dimensions. */
export interface Clusters {
  /** Interleaved centres, 3 numbers each; `k` of them, or fewer when there are fewer distinct points. */
  centres: Float64Array;
  /** The share of the total weight in each cluster; they sum to 1. */
  weights: Float64Array;
  /** The cluster of each point. */
  assignment: Uint8Array;
}

const MAX_ITERATIONS = 24;
const SETTLED = 1e-6;

/**
 * Lloyd's k-means on weighted three-dimensional points (interleaved), with deterministic seeding: the first
 * seed is the heaviest point, each next the one with the largest weight x squared distance to the seeds so
 * far (k-means++ with its draw replaced by the mode). Ties go to the earlier point, so that equal input gives
 * equal output. `weights` defaults to 1 a point; `k` is at most 255.
 */
export function kMeans(points: ArrayLike<number>, k: number, weights?: ArrayLike<number>): Clusters {
  const count = Math.floor(points.length / 3);
  const weightOf = weights ?? new Float64Array(count).fill(1);
  const centres = seed(points, weightOf, Math.min(k, 255));
  const assignment = new Uint8Array(count);
  const sums = new Float64Array((centres.length / 3) * 4);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    assign(points, centres, assignment);
    accumulate({ points, weights: weightOf, assignment }, sums);
    if (moveCentres(centres, sums) < SETTLED) break;
  }
  return withoutEmpty(centres, sums, assignment);
}

function seed(points: ArrayLike<number>, weights: ArrayLike<number>, k: number): Float64Array {
  const count = Math.floor(points.length / 3);
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const centres: number[] = [];
  let next = heaviest(count, (i) => weights[i] ?? 0);
  while (next >= 0 && centres.length < k * 3) {
    const [x, y, z] = [points[next * 3] ?? 0, points[next * 3 + 1] ?? 0, points[next * 3 + 2] ?? 0];
    centres.push(x, y, z);
    for (let i = 0; i < count; i++) {
      const dx = (points[i * 3] ?? 0) - x;
      const dy = (points[i * 3 + 1] ?? 0) - y;
      const dz = (points[i * 3 + 2] ?? 0) - z;
      nearest[i] = Math.min(nearest[i] ?? 0, dx * dx + dy * dy + dz * dz);
    }
    next = heaviest(count, (i) => (weights[i] ?? 0) * (nearest[i] ?? 0));
  }
  return Float64Array.from(centres);
}

function heaviest(count: number, value: (index: number) => number): number {
  let best = -1;
  let bestValue = 0;
  for (let i = 0; i < count; i++) {
    const v = value(i);
    if (v > bestValue) {
      best = i;
      bestValue = v;
    }
  }
  return best;
}

function assign(points: ArrayLike<number>, centres: Float64Array, assignment: Uint8Array): void {
  for (let i = 0; i < assignment.length; i++) {
    const x = points[i * 3] ?? 0;
    const y = points[i * 3 + 1] ?? 0;
    const z = points[i * 3 + 2] ?? 0;
    let best = 0;
    let bestDistance = Number.POSITIVE_INFINITY;
    for (let c = 0; c < centres.length; c += 3) {
      const dx = x - (centres[c] ?? 0);
      const dy = y - (centres[c + 1] ?? 0);
      const dz = z - (centres[c + 2] ?? 0);
      const distance = dx * dx + dy * dy + dz * dz;
      if (distance < bestDistance) {
        bestDistance = distance;
        best = c;
      }
    }
    assignment[i] = best / 3;
  }
}

interface WeightedAssignment {
  points: ArrayLike<number>;
  weights: ArrayLike<number>;
  assignment: Uint8Array;
}

function accumulate({ points, weights, assignment }: WeightedAssignment, sums: Float64Array): void {
  sums.fill(0);
  for (let i = 0; i < assignment.length; i++) {
    const weight = weights[i] ?? 0;
    const at = (assignment[i] ?? 0) * 4;
    sums[at] = (sums[at] ?? 0) + weight * (points[i * 3] ?? 0);
    sums[at + 1] = (sums[at + 1] ?? 0) + weight * (points[i * 3 + 1] ?? 0);
    sums[at + 2] = (sums[at + 2] ?? 0) + weight * (points[i * 3 + 2] ?? 0);
    sums[at + 3] = (sums[at + 3] ?? 0) + weight;
  }
}

/** Moves each centre to its cluster's mean; returns the largest squared move. An empty cluster stays. */
function moveCentres(centres: Float64Array, sums: Float64Array): number {
  let largest = 0;
  for (let c = 0; c < centres.length / 3; c++) {
    const weight = sums[c * 4 + 3] ?? 0;
    if (weight <= 0) continue;
    let move = 0;
    for (let axis = 0; axis < 3; axis++) {
      const mean = (sums[c * 4 + axis] ?? 0) / weight;
      move += (mean - (centres[c * 3 + axis] ?? 0)) ** 2;
      centres[c * 3 + axis] = mean;
    }
    largest = Math.max(largest, move);
  }
  return largest;
}

function withoutEmpty(centres: Float64Array, sums: Float64Array, assignment: Uint8Array): Clusters {
  const kept: number[] = [];
  for (let c = 0; c < centres.length / 3; c++) if ((sums[c * 4 + 3] ?? 0) > 0) kept.push(c);
  const total = kept.reduce((sum, c) => sum + (sums[c * 4 + 3] ?? 0), 0);
  const renamed = new Uint8Array(256);
  kept.forEach((c, index) => {
    renamed[c] = index;
  });
  return {
    centres: Float64Array.from(kept.flatMap((c) => [...centres.subarray(c * 3, c * 3 + 3)])),
    weights: Float64Array.from(kept, (c) => (sums[c * 4 + 3] ?? 0) / total),
    assignment: assignment.map((c) => renamed[c] ?? 0),
  };
}
