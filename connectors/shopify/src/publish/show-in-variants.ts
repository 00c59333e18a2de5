import type { Snapshot } from "@assetql/contract";
import type { ShopItem } from "../item-id.ts";
import type { ShopifyConfig } from "../settings.ts";
import { changeProduct, type ProductWanted } from "./change-product.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopChangeContext } from "./desk.ts";
import { atEnd, type Order } from "./media-order.ts";
import { colourOrderIn, orderIn } from "./order-of.ts";
import { changedMeanwhile, itemGone } from "./problems.ts";
import type { ProductState } from "./product-state.ts";
import { readProduct } from "./product-state.ts";
import { type Showing, takenOver } from "./show-in-product.ts";
import { variantFields, variantsOf } from "./shown.ts";
import { field, variantsValue } from "./snapshot.ts";
import {
  decodeVariantImages,
  encodeVariantImages,
  NONE,
  OURS,
  type VariantImages,
} from "./variant-images.ts";

export type VariantItem = Extract<ShopItem, { kind: "variant" | "colour" }>;

/** What fits into the journal beside the rest; of more variants it is read again. */
const MOST_RESULT = 6_000;

/**
 * Attaches an image to the product, and lets the item's variants show it, as the target's rule says. Returns the fields
 * as they are then.
 */
export async function showInVariants(
  context: ShopChangeContext,
  shop: ShopConnection,
  { item, change, written }: Showing & { readonly item: VariantItem },
): Promise<Snapshot> {
  const { current, former, order } = written;
  const wantsVariants = field.variants in change.fields;
  if (!wantsVariants && former === undefined) return {};
  const versions = { current, numbers: new Set([current.number, ...(former === undefined ? [] : [former])]) };
  const variants = item.kind === "colour" || former !== undefined ? "all" : [item.variant];
  const before = decodeVariantImages(change.before.fields[field.variantImages]);
  const fieldsOf = (after: ProductState): Snapshot =>
    variantFields(variantsOf(item, after), after.media, versions);
  const rule = context.config.variantImages;
  if (wantsVariants) await note(context, shop, { before, k: order.k, rule });
  const { fields } = await context.step(
    "variants",
    async () => {
      const after = await changeProduct(context, shop, {
        product: item.product,
        shows: current.number,
        order,
        variants,
        edit: (now) => {
          const moved = former === undefined ? { media: now.media } : takenOver(now, former, current.number);
          if (!wantsVariants) return moved;
          const edited = { ...now, media: moved.media, variants: withLinks(now.variants, moved.variants) };
          return shownBy(edited, {
            item,
            order,
            before,
            id: current.number,
            rule,
            isPlaced: typeof change.before.fields[field.variants] === "string",
          });
        },
      });
      const result = fieldsOf(after);
      return { fields: JSON.stringify(result).length > MOST_RESULT ? null : { ...result } };
    },
    { leaves: (result) => result.fields ?? {} },
  );
  if (fields !== null) return fields;
  const now = await readProduct(shop, item.product, variants);
  if (now === undefined) throw itemGone("The product");
  return fieldsOf(now);
}

export const withLinks = (
  links: ReadonlyMap<string, string | null>,
  changed: ReadonlyMap<string, string | null> = new Map(),
): ReadonlyMap<string, string | null> => new Map([...links, ...changed]);

type Noting = Pick<Rule, "before" | "rule"> & { readonly k: number };

/**
 * Notes what the variants are about to show. A try of which nobody learns how it ended would leave what looks like
 * somebody else's choice, and undo would take that for what was there before.
 */
async function note(
  context: ShopChangeContext,
  { desk }: ShopConnection,
  { before, k, rule }: Noting,
): Promise<void> {
  const images = [...before].map(([variant, image]): [string, string] => {
    const number = desk.names.get(image)?.number;
    return [variant, image === OURS || makesRoom({ isNone: image === NONE, number, k, rule }) ? OURS : image];
  });
  const shown = new Map(images);
  await context.step("variants-noted", async () => null, {
    leaves: () => ({
      [field.variants]: variantsValue(shown, true),
      [field.variantImages]: encodeVariantImages(shown),
    }),
  });
}

interface Rule {
  readonly item: VariantItem;
  readonly order: Order;
  /** The product has shown the image before, at a place that may be somebody's choice. */
  readonly isPlaced: boolean;
  /** What the variants showed before anything of the change was done. */
  readonly before: VariantImages;
  readonly id: string;
  readonly rule: ShopifyConfig["variantImages"];
}

function shownBy(now: ProductState, wanted: Rule): ProductWanted {
  const { item, id } = wanted;
  const scope = variantsOf(item, now);
  if (scope.size === 0)
    throw itemGone(item.kind === "variant" ? "The variant" : "Every variant of this kind");
  const links = new Map(now.variants);
  for (const [variant, image] of scope) {
    if (takes(now, { ...wanted, variant, image })) links.set(variant, id);
  }
  return { media: placed(now, wanted), variants: links };
}

/** At the end, where images of colours and variants keep the merchant's order. */
function placed(now: ProductState, { item, id, order, isPlaced }: Rule): readonly string[] {
  if (isPlaced && now.media.includes(id)) return now.media;
  if (item.kind === "variant") return atEnd(now.media, { id, ...order }, orderIn(now));
  const colours = colourOrderIn(now, item);
  return atEnd(now.media, { id, ...colours.own(order) }, colours.orderOf);
}

interface Taking extends Rule {
  readonly variant: string;
  readonly image: string | null;
}

/** Whether a variant is to show the image. Throws `changed-meanwhile` when it shows another one than it did. */
function takes(now: ProductState, { variant, image, order, before, id, rule }: Taking): boolean {
  if (image === id || rule === "none") return false;
  const number = image === null ? undefined : now.numberOf(image);
  const was = before.get(variant) ?? NONE;
  const isAsBefore = was === OURS || was === (image ?? NONE);
  if (number === undefined && !isAsBefore) throw changedMeanwhile("the images of the product's variants");
  return makesRoom({ isNone: image === null, number, k: order.k, rule });
}

interface Held {
  /** The variant shows no image. */
  readonly isNone: boolean;
  /** Of the image that it shows, if that is ours. */
  readonly number: number | undefined;
  readonly k: number;
  readonly rule: ShopifyConfig["variantImages"];
}

/** Of several images for the same variants one is shown; one of an earlier publication makes room. */
function makesRoom({ isNone, number, k, rule }: Held): boolean {
  if (number !== undefined) return number === k && rule === "all";
  return rule === "all" || (rule === "empty" && isNone);
}
