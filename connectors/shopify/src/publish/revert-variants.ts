import { ConnectorError } from "@assetql/connector-sdk";
import { problemReasons } from "../problem-reasons.ts";
import { changeProduct, type ProductWanted } from "./change-product.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopChangeContext } from "./desk.ts";
import { swapped } from "./media-order.ts";
import type { ProductState } from "./product-state.ts";
import { isGone, type Reverted, type Reverting, supersededIn } from "./reverting.ts";
import type { VariantItem } from "./show-in-variants.ts";
import { variantsOf } from "./shown.ts";
import { field } from "./snapshot.ts";
import { decodeVariantImages, NONE, OURS } from "./variant-images.ts";

type RevertingVariants = Reverting & { readonly item: VariantItem };

/** Variants that still show our image show again what they showed before; the image leaves the product, or comes back. */
export async function revertVariants(
  context: ShopChangeContext,
  shop: ShopConnection,
  reverting: RevertingVariants,
): Promise<Reverted> {
  const { change, item } = reverting;
  const { fields, remove } = change;
  const isSuperseded = !remove && supersededIn(reverting).length > 0;
  const restores = field.variants in fields || field.variantImages in fields;
  if (!remove && !isSuperseded && !restores) return {};
  const { isMissing } = await context.step("variants-back", async () => {
    const missing = new Set<string>();
    try {
      await changeProduct(context, shop, {
        product: item.product,
        variants: item.kind === "colour" || isSuperseded ? "all" : [item.variant],
        edit: (state) => givenBack(state, { reverting, restores: remove || restores, missing }),
      });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    return { isMissing: missing.size > 0 };
  });
  if (!isMissing) return {};
  return { problem: new ConnectorError("remote-deleted", problemReasons["variant-images-not-back"]) };
}

interface GivingBack {
  readonly reverting: RevertingVariants;
  readonly restores: boolean;
  /** Gets the variants whose former image is gone. */
  readonly missing: Set<string>;
}

function givenBack(state: ProductState, { reverting, restores, missing }: GivingBack): ProductWanted {
  const { change, now, back, all } = reverting;
  const links = new Map(state.variants);
  let media = [...state.media];
  if (now !== undefined && back !== undefined && now.number !== back.number) {
    media = swapped(media, now.number, back.number);
  }
  const superseded = new Set(change.remove ? [] : supersededIn(reverting));
  media = media.filter((id) => !superseded.has(id));
  for (const [variant, image] of links) {
    if (back !== undefined && image !== null && superseded.has(image)) links.set(variant, back.number);
  }
  const isDetached = field.variants in change.fields && change.fields[field.variants] === null;
  const leaves = change.remove || isDetached;
  if (leaves) media = media.filter((id) => !all.has(id));
  else if (back !== undefined && restores && !media.includes(back.number)) media.push(back.number);
  if (restores) restoreLinks(links, { state, reverting, missing, shown: new Set(media) });
  return { media, variants: links };
}

interface Restoring {
  readonly state: ProductState;
  readonly reverting: RevertingVariants;
  readonly missing: Set<string>;
  readonly shown: ReadonlySet<string>;
}

function restoreLinks(
  links: Map<string, string | null>,
  { state, reverting, missing, shown }: Restoring,
): void {
  const { change, item } = reverting;
  const before = decodeVariantImages(change.receipt.before[field.variantImages]);
  const after = decodeVariantImages(change.receipt.after[field.variantImages]);
  for (const [variant, image] of variantsOf(item, { ...state, variants: links })) {
    const was = before.get(variant) ?? NONE;
    if (!isLeftByUs(reverting, { image, was, left: after.get(variant) })) continue;
    const former = formerOf(reverting, was);
    const isThere = former !== null && shown.has(former);
    if (former !== null && !isThere) missing.add(variant);
    links.set(variant, isThere ? former : null);
  }
}

interface LinkSeen {
  readonly image: string | null;
  readonly was: string;
  readonly left: string | undefined;
}

/** It shows our image, or none since we have taken it off; anything else somebody has chosen since. */
function isLeftByUs({ all, back }: Reverting, { image, was, left }: LinkSeen): boolean {
  if (image === null) return was === OURS && left === NONE;
  return all.has(image) || image === back?.number;
}

function formerOf({ back }: Reverting, was: string): string | null {
  if (was === NONE) return null;
  return was === OURS ? (back?.number ?? null) : was;
}
