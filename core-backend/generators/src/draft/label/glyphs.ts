import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import opentype, { type Font } from "opentype.js";

let font: Font | undefined;
const glyphs = new Map<string, { commands: string; advance: number }>();

// Drawn from the font file itself: a fresh machine has no fonts, and every machine gives the same bytes.
function loadFont(): Font {
  if (font) return font;
  const file = readFileSync(
    createRequire(import.meta.url).resolve("@fontsource/inter/files/inter-latin-600-normal.woff"),
  );
  font = opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
  return font;
}

/** A glyph at size 1000 as path data; remembered, as badges share their letters. */
function glyphOf(character: string): { commands: string; advance: number } {
  const known = glyphs.get(character);
  if (known) return known;
  const loaded = loadFont();
  const glyph = loaded.charToGlyph(character);
  const shown = glyph.index === 0 ? loaded.charToGlyph("?") : glyph;
  const drawn = {
    commands: shown.getPath(0, 0, 1000).toPathData(0),
    advance: ((shown.advanceWidth ?? 0) / loaded.unitsPerEm) * 1000,
  };
  glyphs.set(character, drawn);
  return drawn;
}

/** Sets one line of Latin text as groups of paths; characters the font lacks become question marks. */
export function setText(text: string, size: number, spacing = 0): { markup: string; width: number } {
  let x = 0;
  let markup = "";
  for (const character of text) {
    const { commands, advance } = glyphOf(character);
    if (commands !== "")
      markup += `<path transform="translate(${(x * size) / 1000} 0) scale(${size / 1000})" d="${commands}"/>`;
    x += advance + (spacing * 1000) / size;
  }
  return { markup, width: Math.max(0, (x * size) / 1000 - spacing) };
}
