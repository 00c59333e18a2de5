import { fillScene } from "../drawing/paint.ts";
import { encodePng, opaque, rasterise } from "../drawing/raster.ts";
import { boat } from "../scenes/boat.ts";
import { bottles } from "../scenes/bottles.ts";
import { house } from "../scenes/house.ts";
import { lamp } from "../scenes/lamp.ts";
import type { Layer, Role, Scene } from "../scenes/layer.ts";
import { lighthouse } from "../scenes/lighthouse.ts";
import { teapot } from "../scenes/teapot.ts";
import { drawEach, type SampleStyle } from "../style.ts";

const paper = "#123c7c";
const ink = "#e9f3ff";

/** The box that a drawing's dimension lines measure: left, top, right, bottom. */
type Measured = readonly [left: number, top: number, right: number, bottom: number];

const images: readonly { name: string; scene: Scene; measured: Measured }[] = [
  { name: "house", scene: house(), measured: [104, 128, 408, 398] },
  { name: "teapot", scene: teapot(), measured: [28, 160, 402, 432] },
  { name: "boat", scene: boat(), measured: [112, 60, 412, 452] },
  { name: "lamp", scene: lamp(), measured: [64, 76, 180, 448] },
  { name: "lighthouse", scene: lighthouse(), measured: [254, 66, 362, 366] },
  { name: "bottles", scene: bottles(), measured: [84, 64, 442, 446] },
];

const backdrop: ReadonlySet<Role> = new Set(["sky", "cloud", "shadow", "water", "far", "ground", "table"]);
const hatched: Partial<Record<Role, string>> = {
  mid: "fine",
  accent: "diagonal",
  roof: "diagonal",
  accent2: "counter",
  trunk: "counter",
  foliage: "dots",
  object2: "fine",
};

/** White drafting lines on blue paper. */
export const blueprint: SampleStyle = {
  id: "blueprint",
  title: "Blueprint",
  description:
    "A cyanotype drawing: thin white outlines on deep blue paper, a drafting grid, hatching instead of shade, centre lines and dimension arrows.",
  draw: () =>
    drawEach("blueprint", images, async ({ scene, measured }) =>
      encodePng(
        opaque(await rasterise(patterns() + sheet() + drawing(scene) + construction(measured) + frame())),
      ),
    ),
};

function patterns(): string {
  const pattern = (id: string, size: number, marks: string) =>
    `<pattern id="${id}" width="${size}" height="${size}" patternUnits="userSpaceOnUse"><rect width="${size}" height="${size}" fill="${paper}"/>${marks}</pattern>`;
  const strokes = (d: string, width: number) =>
    `<path d="${d}" stroke="${ink}" stroke-width="${width}" stroke-opacity="0.75" fill="none"/>`;
  return `<defs>${pattern("diagonal", 8, strokes("M-2 2L2 -2M0 8L8 0M6 10L10 6", 1))}${pattern("counter", 7, strokes("M-2 5L2 9M0 0L7 7M5 -2L9 2", 0.9))}${pattern("fine", 5, strokes("M0 2.5H5", 0.7))}${pattern("dots", 9, `<circle cx="2" cy="2" r="1" fill="${ink}"/><circle cx="6.5" cy="6.5" r="1" fill="${ink}"/>`)}</defs>`;
}

function sheet(): string {
  const lines = (step: number) =>
    Array.from({ length: Math.floor(512 / step) }, (_, i) => `M${i * step} 0V512M0 ${i * step}H512`).join("");
  return `<rect width="512" height="512" fill="${paper}"/><path d="${lines(16)}" stroke="#3f6cb0" stroke-width="0.5" fill="none"/><path d="${lines(64)}" stroke="#5c89cc" stroke-width="0.9" fill="none"/>`;
}

function drawing(scene: Scene): string {
  const fill = (layer: Layer) => {
    if (layer.stroke) return ink;
    if (backdrop.has(layer.role)) return "none";
    const pattern = hatched[layer.role];
    return pattern ? `url(#${pattern})` : paper;
  };
  const outline = (layer: Layer) =>
    layer.role === "sky"
      ? ""
      : backdrop.has(layer.role)
        ? `stroke="${ink}" stroke-width="0.9" stroke-opacity="0.5" stroke-dasharray="7 5"`
        : `stroke="${ink}" stroke-width="2" stroke-linejoin="round"`;
  const thin = scene.map((layer) =>
    layer.stroke ? { ...layer, stroke: layer.stroke > 12 ? 2 : 1.4 } : layer,
  );
  return `<clipPath id="inside"><path d="M16 16H496V496H16Z"/></clipPath><g clip-path="url(#inside)">${fillScene(thin, fill, { outline })}</g>`;
}

function construction([left, top, right, bottom]: Measured): string {
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
  const axes = `M${cx} ${top - 34}V${bottom + 40}M${left - 40} ${cy}H${right + 40}`;
  const below = Math.min(bottom + 30, 482);
  const aside = Math.min(right + 26, 488);
  const arrow = (x: number, y: number, turn: number) =>
    `<path d="M0 0L10 -3.4L10 3.4Z" fill="${ink}" transform="translate(${x} ${y}) rotate(${turn})"/>`;
  return `<path d="${axes}" stroke="${ink}" stroke-width="0.9" stroke-dasharray="16 4 3 4" fill="none" opacity="0.8"/>
<path d="M${left} ${below}H${right}M${left} ${bottom + 4}V${below + 7}M${right} ${bottom + 4}V${below + 7}M${aside} ${top}V${bottom}M${right + 4} ${top}H${aside + 7}M${right + 4} ${bottom}H${aside + 7}" stroke="${ink}" stroke-width="1.1" fill="none"/>
${arrow(left, below, 0)}${arrow(right, below, 180)}${arrow(aside, top, 90)}${arrow(aside, bottom, -90)}
<circle cx="${cx}" cy="${cy}" r="${(bottom - top) * 0.62}" fill="none" stroke="${ink}" stroke-width="0.7" stroke-dasharray="3 4" opacity="0.6"/>`;
}

function frame(): string {
  return `<path d="M10 10H502V502H10ZM16 16H496V496H16Z" stroke="${ink}" stroke-width="1.2" fill="none"/><path d="M400 472H496V496H400Z" fill="${paper}"/><path d="M400 472H496M400 472V496M432 472V496M464 472V496" stroke="${ink}" stroke-width="1" fill="none"/>`;
}
