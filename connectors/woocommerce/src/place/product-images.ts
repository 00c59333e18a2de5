import { callSite, refusedWith, type Site, withQuery } from "@assetql/wordpress";
import { z } from "zod";

const imageSchema = z.object({ id: z.int() });
const productSchema = z.object({ id: z.int(), images: z.array(imageSchema) });
const variationSchema = z.object({ id: z.int(), image: imageSchema.nullish() });

const AT_ONCE = 100;

/** The attachments that products show, the product image first, by product. Products that are gone are left out. */
export async function readProductImages(
  site: Site,
  products: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const found = new Map<number, readonly number[]>();
  for (let at = 0; at < products.length; at += AT_ONCE) {
    const path = withQuery("/wc/v3/products", {
      include: products.slice(at, at + AT_ONCE),
      // Those in the trash count as gone.
      status: "any",
      per_page: AT_ONCE,
      _fields: "id,images",
    });
    for (const { id, images } of await callSite(site, { path }, z.array(productSchema))) {
      found.set(
        id,
        images.map((image) => image.id),
      );
    }
  }
  return found;
}

/** The attachments that variations of a product show, 0 for none. Variations that are gone are left out. */
export async function readVariationImages(
  site: Site,
  product: number,
  variations: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const path = withQuery(`/wc/v3/products/${product}/variations`, {
    include: variations,
    per_page: AT_ONCE,
    _fields: "id,image",
  });
  try {
    const found = await callSite(site, { path }, z.array(variationSchema));
    return new Map(found.map(({ id, image }) => [id, image?.id ?? 0]));
  } catch (error) {
    if (refusedWith(error, "woocommerce_rest_product_invalid_id")) return new Map();
    throw error;
  }
}

/** The set as it is at this moment, to be written back changed. Throws `item-deleted` when the product is gone. */
export async function readImageSet(site: Site, product: number): Promise<number[]> {
  const path = withQuery(`/wc/v3/products/${product}`, { _fields: "id,images" });
  const { images } = await callSite(site, { path }, productSchema);
  return images.map(({ id }) => id);
}

/** Replaces the set, by ids only: alternative texts and names stay. Returns what the product shows then. */
export async function writeImageSet(site: Site, product: number, ids: readonly number[]): Promise<number[]> {
  const data = { images: ids.map((id) => ({ id })) };
  const call = { path: `/wc/v3/products/${product}`, method: "PUT", data } as const;
  const { images } = await callSite(site, call, productSchema);
  return images.map(({ id }) => id);
}

/** @param attachment 0: none of its own; the shop shows the product's then. */
export async function writeVariationImage(
  site: Site,
  { product, variation }: { readonly product: number; readonly variation: number },
  attachment: number,
): Promise<number> {
  const data = { image: attachment === 0 ? [] : { id: attachment } };
  const path = `/wc/v3/products/${product}/variations/${variation}`;
  const { image } = await callSite(site, { path, method: "PUT", data }, variationSchema);
  return image?.id ?? 0;
}
