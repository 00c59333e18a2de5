/** Outlines as SVG path data. Coordinates are units of a 512 by 512 canvas, y downwards. */

import { seededRandom } from "./random.ts";

export type Point = readonly [x: number, y: number];

/** Reads `"x y, x y, ..."`, the short way to write many points. */
export function points(text: string): readonly Point[] {
  return text.split(", ").map((pair): Point => {
    const [x, y] = pair.split(" ").map(Number);
    if (x === undefined || y === undefined) throw new Error(`"${pair}" is not a point`);
    return [x, y];
  });
}

const n = (value: number) => String(Math.round(value * 100) / 100);
const at = ([x, y]: Point) => `${n(x)} ${n(y)}`;

export function polygon(points: readonly Point[]): string {
  return `M${points.map(at).join("L")}Z`;
}

export function rect(x: number, y: number, size: Point): string {
  const [width, height] = size;
  return `M${at([x, y])}h${n(width)}v${n(height)}h${n(-width)}Z`;
}

export function ellipse(centre: Point, rx: number, ry: number): string {
  const [x, y] = centre;
  return `M${at([x - rx, y])}a${n(rx)} ${n(ry)} 0 1 1 ${n(2 * rx)} 0a${n(rx)} ${n(ry)} 0 1 1 ${n(-2 * rx)} 0Z`;
}

export function circle(centre: Point, radius: number): string {
  return ellipse(centre, radius, radius);
}

/** A curve through the points: Catmull-Rom segments written as cubic Béziers. */
export function curve(points: readonly Point[], closed = false): string {
  const count = points.length;
  const pick = (i: number): Point =>
    points[closed ? (i + count) % count : Math.min(Math.max(i, 0), count - 1)] ?? [0, 0];
  let path = `M${at(pick(0))}`;
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [before, from, to, after] = [pick(i - 1), pick(i), pick(i + 1), pick(i + 2)];
    const first: Point = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const second: Point = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    path += `C${at(first)} ${at(second)} ${at(to)}`;
  }
  return closed ? `${path}Z` : path;
}

/** Land below a skyline: a curve from the left edge to the right one, closed at `bottom`. */
export function land(skyline: readonly Point[], bottom = 512): string {
  return `${curve(skyline)}L512 ${n(bottom)}L0 ${n(bottom)}Z`;
}

/** The outline of something turned on a lathe: [y, half width] from top to bottom around the axis x. */
export function turned(axis: number, profile: readonly Point[]): string {
  const right = curve(profile.map(([y, half]): Point => [axis + half, y]));
  const left = curve([...profile].reverse().map(([y, half]): Point => [axis - half, y]));
  return `${right}L${left.slice(1)}Z`;
}

/** A pointed leaf from its base; `angle` in degrees, 0 to the right and 90 downwards. */
export function leaf(base: Point, length: number, angle: number): string {
  const radians = (angle * Math.PI) / 180;
  const [ux, uy] = [Math.cos(radians), Math.sin(radians)];
  const place = (along: number, across: number): Point => [
    base[0] + (ux * along - uy * across) * length,
    base[1] + (uy * along + ux * across) * length,
  ];
  const tip = place(1, 0);
  return `M${at(base)}C${at(place(0.25, 0.3))} ${at(place(0.7, 0.26))} ${at(tip)}C${at(place(0.7, -0.2))} ${at(place(0.25, -0.3))} ${at(base)}Z`;
}

/** Round petals in a ring. */
export function petals(centre: Point, radius: number, count: number): string {
  let path = "";
  for (let i = 0; i < count; i++) {
    const angle = (i / count) * 2 * Math.PI + radius;
    const middle: Point = [
      centre[0] + Math.cos(angle) * radius * 0.6,
      centre[1] + Math.sin(angle) * radius * 0.6,
    ];
    path += circle(middle, radius * (count > 6 ? 0.36 : 0.46));
  }
  return path;
}

/** A leafy or cloudy mass: a ring of outward lobes, the same for the same seed. */
export function mass(centre: Point, radii: Point, seed: number): string {
  const random = seededRandom(seed);
  const lobes = 11;
  const points = Array.from({ length: lobes }, (_, i): Point => {
    const angle = ((i + random() * 0.5) / lobes) * 2 * Math.PI;
    const reach = 0.84 + random() * 0.14;
    return [centre[0] + Math.cos(angle) * radii[0] * reach, centre[1] + Math.sin(angle) * radii[1] * reach];
  });
  const last = points[lobes - 1] ?? centre;
  const arcs = points.map((point, i) => {
    const before = points[i - 1] ?? last;
    const radius = Math.hypot(point[0] - before[0], point[1] - before[1]) * 0.62;
    return `A${n(radius)} ${n(radius)} 0 0 1 ${at(point)}`;
  });
  return `M${at(last)}${arcs.join("")}Z`;
}
