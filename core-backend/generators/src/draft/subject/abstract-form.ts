import { createRandom, hashText } from "../random.ts";

/**
 * A form for a subject that has no picture: a soft blob with an opening and a satellite, the same for the same
 * words. It claims to be nothing in particular. SVG path data within 0..512.
 */
export function abstractForm(words: string): string {
  const random = createRandom(hashText(words));
  const body = blob({ x: 256, y: 264, radius: 170 + random() * 40 }, random);
  const angle = random() * Math.PI * 2;
  const opening = blob(
    { x: 256 + 60 * Math.cos(angle), y: 264 + 60 * Math.sin(angle), radius: 34 + random() * 22 },
    random,
  );
  const satellite = blob(
    { x: 90 + random() * 40, y: 90 + random() * 50, radius: 34 + random() * 20 },
    random,
  );
  return `${body}${reversed(opening)}${satellite}`;
}

interface Circle {
  x: number;
  y: number;
  radius: number;
}

type Point = [number, number];

function blob({ x, y, radius }: Circle, random: () => number): string {
  const corners = 5 + Math.floor(random() * 4);
  const turn = random() * Math.PI;
  const points = Array.from({ length: corners }, (_, i): Point => {
    const angle = turn + (i / corners) * Math.PI * 2;
    const reach = radius * (0.78 + random() * 0.34);
    return [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach];
  });
  return closedCurve(points);
}

/** A closed curve through the middles of a polygon's sides, with its corners as control points. */
function closedCurve(points: readonly Point[]): string {
  const middle = (i: number): string => {
    const [x, y] = points[i % points.length] ?? [0, 0];
    const [nextX, nextY] = points[(i + 1) % points.length] ?? [0, 0];
    return `${((x + nextX) / 2).toFixed(1)} ${((y + nextY) / 2).toFixed(1)}`;
  };
  const curves = points.map((_, i) => {
    const [x, y] = points[(i + 1) % points.length] ?? [0, 0];
    return `Q${x.toFixed(1)} ${y.toFixed(1)} ${middle(i + 1)}`;
  });
  return `M${middle(0)}${curves.join("")}Z`;
}

/** Runs a path of M, Q and Z the other way round, so that nonzero filling leaves a hole. */
function reversed(path: string): string {
  const numbers = (path.match(/[\d.-]+/g) ?? []).map(Number);
  const points: Point[] = [];
  for (let i = 0; i < numbers.length; i += 2) points.push([numbers[i] ?? 0, numbers[i + 1] ?? 0]);
  const [start = [0, 0], ...rest] = points.reverse();
  const curves: string[] = [];
  for (let i = 0; i < rest.length; i += 2)
    curves.push(`Q${(rest[i] ?? start).join(" ")} ${(rest[i + 1] ?? start).join(" ")}`);
  return `M${start.join(" ")}${curves.join("")}Z`;
}
