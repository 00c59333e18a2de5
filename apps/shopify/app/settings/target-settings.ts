import type { ShopifyConfig } from "@assetql/shopify";

/** Where images go, as the form has it. The values' sets are those of the connector's settings. */
export interface TargetSettings
  extends Pick<ShopifyConfig, "placement" | "variantImages" | "altText" | "format"> {
  /** Pixels, as typed; empty for as the images are made. */
  readonly width: string;
}

export const choices = {
  placement: ["first", "last", "replace"],
  variantImages: ["all", "empty", "none"],
  altText: ["keep", "ours"],
  format: ["jpg", "webp", "png"],
} as const satisfies { [Name in keyof ShopifyConfig]?: readonly ShopifyConfig[Name][] };

export const WIDTHS = { least: 64, most: 4_472 } as const;

export type WidthProblem = "not-a-number" | "out-of-range";

export function widthProblem(width: string): WidthProblem | undefined {
  const typed = width.trim();
  if (typed === "") return undefined;
  if (!/^\d{1,6}$/.test(typed)) return "not-a-number";
  const pixels = Number(typed);
  return pixels < WIDTHS.least || pixels > WIDTHS.most ? "out-of-range" : undefined;
}

export const isSame = (one: TargetSettings, other: TargetSettings): boolean =>
  one.width.trim() === other.width.trim() &&
  one.placement === other.placement &&
  one.variantImages === other.variantImages &&
  one.altText === other.altText &&
  one.format === other.format;
