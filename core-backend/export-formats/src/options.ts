import { ExportError } from "./problems.ts";
import type { CommerceSize, ExportOptions, UnityFilterMode } from "./types.ts";

export interface ResolvedOptions {
  jpegQuality: number | undefined;
  background: string;
  sizes: Partial<Record<CommerceSize, number>>;
  maxLongSide: number;
  baseUrl: string | undefined;
  locale: string;
  unity: { pixelsPerUnit: number; filterMode: UnityFilterMode; textureFormat: "png" | "tga" };
}

/**
 * Defaults filled in, everything checked.
 * @throws ExportError `invalid-option` naming the option and what it accepts.
 */
export function resolveOptions(options: ExportOptions): ResolvedOptions {
  const { sizes = {}, unity = {} } = options;
  for (const [name, side] of Object.entries(sizes)) requireInteger(`sizes.${name}`, side, [16, 8192]);
  if (options.jpegQuality !== undefined) requireInteger("jpegQuality", options.jpegQuality, [1, 100]);
  const maxLongSide = options.maxLongSide ?? 1600;
  requireInteger("maxLongSide", maxLongSide, [16, 8192]);
  const pixelsPerUnit = unity.pixelsPerUnit ?? 100;
  if (!(pixelsPerUnit > 0 && pixelsPerUnit <= 100_000)) {
    throw invalid("unity.pixelsPerUnit", "a number above 0 and at most 100000");
  }
  const background = options.background ?? "#ffffff";
  if (!/^#[0-9a-f]{6}$/i.test(background)) throw invalid("background", "a colour such as #ffffff");
  const locale = options.locale ?? "en-US";
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(locale)) throw invalid("locale", "a code such as en-US");
  return {
    jpegQuality: options.jpegQuality,
    background,
    sizes,
    maxLongSide,
    baseUrl: options.baseUrl === undefined ? undefined : folderUrl(options.baseUrl),
    locale,
    unity: {
      pixelsPerUnit,
      filterMode: unity.filterMode ?? "bilinear",
      textureFormat: unity.textureFormat ?? "png",
    },
  };
}

/** `text` as an http(s) address in normal form, or undefined. */
export function httpUrl(text: string): string | undefined {
  const url = URL.parse(text);
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url.href : undefined;
}

function folderUrl(text: string): string {
  const href = httpUrl(text);
  if (href === undefined || /[?#]/.test(href)) {
    throw invalid("baseUrl", "an http(s) address of a folder, without ? or #");
  }
  return href.endsWith("/") ? href : `${href}/`;
}

function requireInteger(name: string, value: number, [low, high]: readonly [number, number]): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw invalid(name, `a whole number from ${low} to ${high}`);
  }
}

function invalid(name: string, accepted: string): ExportError {
  return new ExportError("invalid-option", `The export option "${name}" must be ${accepted}.`);
}
