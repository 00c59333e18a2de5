import { createHash } from "node:crypto";
import type { FakeCollection, ShopFile, ShopProduct, ShopState } from "./state.ts";

/**
 * What undo must bring back, as plain values in a fixed order. Without times, which every change moves, and without
 * address and id of a collection's image: Shopify copies that image each time it is set, so its octets stand for it.
 */
export const snapshotOf = ({ products, collections, files }: ShopState): unknown => ({
  products: sorted(products).map(productOf),
  collections: sorted(collections).map(collectionOf),
  files: sorted(files).map(fileOf),
});

const sorted = <T extends { readonly id: string }>(items: ReadonlyMap<string, T>): T[] =>
  [...items.values()].sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));

const productOf = ({ updatedAt: _, variants, ...product }: ShopProduct): unknown => ({
  ...structuredClone(product),
  variants: variants.map(({ updatedAt: __, ...variant }) => structuredClone(variant)),
});

const collectionOf = ({ updatedAt: _, image, ...collection }: FakeCollection): unknown => ({
  ...structuredClone(collection),
  image:
    image === null
      ? null
      : { altText: image.altText, width: image.width, height: image.height, bytes: digest(image.bytes) },
});

/** Without what the address says of the time, which moves when a file is renamed back. */
const fileOf = ({ updatedAt: _, createdAt: __, bytes, url, ...file }: ShopFile): unknown => ({
  ...file,
  url: url?.split("?")[0] ?? null,
  bytes: digest(bytes),
});

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
