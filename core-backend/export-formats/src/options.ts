import { refuseForeignOptions } from "./option-platforms.ts";
import { resolveTaxonomy, type Taxonomy } from "./platforms/cms/taxonomy.ts";
import { invalidOption } from "./problems.ts";
import type {
  CommerceSize,
  ExportOptions,
  ExportPlatform,
  ImageFormat,
  SocialFormatName,
  UnityFilterMode,
  UnityTextureFormat,
  UnityTextureType,
} from "./types.ts";

const CMS_LONG_SIDE = 1600;

export interface ResolvedOptions {
  jpegQuality: number | undefined;
  imageFormat: ImageFormat;
  background: string;
  /** The images' format has transparency and nobody asked for a background. */
  keepsAlpha: boolean;
  sizes: Partial<Record<CommerceSize, number>>;
  maxLongSide: number;
  baseUrl: string | undefined;
  locale: string;
  taxonomy: Taxonomy | undefined;
  /** `undefined`: all. */
  socialFormats: ReadonlySet<SocialFormatName> | undefined;
  unity: {
    textureType: UnityTextureType;
    pixelsPerUnit: number;
    filterMode: UnityFilterMode;
    textureFormat: UnityTextureFormat;
    /** `undefined`: as they are. */
    maxLongSide: number | undefined;
    container: "zip" | "unitypackage";
  };
}

/**
 * Defaults filled in, everything checked.
 * @throws ExportError `invalid-option` naming the option and what it accepts.
 */
export function resolveOptions(platform: ExportPlatform, options: ExportOptions): ResolvedOptions {
  refuseForeignOptions(platform, options);
  const { jpegQuality, taxonomy, imageBaseUrl } = options;
  const maxLongSide =
    options.maxLongSide === undefined ? undefined : checkedSide("maxLongSide", options.maxLongSide);
  const imageFormat = options.imageFormat ?? "jpeg";
  checkQuality(jpegQuality, imageFormat);
  return {
    jpegQuality,
    imageFormat,
    background: checkedBackground(options.background ?? "#ffffff"),
    keepsAlpha: imageFormat !== "jpeg" && options.background === undefined,
    sizes: checkedSizes(options.sizes ?? {}),
    maxLongSide: maxLongSide ?? CMS_LONG_SIDE,
    baseUrl: imageBaseUrl === undefined ? undefined : folderUrl(imageBaseUrl),
    locale: checkedLocale(options.locale ?? "en-US"),
    taxonomy: taxonomy === undefined ? undefined : resolveTaxonomy(taxonomy, platform),
    socialFormats: checkedSocialFormats(options.socialFormats),
    unity: {
      textureType: options.textureType ?? "sprite",
      pixelsPerUnit: checkedPixelsPerUnit(options.pixelsPerUnit ?? 100),
      filterMode: options.filterMode ?? "bilinear",
      textureFormat: options.textureFormat ?? "png",
      maxLongSide,
      container: options.container ?? "zip",
    },
  };
}

/**
 * What `writePackage` checks first, for those who want to refuse options before they queue an export.
 * @throws ExportError `invalid-option`; `option` says which.
 */
export function checkExportOptions(platform: ExportPlatform, options: ExportOptions): void {
  resolveOptions(platform, options);
}

/** `text` as an http(s) address in normal form, or undefined. */
export function httpUrl(text: string): string | undefined {
  const url = URL.parse(text);
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url.href : undefined;
}

function checkQuality(quality: number | undefined, format: ImageFormat): void {
  if (quality === undefined) return;
  requireInteger("jpegQuality", quality, [1, 100]);
  if (format === "png") throw invalidOption("jpegQuality", "left out for PNG, which loses nothing");
}

function checkedSizes(sizes: NonNullable<ExportOptions["sizes"]>): Partial<Record<CommerceSize, number>> {
  const checked: Partial<Record<CommerceSize, number>> = {};
  for (const name of ["thumbnail", "medium", "large"] as const) {
    const side = sizes[name];
    if (side !== undefined) checked[name] = checkedSide(`sizes.${name}`, side);
  }
  return checked;
}

function checkedSide(name: string, side: number): number {
  requireInteger(name, side, [16, 8192]);
  return side;
}

function checkedPixelsPerUnit(value: number): number {
  if (value > 0 && value <= 100_000) return value;
  throw invalidOption("pixelsPerUnit", "a number above 0 and at most 100000");
}

function checkedBackground(colour: string): string {
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour;
  throw invalidOption("background", "a colour such as #ffffff");
}

function checkedLocale(locale: string): string {
  if (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(locale)) return locale;
  throw invalidOption("locale", "a code such as en-US");
}

function checkedSocialFormats(
  names: readonly SocialFormatName[] | undefined,
): ReadonlySet<SocialFormatName> | undefined {
  if (names === undefined) return undefined;
  if (names.length === 0) throw invalidOption("socialFormats", "one or more formats, or left out for all");
  return new Set(names);
}

function folderUrl(text: string): string {
  const href = httpUrl(text);
  if (href === undefined || /[?#]/.test(href)) {
    throw invalidOption("imageBaseUrl", "an http(s) address of a folder, without ? or #");
  }
  return href.endsWith("/") ? href : `${href}/`;
}

function requireInteger(name: string, value: number, [low, high]: readonly [number, number]): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw invalidOption(name, `a whole number from ${low} to ${high}`);
  }
}
