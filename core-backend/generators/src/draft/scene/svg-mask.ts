import sharp from "sharp";
import type { Plane } from "../raster.ts";

/** How an icon lies on the canvas: turned and mirrored about its middle, then scaled and moved there. */
export interface Pose {
  /** Middle of the subject, in pixels. */
  x: number;
  y: number;
  /** Pixels an icon unit. */
  scale: number;
  /** Degrees, clockwise. */
  tilt: number;
  mirrored: boolean;
  /** Middle of the icon's own box, in icon units. */
  middle: { x: number; y: number };
}

/** Coverage 0..1 of SVG markup in white on black. */
export async function rasterise(markup: string, width: number, height: number): Promise<Plane> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#000"/>${markup}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const coverage = new Float32Array(width * height);
  for (let i = 0; i < coverage.length; i++) coverage[i] = (data[i * info.channels] ?? 0) / 255;
  return { width, height, data: coverage };
}

/** An icon's path in its pose, as markup; `look` holds the fill and stroke. */
export function posed(path: string, pose: Pose, look: string): string {
  const flip = pose.mirrored ? -pose.scale : pose.scale;
  const transform = `translate(${pose.x.toFixed(2)} ${pose.y.toFixed(2)}) rotate(${pose.tilt.toFixed(2)}) scale(${flip.toFixed(5)} ${pose.scale.toFixed(5)}) translate(${-pose.middle.x} ${-pose.middle.y})`;
  return `<g transform="${transform}"><path d="${path}" ${look}/></g>`;
}

/** The box of what is drawn, in icon units. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const boxes = new Map<string, Box>();
const PROBE = 128;
const MOST_BOXES = 512;

/** Measures the drawn part of a path within 0..512; remembered by path. */
export async function pathBox(path: string): Promise<Box> {
  const known = boxes.get(path);
  if (known) return known;
  const scale = 512 / PROBE;
  const { data } = await rasterise(
    `<g transform="scale(${1 / scale})"><path d="${path}" fill="#fff"/></g>`,
    PROBE,
    PROBE,
  );
  const box = { left: PROBE, top: PROBE, right: 0, bottom: 0 };
  for (let i = 0; i < data.length; i++) {
    if ((data[i] ?? 0) < 0.3) continue;
    box.left = Math.min(box.left, i % PROBE);
    box.right = Math.max(box.right, (i % PROBE) + 1);
    box.top = Math.min(box.top, Math.floor(i / PROBE));
    box.bottom = Math.max(box.bottom, Math.floor(i / PROBE) + 1);
  }
  const measured =
    box.right > box.left
      ? { left: box.left * scale, top: box.top * scale, right: box.right * scale, bottom: box.bottom * scale }
      : { left: 0, top: 0, right: 512, bottom: 512 };
  if (boxes.size >= MOST_BOXES) boxes.clear();
  boxes.set(path, measured);
  return measured;
}
