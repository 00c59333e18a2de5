import type { AssetRecord, CommerceSize } from "../../types.ts";
import type { PackageDocument } from "../format.ts";

export const COMMERCE_SIZES = ["thumbnail", "medium", "large"] as const satisfies readonly CommerceSize[];

/** One image of a product, as an import file refers to it. */
export interface ProductImage {
  /** The large image's name, without a folder. */
  fileName: string;
  /** Where an importer can fetch it, or "". */
  url: string;
  altText: string;
}

/** Assets that share a handle or a SKU are images of one product, in the order of the export. */
export interface Product {
  /** Unique in the package: lower case, digits, hyphens. */
  handle: string;
  /** The asset that first named the product; its columns describe it. */
  asset: AssetRecord;
  images: ProductImage[];
}

/** What differs between shops. */
export interface CommerceManifest {
  title: string;
  /** Longest side in pixels; a source that is smaller stays as it is. */
  sizes: Readonly<Record<CommerceSize, number>>;
  /** What makes two assets images of one product, where the shop has a rule of its own for this asset. */
  productKey?(asset: AssetRecord): string | undefined;
  productsCsv(products: readonly Product[]): PackageDocument;
  steps(hasUrls: boolean): readonly string[];
  /** What the README says besides of these products. */
  remarks?(products: readonly Product[]): readonly string[];
}

/** The first non-empty metadata value under one of `keys`, case ignored. */
export function metadataValue(asset: AssetRecord, ...keys: readonly string[]): string {
  for (const [key, value] of Object.entries(asset.metadata)) {
    if (value.trim() !== "" && keys.includes(key.trim().toLowerCase())) return value.trim();
  }
  return "";
}

/** The price the batch's own CSV gave, where it is a plain decimal; prices are never made up. */
export function givenPrice(asset: AssetRecord): string {
  const price = metadataValue(asset, "price", "regular price", "variant price");
  return /^\d+(\.\d{1,4})?$/.test(price) ? price : "";
}

/** The description the batch's own CSV gave, as HTML in which every character stands for itself. */
export function givenDescription(asset: AssetRecord): string {
  const text = metadataValue(asset, "description");
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped === "" ? "" : `<p>${escaped.replace(/\r?\n/g, "<br>")}</p>`;
}

/** `tags` as one cell; a comma inside a tag would make two of it. */
export function tagList(tags: readonly string[]): string {
  return tags
    .map((tag) => tag.replaceAll(",", " ").replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join(", ");
}
