import type { Visit } from "../../server/services.ts";
import { productKeyOf } from "../publication/product-key.ts";
import type { ShopNow } from "./review-image.ts";

const productOf = (itemId: string): string => productKeyOf({ itemId, id: itemId });

/**
 * What the shop shows now for items, by their ids; those that are gone are left out. Variants and colours without an
 * image of their own are shown with their product's, as in the shop. Null when the shop did not answer: a review goes on
 * without.
 */
export async function shopNow(
  { catalogue }: Pick<Visit, "catalogue">,
  itemIds: readonly (string | null)[],
): Promise<Record<string, ShopNow> | null> {
  const ids = [...new Set(itemIds.filter((id) => id !== null))];
  if (ids.length === 0) return {};
  try {
    const items = await catalogue.byIds(ids);
    const images = new Map(items.map(({ id, image }) => [id, image]));
    const bare = items.filter(({ image }) => image === null).map(({ id }) => productOf(id));
    const others = [...new Set(bare)].filter((id) => !images.has(id));
    for (const { id, image } of others.length === 0 ? [] : await catalogue.byIds(others))
      images.set(id, image);
    return Object.fromEntries(
      items.map(({ id, title, url, image: own }) => {
        const image = own ?? images.get(productOf(id)) ?? null;
        return [id, { title, url, imageUrl: image?.url ?? null, altText: image?.altText ?? "" }];
      }),
    );
  } catch {
    return null;
  }
}
