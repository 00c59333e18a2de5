import { type Lab, labToRgb, type Rgb, rgbToLab } from "./lab.ts";

/** `[255, 87, 51]` to `"#FF5733"`, the specification's notation. */
export function rgbToHex(rgb: Rgb): string {
  return `#${rgb.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`.toUpperCase();
}

/** `"#FF5733"` or `"ff5733"` to `[255, 87, 51]`; undefined when the text is no six-digit hex colour. */
export function hexToRgb(hex: string): Rgb | undefined {
  const match = /^#?([0-9a-f]{6})$/i.exec(hex);
  if (match?.[1] === undefined) return undefined;
  const value = Number.parseInt(match[1], 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** The nearest sRGB colour, as `"#RRGGBB"`. */
export function labToHex(lab: Lab): string {
  return rgbToHex(labToRgb(lab));
}

/** Undefined when the text is no six-digit hex colour. */
export function hexToLab(hex: string): Lab | undefined {
  const rgb = hexToRgb(hex);
  return rgb && rgbToLab(rgb);
}
