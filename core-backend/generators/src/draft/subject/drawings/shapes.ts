/**
 * Building blocks of silhouettes: SVG path data, clockwise on the page, so that shapes that touch join under the
 * nonzero rule. All lengths are in icon units (the canvas is 512 x 512), all angles in degrees, clockwise from
 * the right.
 */

/** A rectangle from its left, top, right and bottom, with rounded corners. */
export function box(edges: readonly [number, number, number, number], radius = 0): string {
  const [left, top, right, bottom] = edges;
  const r = radius;
  if (r === 0) return `M${left} ${top}H${right}V${bottom}H${left}Z`;
  return `M${left + r} ${top}H${right - r}A${r} ${r} 0 0 1 ${right} ${top + r}V${bottom - r}A${r} ${r} 0 0 1 ${right - r} ${bottom}H${left + r}A${r} ${r} 0 0 1 ${left} ${bottom - r}V${top + r}A${r} ${r} 0 0 1 ${left + r} ${top}Z`;
}

/** The same rectangle as a hole. */
export function hole(edges: readonly [number, number, number, number]): string {
  const [left, top, right, bottom] = edges;
  return `M${left} ${top}V${bottom}H${right}V${top}Z`;
}

/** An ellipse about a middle; a circle when one radius is given. */
export function oval(middle: readonly [number, number], across: number, down = across): string {
  const [x, y] = middle;
  return `M${x - across} ${y}A${across} ${down} 0 1 1 ${x + across} ${y}A${across} ${down} 0 1 1 ${x - across} ${y}Z`;
}

/** The same ellipse as a hole. */
export function ovalHole(middle: readonly [number, number], across: number, down = across): string {
  const [x, y] = middle;
  return `M${x - across} ${y}A${across} ${down} 0 1 0 ${x + across} ${y}A${across} ${down} 0 1 0 ${x - across} ${y}Z`;
}

/** A straight bar of the given width between two points. */
export function bar(from: readonly [number, number], to: readonly [number, number], width: number): string {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const x = ((to[0] - from[0]) / length) * (width / 2);
  const y = ((to[1] - from[1]) / length) * (width / 2);
  return `M${from[0] + y} ${from[1] - x}L${to[0] + y} ${to[1] - x}L${to[0] - y} ${to[1] + x}L${from[0] - y} ${from[1] + x}Z`;
}

/** Part of a ring: its outer radii, its thickness, and the two angles it runs between, the smaller first. */
export function arch(
  middle: readonly [number, number],
  { across, down = across, width }: { across: number; down?: number; width: number },
  [from, to]: readonly [number, number],
): string {
  const at = (angle: number, inset: number): string => {
    const turn = (angle * Math.PI) / 180;
    const x = middle[0] + Math.cos(turn) * (across - inset);
    const y = middle[1] + Math.sin(turn) * (down - inset);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  const large = to - from > 180 ? 1 : 0;
  return `M${at(from, 0)}A${across} ${down} 0 ${large} 1 ${at(to, 0)}L${at(to, width)}A${across - width} ${down - width} 0 ${large} 0 ${at(from, width)}Z`;
}
