import { type LabImage, unit } from "../raster.ts";

/** Where a patch goes, and how wide the strips are that it shares with the patches left and above (0: none). */
export interface Place {
  x: number;
  y: number;
  size: number;
  left: number;
  above: number;
}

/** A patch of a reference: the whole image and the patch's corner. */
export type PatchSource = LabImage & { left: number; top: number };

function squaredGap(out: LabImage, to: number, source: PatchSource, from: number): number {
  const l = (out.lab[to] ?? 0) - (source.lab[from] ?? 0);
  const a = (out.lab[to + 1] ?? 0) - (source.lab[from + 1] ?? 0);
  const b = (out.lab[to + 2] ?? 0) - (source.lab[from + 2] ?? 0);
  return l * l + a * a + b * b;
}

/** Mean squared difference (CIE76 squared) over the shared strips, on every second pixel; 0 without strips. */
export function seamCost(out: LabImage, source: PatchSource, { x, y, size, left, above }: Place): number {
  let sum = 0;
  let count = 0;
  for (let v = 0; v < size; v += 2) {
    const reach = v < above ? size : left;
    for (let u = 0; u < reach; u += 2) {
      const to = ((y + v) * out.width + x + u) * 3;
      const from = ((source.top + v) * source.width + source.left + u) * 3;
      sum += squaredGap(out, to, source, from);
      count++;
    }
  }
  return count > 0 ? sum / count : 0;
}

/** Copies the patch, cut along the least different path through each shared strip, softened by a pixel. */
export function layPatch(out: LabImage, source: PatchSource, place: Place): void {
  const { x, y, size } = place;
  const across = place.left > 0 ? cut(out, source, place, false) : undefined;
  const down = place.above > 0 ? cut(out, source, place, true) : undefined;
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      const weight = share(u, across?.[v]) * share(v, down?.[u]);
      if (weight <= 0) continue;
      const to = ((y + v) * out.width + x + u) * 3;
      const from = ((source.top + v) * source.width + source.left + u) * 3;
      for (let c = 0; c < 3; c++) {
        const old = out.lab[to + c] ?? 0;
        out.lab[to + c] = old + weight * ((source.lab[from + c] ?? 0) - old);
      }
    }
  }
}

function share(position: number, seam: number | undefined): number {
  if (seam === undefined) return 1;
  const t = (position - seam + 1.5) / 3;
  return unit(t);
}

/**
 * Minimum error boundary cut by dynamic programming: for each position along the strip, how deep into it
 * the seam lies. `horizontal` cuts the strip above, else the strip at the left.
 */
function cut(out: LabImage, source: PatchSource, place: Place, horizontal: boolean): Int16Array {
  const { x, y, size } = place;
  const depth = horizontal ? place.above : place.left;
  const cost = new Float32Array(size * depth);
  for (let along = 0; along < size; along++) {
    for (let d = 0; d < depth; d++) {
      const u = horizontal ? along : d;
      const v = horizontal ? d : along;
      const to = ((y + v) * out.width + x + u) * 3;
      const from = ((source.top + v) * source.width + source.left + u) * 3;
      const before = along > 0 ? cheapest(cost, (along - 1) * depth, d, depth) : 0;
      cost[along * depth + d] = squaredGap(out, to, source, from) + before;
    }
  }
  return trace(cost, size, depth);
}

function cheapest(cost: Float32Array, row: number, d: number, depth: number): number {
  let best = cost[row + d] ?? 0;
  if (d > 0) best = Math.min(best, cost[row + d - 1] ?? 0);
  if (d + 1 < depth) best = Math.min(best, cost[row + d + 1] ?? 0);
  return best;
}

function trace(cost: Float32Array, size: number, depth: number): Int16Array {
  const path = new Int16Array(size);
  let at = 0;
  for (let d = 1; d < depth; d++) {
    if ((cost[(size - 1) * depth + d] ?? 0) < (cost[(size - 1) * depth + at] ?? 0)) at = d;
  }
  for (let along = size - 1; along >= 0; along--) {
    path[along] = at;
    if (along === 0) break;
    const row = (along - 1) * depth;
    const before = at;
    for (let d = Math.max(0, before - 1); d <= Math.min(depth - 1, before + 1); d++) {
      if ((cost[row + d] ?? 0) < (cost[row + at] ?? 0)) at = d;
    }
  }
  return path;
}
