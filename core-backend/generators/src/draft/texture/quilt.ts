import type { Random } from "../random.ts";
import type { LabImage } from "../raster.ts";
import type { Reference } from "../style/decode.ts";
import { LATTICE, type PatchDictionary, summedArea, TRAITS } from "../style/patches.ts";
import { layPatch, type Place, seamCost } from "./seam.ts";

/** What to quilt, from what, and where. */
export interface QuiltJob {
  guide: LabImage;
  references: readonly Reference[];
  dictionary: PatchDictionary;
  /** Overlap of neighbouring patches in pixels; patch size minus overlap is a multiple of the lattice. */
  overlap: number;
  /** How many patches of the dictionary this draft may draw on. */
  candidates: number;
  /** Weight of a smooth seam against following the guide. */
  seamWeight: number;
  /** Keeps to patches without a picture of their own in them, for what lies behind the subject. */
  calm?: boolean;
  /** True where a patch is needed at all; the rest keeps the guide. */
  wanted?: (x: number, y: number, size: number) => boolean;
}

const SHORTLIST = 10;

/**
 * Image quilting (Efros and Freeman 2001) led by a guide: patches of the references are laid row by row, each
 * chosen for its likeness to the guide and to what is already laid, and cut along the seam of least
 * difference. Continuing the neighbour's patch is always a choice, so that strokes run on.
 */
export function quilt(job: QuiltJob, random: Random): LabImage {
  const { guide, dictionary } = job;
  const { width, height } = guide;
  const { size } = dictionary;
  const out: LabImage = { width, height, lab: Float32Array.from(guide.lab) };
  if (dictionary.count === 0 || width < size || height < size) return out;
  const search = createSearch(job, random);
  const step = size - job.overlap;
  const columns = Math.ceil((width - size) / step) + 1;
  const rows = Math.ceil((height - size) / step) + 1;
  const laid = new Int32Array(columns * rows).fill(-1);
  for (let spot = 0; spot < laid.length; spot++) {
    const column = spot % columns;
    const row = (spot - column) / columns;
    const x = Math.min(column * step, width - size);
    const y = Math.min(row * step, height - size);
    if (job.wanted && !job.wanted(x, y, size)) continue;
    const left = column > 0 ? (laid[spot - 1] ?? -1) : -1;
    const above = row > 0 ? (laid[spot - columns] ?? -1) : -1;
    const place = { x, y, size, left: left >= 0 ? job.overlap : 0, above: above >= 0 ? job.overlap : 0 };
    const chosen = search(out, place, { left, above });
    laid[spot] = chosen;
    layPatch(out, sourceOf(job, chosen), place);
  }
  return out;
}

type Search = (out: LabImage, place: Place, neighbours: { left: number; above: number }) => number;

/** The search for the patch of a place, remembering what it chose so as not to repeat itself. */
function createSearch(job: QuiltJob, random: Random): Search {
  const { dictionary, overlap, guide } = job;
  const pool = drawPool(job, random);
  const pooled = gather(dictionary, pool);
  const describe = summedArea(guide).describe;
  const traits = new Float32Array(TRAITS);
  const uses = new Map<number, number>();
  return (out, place, { left, above }) => {
    describe(place, traits, 0);
    const shortlist = nearest(pool, pooled, traits);
    addContinuations({ dictionary, step: dictionary.size - overlap }, { left, above }, shortlist);
    const chosen = choose(job, { out, place, shortlist, traits, uses });
    const spot = spotOf(dictionary, chosen);
    uses.set(spot, (uses.get(spot) ?? 0) + 1);
    return chosen;
  };
}

/** A seeded draw from the dictionary: fewer to search, and another seed paints with other strokes. */
function drawPool({ dictionary, candidates, calm }: QuiltJob, random: Random): Int32Array {
  const from = calm ? dictionary.calm : dictionary.all;
  if (from.length <= candidates) return from;
  const stride = from.length / candidates;
  return Int32Array.from({ length: candidates }, (_, i) => from[Math.floor((i + random()) * stride)] ?? 0);
}

