import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import opentype, { type Font, type Glyph } from "opentype.js";

export interface TextStyle {
  /** Pixels of the em. */
  readonly size: number;
  readonly weight: 400 | 600;
  readonly fill: string;
  /** Pixels; a longer line ends with an ellipsis. */
  readonly maxWidth?: number;
}

/** Sets lines of text as SVG paths: a fresh machine may have no fonts, and then draws SVG text as boxes. */
export interface Typesetter {
  /** A `<path>` whose baseline starts at (x, y). */
  line(text: string, at: { readonly x: number; readonly y: number }, style: TextStyle): string;
  width(text: string, style: Pick<TextStyle, "size" | "weight">): number;
}

/** Inter in two weights; a character it lacks becomes a question mark. */
export function createTypesetter(): Typesetter {
  const fonts = { 400: loadFonts(400), 600: loadFonts(600) };

  const width: Typesetter["width"] = (text, { size, weight }) =>
    setLine(text, fonts[weight]).reduce((sum, { advance }) => sum + advance, 0) * size;

  const fitted = (text: string, style: TextStyle): string => {
    const most = style.maxWidth ?? Number.POSITIVE_INFINITY;
    if (width(text, style) <= most) return text;
    const characters = Array.from(text);
    while (characters.length > 0 && width(`${characters.join("")}…`, style) > most) characters.pop();
    return `${characters.join("").trimEnd()}…`;
  };

  return {
    width,
    line: (text, { x, y }, style) => {
      let data = "";
      let left = x;
      for (const { glyph, advance } of setLine(fitted(text, style), fonts[style.weight])) {
        data += glyph.getPath(left, y, style.size).toPathData(2);
        left += advance * style.size;
      }
      return data === "" ? "" : `<path fill="${style.fill}" d="${data}"/>`;
    },
  };
}

/** The package splits each weight by script; Latin first, then what continues it. */
function loadFonts(weight: 400 | 600): readonly Font[] {
  const require = createRequire(import.meta.url);
  return ["latin", "latin-ext", "cyrillic", "greek"].map((script) => {
    const file = readFileSync(
      require.resolve(`@fontsource/inter/files/inter-${script}-${weight}-normal.woff`),
    );
    return opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
  });
}

interface SetGlyph {
  readonly glyph: Glyph;
  /** Ems to the next glyph. */
  readonly advance: number;
}

/** Glyph by glyph with kerning: the library's own shaping throws on Inter's contextual substitutions. */
function setLine(text: string, fonts: readonly Font[]): readonly SetGlyph[] {
  const [first] = fonts;
  if (first === undefined) return [];
  const found = Array.from(text.replace(/\p{Cc}+/gu, " "), (character) => {
    const font = fonts.find((candidate) => candidate.hasChar(character));
    return { font: font ?? first, glyph: (font ?? first).charToGlyph(font === undefined ? "?" : character) };
  });
  return found.map(({ font, glyph }, at) => {
    const next = found[at + 1];
    const kerning = next !== undefined && next.font === font ? font.getKerningValue(glyph, next.glyph) : 0;
    return { glyph, advance: ((glyph.advanceWidth ?? 0) + kerning) / font.unitsPerEm };
  });
}
