import type { Layer, Role, Scene } from "../scenes/layer.ts";
import { mix } from "./colour.ts";

/** A colour, `#rrggbb`, for every role. */
export type Palette = Readonly<Record<Role, string>>;

/** How far light and shade pull a colour, 0..1, and towards what. */
export interface Lighting {
  readonly light: string;
  readonly dark: string;
  readonly lift: number;
  readonly drop: number;
  /** Two flat tones with an edge between them instead of a gradient: the shaded tone of each colour. */
  readonly hard?: Readonly<Record<string, string>>;
}

/** SVG markup of a scene in the colours of its roles, with light and shade as gradients. */
export function paintScene(scene: Scene, colourOf: (role: Role) => string, lighting: Lighting): string {
  return scene.map((layer, index) => paintLayer(layer, colourOf(layer.role), { lighting, index })).join("");
}

/** SVG markup of a scene where each layer has one flat fill and, if given, one outline. */
export function fillScene(
  scene: Scene,
  fill: (layer: Layer, index: number) => string,
  options: { outline?: (layer: Layer) => string; crisp?: boolean } = {},
): string {
  const shapes = scene.map((layer, index) => {
    if (layer.stroke) return strokeOf(layer, fill(layer, index));
    const outline = options.outline?.(layer) ?? "";
    return `<path d="${layer.d}" fill="${fill(layer, index)}" ${outline}/>`;
  });
  return options.crisp ? `<g shape-rendering="crispEdges">${shapes.join("")}</g>` : shapes.join("");
}

function strokeOf(layer: Layer, colour: string): string {
  return `<path d="${layer.d}" fill="none" stroke="${colour}" stroke-width="${layer.stroke}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

function paintLayer(layer: Layer, colour: string, at: { lighting: Lighting; index: number }): string {
  if (layer.stroke) return strokeOf(layer, colour);
  if (layer.shade === "flat") return `<path d="${layer.d}" fill="${colour}"/>`;
  const { lighting, index } = at;
  const light = mix(colour, lighting.light, lighting.lift);
  const dark = mix(colour, lighting.dark, lighting.drop);
  const stops = lighting.hard
    ? hardStops(layer, colour, lighting.hard[colour] ?? dark)
    : softStops(light, colour, dark);
  return `<defs>${gradientTag(layer, `g${index}`, stops)}</defs><path d="${layer.d}" fill="url(#g${index})"/>`;
}

function gradientTag(layer: Layer, id: string, stops: string): string {
  if (layer.shade === "sphere") {
    return `<radialGradient id="${id}" cx="0.34" cy="0.3" r="0.78">${stops}</radialGradient>`;
  }
  const direction = {
    cylinder: 'x1="0" y1="0" x2="1" y2="0.12"',
    up: 'x1="0" y1="0" x2="0" y2="1"',
    down: 'x1="0" y1="1" x2="0" y2="0"',
    flat: "",
  }[layer.shade];
  return `<linearGradient id="${id}" ${direction}>${stops}</linearGradient>`;
}

function softStops(light: string, colour: string, dark: string): string {
  return `<stop offset="0.05" stop-color="${light}"/><stop offset="0.45" stop-color="${colour}"/><stop offset="1" stop-color="${dark}"/>`;
}

function hardStops(layer: Layer, colour: string, dark: string): string {
  const edge = layer.shade === "sphere" ? 0.74 : 0.56;
  const soft = 0.006;
  const shaded = layer.shade === "up" || layer.shade === "down" ? colour : dark;
  return `<stop offset="${edge}" stop-color="${colour}"/><stop offset="${edge + soft}" stop-color="${shaded}"/>`;
}
