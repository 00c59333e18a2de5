import type { AssetRecord } from "../../types.ts";
import { metadataValue, type Product, type ProductImage } from "./manifest.ts";

/** One choice a buyer has, such as the colour, and a variation's value of it. */
export interface Choice {
  name: string;
  value: string;
}

export interface Variation {
  product: Product;
  choices: readonly Choice[];
}

/** What one product is on the shop's side. */
export type ShopProduct =
  | { kind: "simple"; product: Product }
  | {
      kind: "variable";
      sku: string;
      /** Describes it: the asset whose own SKU is the parent's, else the first variation's. */
      asset: AssetRecord;
      /** Whether `asset` is the parent's own. */
      hasOwnAsset: boolean;
      images: readonly ProductImage[];
      choices: readonly { name: string; values: readonly string[] }[];
      variations: readonly Variation[];
    };

/** Columns that are choices without being called `option_…`. */
const KNOWN_CHOICES: ReadonlySet<string> = new Set(["color", "colour", "size", "material", "pattern"]);
const OPTION_PREFIX = /^option[ _-]+(?=\S)/i;

export const isKnownChoice = (name: string): boolean => KNOWN_CHOICES.has(name.toLowerCase());

/** The SKU of the product that an asset is a variation of, or "". */
export function parentSku(asset: AssetRecord): string {
  return metadataValue(asset, "parent_sku", "parent sku", "parent");
}

/** The choices that an asset's row makes, in the order of its columns. */
export function choicesOf(asset: AssetRecord): Choice[] {
  const choices = new Map<string, Choice>();
  for (const [column, text] of Object.entries(asset.metadata)) {
    const name = choiceName(column.trim());
    const value = text.trim();
    if (name === "" || value === "" || choices.has(name.toLowerCase())) continue;
    choices.set(name.toLowerCase(), { name, value });
  }
  return [...choices.values()];
}

/** Assets of one variation are its images: those with its SKU, or without one those that make the same choices. */
export function variationKey(asset: AssetRecord): string | undefined {
  const parent = parentSku(asset);
  const sku = asset.sku?.trim() ?? "";
  if (parent === "" || sku === parent) return undefined;
  const choices = choicesOf(asset);
  if (choices.length === 0) return undefined;
  return `variation ${JSON.stringify([parent, sku || choices])}`;
}

/**
 * Variable products with their variations, each where its first asset was; everything else as it is. A product whose
 * rows name a parent but no choice stays simple: a shop couldn't tell its variations apart.
 */
export function withVariations(products: readonly Product[]): ShopProduct[] {
  const families = familiesOf(products);
  const written = new Set<string>();
  return products.flatMap((product): ShopProduct[] => {
    const sku = familySku(product.asset);
    const family = families.get(sku);
    const isOfFamily = family?.own === product || variationKey(product.asset) !== undefined;
    if (family === undefined || !isOfFamily) return [{ kind: "simple", product }];
    if (written.has(sku)) return [];
    written.add(sku);
    return [variable(sku, family)];
  });
}

interface Family {
  own: Product | undefined;
  variations: Variation[];
}

/** By the parent's SKU; only those that have variations. */
function familiesOf(products: readonly Product[]): ReadonlyMap<string, Family> {
  const families = new Map<string, Family>();
  for (const product of products) {
    if (variationKey(product.asset) === undefined) continue;
    const sku = parentSku(product.asset);
    const family = families.get(sku) ?? { own: undefined, variations: [] };
    family.variations.push({ product, choices: choicesOf(product.asset) });
    families.set(sku, family);
  }
  for (const product of products) {
    if (variationKey(product.asset) !== undefined) continue;
    const family = families.get(familySku(product.asset));
    if (family) family.own ??= product;
  }
  return families;
}

function familySku(asset: AssetRecord): string {
  return variationKey(asset) === undefined ? (asset.sku?.trim() ?? "") : parentSku(asset);
}

function variable(sku: string, { own, variations }: Family): ShopProduct {
  const described = own ?? variations[0]?.product;
  if (described === undefined) throw new Error("a family without variations");
  return {
    kind: "variable",
    sku,
    asset: described.asset,
    hasOwnAsset: own !== undefined,
    images: [...(own?.images ?? []), ...variations.flatMap(({ product }) => product.images)],
    choices: choicesIn(variations),
    variations,
  };
}

function choicesIn(variations: readonly Variation[]): { name: string; values: string[] }[] {
  const choices = new Map<string, { name: string; values: string[] }>();
  for (const { name, value } of variations.flatMap((variation) => variation.choices)) {
    const known = choices.get(name.toLowerCase());
    if (known === undefined) choices.set(name.toLowerCase(), { name, values: [value] });
    else if (!known.values.includes(value)) known.values.push(value);
  }
  return [...choices.values()];
}

/** `option_neck-line` is "Neck line", `color` "Color"; "" for a column that is no choice. */
function choiceName(column: string): string {
  if (!OPTION_PREFIX.test(column) && !isKnownChoice(column)) return "";
  const words = column
    .replace(OPTION_PREFIX, "")
    .replace(/[\s_-]+/g, " ")
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
