/// <reference path="./opentype.d.ts" />
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import opentype, { type Font } from "opentype.js";

export type FontWeight = 400 | 600;

/** The package splits each weight by script: Latin first, then what continues it. */
const scripts = ["latin", "latin-ext", "cyrillic", "greek"] as const;

const loaded = new Map<string, Font>();

/** Inter comes through npm: a fresh machine has no fonts, and every machine gives the same shapes. */
function fontOf(script: (typeof scripts)[number], weight: FontWeight): Font {
  const name = `inter-${script}-${weight}-normal.woff`;
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const file = readFileSync(createRequire(import.meta.url).resolve(`@fontsource/inter/files/${name}`));
  const bytes = new ArrayBuffer(file.byteLength);
  new Uint8Array(bytes).set(file);
  const font = opentype.parse(bytes);
  loaded.set(name, font);
  return font;
}

/** The font that has the character, each script's read when it is first needed; the Latin one when none has it. */
export function fontFor(character: string, weight: FontWeight): { font: Font; has: boolean } {
  for (const script of scripts) {
    const font = fontOf(script, weight);
    if (font.hasChar(character)) return { font, has: true };
  }
  return { font: fontOf("latin", weight), has: false };
}
