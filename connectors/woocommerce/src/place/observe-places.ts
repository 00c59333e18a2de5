import type { Reference } from "@assetql/connector-sdk";
import type { Json } from "@assetql/contract";
import { placeValue, type Site } from "@assetql/wordpress";
import type { WooCommerceConfig } from "../config.ts";
import { placeOf } from "../item-id.ts";
import { productPlace } from "./place-value.ts";
import { readProductImages, readVariationImages } from "./product-images.ts";

/** Where one reference is shown; undefined when its product or variation is gone. */
export type PlaceSeen = (reference: Reference, ours: number | undefined) => Json | undefined;

/** Looks at the products and variations of the references, in one call and another for each product with variations. */
export async function observePlaces(
  config: WooCommerceConfig,
  site: Site,
  references: readonly Reference[],
): Promise<PlaceSeen> {
  const places = references.map(({ itemId }) => placeOf(itemId)).filter((place) => place !== undefined);
  const products = [...new Set(places.map(({ product }) => product))];
  const images = products.length === 0 ? new Map() : await readProductImages(site, products);
  const variations = new Map<string, number>();
  for (const product of products) {
    const wanted = places.flatMap((place) => (place.product === product ? (place.variation ?? []) : []));
    if (wanted.length === 0 || !images.has(product)) continue;
    const found = await readVariationImages(site, product, [...new Set(wanted)]);
    for (const [id, shown] of found) variations.set(`${product}/${id}`, shown);
  }
  return ({ itemId }, ours) => {
    const place = placeOf(itemId);
    const shown: readonly number[] | undefined = place === undefined ? undefined : images.get(place.product);
    if (place === undefined || shown === undefined) return undefined;
    if (place.variation === undefined) return productPlace(config, shown, ours);
    const own = variations.get(`${place.product}/${place.variation}`);
    // A variation without an image of its own answers with its product's.
    return own === undefined ? undefined : placeValue(own === shown[0] && own !== ours ? 0 : own, ours);
  };
}
