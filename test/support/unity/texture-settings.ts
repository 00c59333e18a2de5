/** Import settings as lines of a texture's .meta. */

const types = { sprite: "8", texture: "0" } as const;
const filters = { point: "0", bilinear: "1", trilinear: "2" } as const;

const lines = {
  textureType: /^( {2}textureType: )(\d+)$/m,
  pixelsPerUnit: /^( {2}spritePixelsToUnits: )([\d.]+)$/m,
  filterMode: /^( {4}filterMode: )(-?\d+)$/m,
} as const;

interface TextureSettings {
  readonly textureType: keyof typeof types;
  readonly pixelsPerUnit: number;
  readonly filterMode: keyof typeof filters;
}

export function readSettings(meta: string): TextureSettings {
  const value = (name: keyof typeof lines): string => lines[name].exec(meta)?.[2] ?? "";
  return {
    textureType: value("textureType") === types.sprite ? "sprite" : "texture",
    pixelsPerUnit: Number(value("pixelsPerUnit")),
    filterMode:
      value("filterMode") === "0" ? "point" : value("filterMode") === "1" ? "bilinear" : "trilinear",
  };
}

/** Those of these fields that have a value of their kind. */
export function settingsIn(fields: Readonly<Record<string, unknown>>): Partial<TextureSettings> {
  const { textureType, pixelsPerUnit, filterMode } = fields;
  return {
    ...(textureType === "sprite" || textureType === "texture" ? { textureType } : {}),
    ...(typeof pixelsPerUnit === "number" ? { pixelsPerUnit } : {}),
    ...(filterMode === "point" || filterMode === "bilinear" || filterMode === "trilinear"
      ? { filterMode }
      : {}),
  };
}

export function writeSettings(
  meta: string,
  { textureType, pixelsPerUnit, filterMode }: Partial<TextureSettings>,
): string {
  const put = (text: string, name: keyof typeof lines, value: string | undefined): string =>
    value === undefined ? text : text.replace(lines[name], `$1${value}`);
  const typed = put(meta, "textureType", textureType && types[textureType]);
  const scaled = put(typed, "pixelsPerUnit", pixelsPerUnit?.toString());
  return put(scaled, "filterMode", filterMode && filters[filterMode]);
}
