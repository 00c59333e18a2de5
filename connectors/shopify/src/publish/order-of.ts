import type { ShopItem } from "../item-id.ts";
import type { Order, OrderOf } from "./media-order.ts";
import type { ProductState } from "./product-state.ts";

type Colour = Extract<ShopItem, { kind: "colour" }>;
type Known = Pick<ProductState, "numberOf" | "turnOf">;

/** Numbers of images are below it. */
const NUMBERS = 1_000_000;

/** Images by their numbers. */
export const orderIn =
  ({ numberOf, turnOf }: Known): OrderOf =>
  (media) => {
    const k = numberOf(media);
    return k === undefined ? undefined : { k, row: turnOf(media)?.row };
  };

/**
 * Images of colours as the option lists its values, and those of one colour by their numbers. Of which colour an image
 * is, this work knows, or the variants tell that show it; of any other image it is not known.
 */
export function colourOrderIn(state: ProductState, { option, value }: Colour) {
  const values = state.valuesOf.get(option) ?? [];
  const orderOf = (number: number, colour: string): number => {
    const place = values.indexOf(colour);
    return (place < 0 ? values.length : place) * NUMBERS + number;
  };
  const colours = coloursShown(state, option);
  return {
    own: (order: Order): Order => ({ ...order, k: orderOf(order.k, value) }),
    orderOf: (media: string): Order | undefined => {
      const known = orderIn(state)(media);
      const item = state.turnOf(media)?.item;
      const colour = item?.kind === "colour" && item.option === option ? item.value : colours.get(media);
      return known === undefined || colour === undefined
        ? undefined
        : { ...known, k: orderOf(known.k, colour) };
    },
  };
}

/** By the image, the option's value of a variant that shows it. */
function coloursShown({ variants, optionsOf }: ProductState, option: string): ReadonlyMap<string, string> {
  const colours = new Map<string, string>();
  for (const [variant, image] of variants) {
    const colour = optionsOf.get(variant)?.get(option);
    if (image !== null && colour !== undefined && !colours.has(image)) colours.set(image, colour);
  }
  return colours;
}
