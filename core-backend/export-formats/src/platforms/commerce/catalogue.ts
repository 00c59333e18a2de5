import { createNameRegistry, slug } from "../../names.ts";
import type { AssetRecord } from "../../types.ts";
import { type CommerceManifest, metadataValue, type Product, type ProductImage } from "./manifest.ts";

const HANDLE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Groups assets into products: by the shop's own rule, else by the batch's own handle, else by SKU, else one product
 * per asset.
 */
export function createCatalogue({ productKey }: Pick<CommerceManifest, "productKey">) {
  const products = new Map<string, Product>();
  const handles = createNameRegistry();
  return {
    add(asset: AssetRecord, image: ProductImage): void {
      const handle = givenHandle(asset);
      const key = productKey?.(asset) ?? keyOf(asset, handle);
      const known = products.get(key);
      if (known) {
        known.images.push(image);
        return;
      }
      products.set(key, { handle: handles.claim(handle || inventedHandle(asset)), asset, images: [image] });
    },
    products: () => [...products.values()],
  };
}

function keyOf(asset: AssetRecord, handle: string): string {
  const sku = asset.sku?.trim() ?? "";
  if (handle !== "") return `handle ${handle}`;
  return sku === "" ? `asset ${asset.assetId}` : `sku ${sku}`;
}

function givenHandle(asset: AssetRecord): string {
  const given = metadataValue(asset, "handle", "url handle").toLowerCase();
  return HANDLE.test(given) ? given : "";
}

function inventedHandle({ title, sku = "", assetId }: AssetRecord): string {
  return slug(title) || slug(sku) || slug(assetId) || "product";
}
