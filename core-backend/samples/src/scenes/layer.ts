/** What a part of a scene is made of; every style gives each role its own colour. */
export type Role =
  | "sky"
  | "cloud"
  | "sun"
  | "far"
  | "mid"
  | "near"
  | "ground"
  | "path"
  | "water"
  | "foam"
  | "leaf"
  | "foliage"
  | "trunk"
  | "wall"
  | "roof"
  | "glow"
  | "object"
  | "object2"
  | "accent"
  | "accent2"
  | "table"
  | "shadow"
  | "light"
  | "dark";

/**
 * How light falls on a part, within its bounding box: `cylinder` and `sphere` are lit from the upper
 * left, `down` is lightest at the bottom, `up` at the top.
 */
export type Shade = "flat" | "cylinder" | "sphere" | "down" | "up";

/** One part of a scene, painted over those before it. */
export interface Layer {
  /** SVG path data on a 512 by 512 canvas. */
  readonly d: string;
  readonly role: Role;
  readonly shade: Shade;
  /** Width of a stroked line; absent for a filled shape. */
  readonly stroke?: number;
  /** Direction the surface runs in, degrees; hatching and brush strokes follow it. */
  readonly grain: number;
}

export type Scene = readonly Layer[];

/** A filled part. */
export function part(role: Role, d: string, look: { shade?: Shade; grain?: number } = {}): Layer {
  return { d, role, shade: look.shade ?? "flat", grain: look.grain ?? 0 };
}

/** A line, drawn with round ends. */
export function line(role: Role, d: string, stroke: number): Layer {
  return { d, role, shade: "flat", grain: 0, stroke };
}
