/** The part of opentype.js 2 that is used here. Its DefinitelyTyped package brings the browser's globals with it. */
declare module "opentype.js" {
  export interface Path {
    /** SVG path data with so many decimals. */
    toPathData(decimals: number): string;
  }
  export interface Glyph {
    readonly index: number;
    /** In font units. */
    readonly advanceWidth?: number;
    getPath(x: number, y: number, fontSize: number): Path;
  }
  export interface Font {
    readonly unitsPerEm: number;
    hasChar(character: string): boolean;
    charToGlyph(character: string): Glyph;
    /** In font units. */
    getKerningValue(left: Glyph, right: Glyph): number;
  }
  /** Throws when the bytes are no font. */
  export function parse(bytes: ArrayBuffer): Font;
  const opentype: { parse: typeof parse };
  export default opentype;
}
