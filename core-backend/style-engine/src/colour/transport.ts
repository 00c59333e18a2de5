import type { Lab } from "./lab.ts";
import type { PaletteColour } from "./palette.ts";

const NEGLIGIBLE = 1e-9;

/** Euclidean distance in Lab (CIE76): 2.3 is just noticeable, black to white is 100. */
export function labDistance([L, a, b]: Lab, [M, c, d]: Lab): number {
  return Math.sqrt((L - M) ** 2 + (a - c) ** 2 + (b - d) ** 2);
}

/**
 * The earth mover's distance between two palettes (Rubner et al. 2000): the least total of weight x Lab
 * distance that turns one into the other, in Lab units; 0 for equal palettes. Exact, by successive shortest
 * paths. Weights are scaled to sum to 1; an empty palette is at distance 0 from everything.
 */
export function paletteDistance(from: readonly PaletteColour[], to: readonly PaletteColour[]): number {
  const supply = shares(from);
  const demand = shares(to);
  if (supply.length === 0 || demand.length === 0) return 0;
  const cost = from.map((one) => to.map((other) => labDistance(one.lab, other.lab)));
  const flow = from.map(() => new Float64Array(to.length));
  for (let left = 4 * (from.length + to.length) ** 2; left > 0; left--) {
    if (!augment({ supply, demand, cost, flow })) break;
  }
  return flow.reduce((sum, row, i) => sum + row.reduce((s, f, j) => s + f * (cost[i]?.[j] ?? 0), 0), 0);
}

function shares(palette: readonly PaletteColour[]): Float64Array {
  const total = palette.reduce((sum, colour) => sum + colour.weight, 0);
  return Float64Array.from(palette, (colour) => (total > 0 ? colour.weight / total : 1 / palette.length));
}

interface Transport {
  supply: Float64Array;
  demand: Float64Array;
  cost: number[][];
  flow: Float64Array[];
}

/** Sends as much as it can along the cheapest path of the residual network; false when nothing is left. */
function augment(transport: Transport): boolean {
  const { supply, demand, flow } = transport;
  const paths = cheapestPaths(transport);
  const sink = nearestOpenSink(demand, paths.reach);
  if (sink < 0) return false;
  const { source, steps } = pathTo(sink, paths);
  const returned = steps.filter(({ sign }) => sign < 0).map(({ i, j }) => flow[i]?.[j] ?? 0);
  const amount = Math.min(supply[source] ?? 0, demand[sink] ?? 0, ...returned);
  for (const { i, j, sign } of steps) {
    const row = flow[i];
    if (row) row[j] = (row[j] ?? 0) + sign * amount;
  }
  supply[source] = (supply[source] ?? 0) - amount;
  demand[sink] = (demand[sink] ?? 0) - amount;
  return amount > 0;
}

function nearestOpenSink(demand: Float64Array, reach: Float64Array): number {
  let nearest = -1;
  for (let j = 0; j < demand.length; j++) {
    const open = (demand[j] ?? 0) > NEGLIGIBLE;
    if (open && (reach[j] ?? 0) < (reach[nearest] ?? Number.POSITIVE_INFINITY)) nearest = j;
  }
  return nearest;
}

interface Step {
  i: number;
  j: number;
  /** 1 sends from source i to sink j, -1 takes back what was sent. */
  sign: 1 | -1;
}

function pathTo(sink: number, { via, back }: Paths): { source: number; steps: Step[] } {
  const steps: Step[] = [];
  let source = -1;
  for (let j = sink; j >= 0 && steps.length <= 2 * via.length + 2 * back.length; ) {
    source = via[j] ?? -1;
    steps.push({ i: source, j, sign: 1 });
    j = back[source] ?? -1;
    if (j >= 0) steps.push({ i: source, j, sign: -1 });
  }
  return { source, steps };
}

/** Least costs so far: to each source (`start`) and sink (`reach`), and the nodes they came by (-1: none). */
interface Paths {
  start: Float64Array;
  reach: Float64Array;
  via: Int32Array;
  back: Int32Array;
}

/** Bellman-Ford from every source with supply left. */
function cheapestPaths(transport: Transport): Paths {
  const { supply, demand } = transport;
  const paths: Paths = {
    start: Float64Array.from(supply, (s) => (s > NEGLIGIBLE ? 0 : Number.POSITIVE_INFINITY)),
    reach: new Float64Array(demand.length).fill(Number.POSITIVE_INFINITY),
    via: new Int32Array(demand.length).fill(-1),
    back: new Int32Array(supply.length).fill(-1),
  };
  // No path is longer than the number of nodes, whatever rounding does.
  for (let rounds = supply.length + demand.length; rounds > 0; rounds--) {
    let changed = false;
    for (let i = 0; i < supply.length; i++) changed = relaxSource(transport, paths, i) || changed;
    if (!changed) break;
  }
  return paths;
}

/** Tries every sink from source `i`, and `i` from every sink that already receives from it. */
function relaxSource({ cost, flow }: Transport, { start, reach, via, back }: Paths, i: number): boolean {
  let changed = false;
  for (let j = 0; j < reach.length; j++) {
    const c = cost[i]?.[j] ?? 0;
    if ((start[i] ?? 0) + c < (reach[j] ?? 0) - NEGLIGIBLE) {
      reach[j] = (start[i] ?? 0) + c;
      via[j] = i;
      changed = true;
    }
    if ((flow[i]?.[j] ?? 0) > NEGLIGIBLE && (reach[j] ?? 0) - c < (start[i] ?? 0) - NEGLIGIBLE) {
      start[i] = (reach[j] ?? 0) - c;
      back[i] = j;
      changed = true;
    }
  }
  return changed;
}