/** The pool's traits side by side, so that a search reads memory in order. */
function gather(dictionary: PatchDictionary, pool: Int32Array): Float32Array {
  const pooled = new Float32Array(pool.length * TRAITS);
  for (let i = 0; i < pool.length; i++) {
    const from = (pool[i] ?? 0) * TRAITS;
    pooled.set(dictionary.traits.subarray(from, from + TRAITS), i * TRAITS);
  }
  return pooled;
}

function traitDistance(table: Float32Array, index: number, traits: Float32Array, limit: number): number {
  let sum = 0;
  const from = index * TRAITS;
  for (let i = 0; i < TRAITS; i++) {
    const gap = (table[from + i] ?? 0) - (traits[i] ?? 0);
    sum += gap * gap;
    if (sum >= limit) return sum;
  }
  return sum;
}

interface Candidate {
  index: number;
  distance: number;
}

function nearest(pool: Int32Array, pooled: Float32Array, traits: Float32Array): Candidate[] {
  const best: Candidate[] = [];
  let limit = Number.POSITIVE_INFINITY;
  for (let i = 0; i < pool.length; i++) {
    const distance = traitDistance(pooled, i, traits, limit);
    if (distance >= limit) continue;
    let at = best.length;
    while (at > 0 && (best[at - 1]?.distance ?? 0) > distance) at--;
    best.splice(at, 0, { index: pool[i] ?? 0, distance });
    if (best.length > SHORTLIST) best.pop();
    if (best.length === SHORTLIST) limit = best[SHORTLIST - 1]?.distance ?? limit;
  }
  return best;
}

function addContinuations(
  { dictionary, step }: { dictionary: PatchDictionary; step: number },
  { left, above }: { left: number; above: number },
  shortlist: Candidate[],
): void {
  const hops = step / LATTICE;
  const add = (from: number, by: number): void => {
    const index = from + by;
    if (from < 0 || index >= dictionary.count || dictionary.source[index] !== dictionary.source[from]) return;
    shortlist.push({ index, distance: Number.NaN });
  };
  if (left >= 0 && dictionary.y[left] === dictionary.y[left + hops]) add(left, hops);
  if (above >= 0) add(above, hops * (dictionary.columns[dictionary.source[above] ?? 0] ?? 0));
}

interface Choice {
  out: LabImage;
  place: Place;
  shortlist: readonly Candidate[];
  traits: Float32Array;
  uses: ReadonlyMap<number, number>;
}

// The price of laying the same spot of a reference again: the eye finds a repeated stroke at once.
const REPEATED = 14;

/** One number for a patch and those that mostly overlap it. */
function spotOf({ source, x, y }: PatchDictionary, index: number): number {
  return ((source[index] ?? 0) * 256 + ((y[index] ?? 0) >> 4)) * 256 + ((x[index] ?? 0) >> 4);
}

function choose(job: QuiltJob, { out, place, shortlist, traits, uses }: Choice): number {
  let best = 0;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const { index, distance } of shortlist) {
    const guided = Number.isNaN(distance)
      ? traitDistance(job.dictionary.traits, index, traits, Number.POSITIVE_INFINITY)
      : distance;
    const seam = seamCost(out, sourceOf(job, index), place);
    const repeats = uses.get(spotOf(job.dictionary, index)) ?? 0;
    const cost = guided / TRAITS + job.seamWeight * seam + REPEATED * repeats;
    if (cost < bestCost) {
      bestCost = cost;
      best = index;
    }
  }
  return best;
}

function sourceOf(
  { references, dictionary }: QuiltJob,
  index: number,
): LabImage & { left: number; top: number } {
  const reference = references[dictionary.source[index] ?? 0];
  const left = dictionary.x[index] ?? 0;
  const top = dictionary.y[index] ?? 0;
  if (reference === undefined) return { width: 0, height: 0, lab: new Float32Array(), left, top };
  return { width: reference.width, height: reference.height, lab: reference.lab, left, top };
}
