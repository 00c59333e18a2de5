import type { Font, Glyph } from "opentype.js";
import { type FontWeight, fontFor } from "./fonts.ts";

export interface TextStyle {
  /** Pixels of the em. */
  readonly size: number;
  readonly weight: FontWeight;
  readonly fill: string;
  /** Pixels; a longer line ends with an ellipsis. */
  readonly maxWidth?: number;
  /** Pixels between letters, 0 unless told. */
  readonly spacing?: number;
}

type Metrics = Pick<TextStyle, "size" | "weight" | "spacing">;

/** Pixels that a line of text takes. */
export function textWidth(text: string, { size, weight, spacing = 0 }: Metrics): number {
  const set = setLine(text, weight);
  const letters = set.reduce((sum, { advance }) => sum + advance, 0) * size;
  return letters + Math.max(0, set.length - 1) * spacing;
}

/**
 * A line of text as an SVG `<path>` whose baseline starts at (x, y), in Inter: SVG text would be drawn as boxes on a
 * machine without fonts. A character that Inter lacks becomes a question mark; no text gives no path.
 */
export function textPath(
  text: string,
  at: { readonly x: number; readonly y: number },
  style: TextStyle,
): string {
  let data = "";
  let left = at.x;
  for (const { glyph, advance } of setLine(fitted(text, style), style.weight)) {
    data += glyph.getPath(left, at.y, style.size).toPathData(2);
    left += advance * style.size + (style.spacing ?? 0);
  }
  return data === "" ? "" : `<path fill="${style.fill}" d="${data}"/>`;
}

function fitted(text: string, style: TextStyle): string {
  const most = style.maxWidth ?? Number.POSITIVE_INFINITY;
  if (textWidth(text, style) <= most) return text;
  const characters = Array.from(text);
  while (characters.length > 0 && textWidth(`${characters.join("")}…`, style) > most) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

interface SetGlyph {
  readonly glyph: Glyph;
  /** Ems to the next glyph. */
  readonly advance: number;
}

/** Glyph by glyph with kerning: the library's own shaping throws on Inter's contextual substitutions. */
function setLine(text: string, weight: FontWeight): readonly SetGlyph[] {
  const found = Array.from(text.replace(/\p{Cc}+/gu, " "), (character): { font: Font; glyph: Glyph } => {
    const { font, has } = fontFor(character, weight);
    return { font, glyph: font.charToGlyph(has ? character : "?") };
  });
  return found.map(({ font, glyph }, index) => {
    const next = found[index + 1];
    const kerning = next?.font === font ? font.getKerningValue(glyph, next.glyph) : 0;
    return { glyph, advance: ((glyph.advanceWidth ?? 0) + kerning) / font.unitsPerEm };
  });
}
