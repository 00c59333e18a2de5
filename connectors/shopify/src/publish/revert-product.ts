import { ConnectorError } from "@assetql/connector-sdk";
import type { Snapshot } from "@assetql/contract";
import type { ShopItem } from "../item-id.ts";
import { problemReasons } from "../problem-reasons.ts";
import { changeProduct, type ProductWanted } from "./change-product.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopChangeContext } from "./desk.ts";
import { filesByNumber, isBroken } from "./find-files.ts";
import { mediaGlobalId } from "./media-id.ts";
import { asMain, atEnd, inFront, placedBehind, swapped } from "./media-order.ts";
import { ourNameIn } from "./names.ts";
import { orderIn } from "./order-of.ts";
import type { ProductState } from "./product-state.ts";
import { isGone, type Reverted, type Reverting, supersededIn } from "./reverting.ts";
import { withLinks } from "./show-in-variants.ts";
import { field, IN_FRONT, othersBefore, SHOWN } from "./snapshot.ts";

type ProductItem = Extract<ShopItem, { kind: "product" }>;

/**
 * Gives the product back what it showed: our image goes, or goes back to its place, and the main image that it had
 * replaced returns to where it was, with its variants.
 */
export async function revertProduct(
  context: ShopChangeContext,
  shop: ShopConnection,
  reverting: Reverting & { readonly item: ProductItem },
): Promise<Reverted> {
  const { change, item } = reverting;
  const { fields } = change;
  const leavesFiles = supersededIn(reverting).length > 0;
  if (!leavesFiles && !(field.place in fields) && !(field.mainImage in fields)) return {};
  const main = await replacedMain(shop, change);
  await context.step("place-back", async () => {
    try {
      await changeProduct(context, shop, {
        product: item.product,
        variants: leavesFiles || main.id !== undefined ? "all" : "none",
        edit: (state) => givenBack(state, reverting, main.id),
      });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    return null;
  });
  if (!main.isGone) return {};
  return { problem: new ConnectorError("remote-deleted", problemReasons["main-image-not-back"]) };
}

/** The main image that the change had replaced, if it is still in the shop's files; when Shopify has done with it. */
async function replacedMain(
  { client, desk }: ShopConnection,
  { receipt, fields, remove }: Reverting["change"],
): Promise<{ readonly id: string | undefined; readonly isGone: boolean }> {
  const id = mainReplacedBy(receipt);
  if (id === undefined || !(remove || field.place in fields || field.mainImage in fields)) {
    return { id: undefined, isGone: false };
  }
  // Of a video nobody asks: Shopify tells when it is attached.
  if (mediaGlobalId(id) === id) return { id, isGone: false };
  const file = (await filesByNumber(client, [id])).get(id);
  if (file === undefined || isBroken(file)) return { id: undefined, isGone: field.mainImage in fields };
  if (file.status === "UPLOADED" || file.status === "PROCESSING") await desk.settled(client, id);
  return { id, isGone: false };
}

function mainReplacedBy({ before, after }: { before: Snapshot; after: Snapshot }): string | undefined {
  const main = before[field.mainImage];
  return typeof main === "string" && main !== after[field.mainImage] ? main : undefined;
}

/** Pure. */
function givenBack(state: ProductState, reverting: Reverting, main: string | undefined): ProductWanted {
  const { change, now, back, all } = reverting;
  const { fields, remove } = change;
  const links = new Map<string, string>();
  let media = [...state.media];
  if (now !== undefined && back !== undefined && now.number !== back.number) {
    media = swapped(media, now.number, back.number);
  }
  const superseded = new Set(remove ? [] : supersededIn(reverting));
  if (back !== undefined) pass(state, { from: superseded, to: back.number }, links);
  media = media.filter((id) => !superseded.has(id));
  const place = fields[field.place];
  const leaves = remove || (field.place in fields && place === null);
  const gone = remove ? all : new Set(leaves && back !== undefined ? [back.number] : []);
  if (main !== undefined) {
    media = returned(media, { main, gone, state, isMain: field.mainImage in fields });
    pass(state, { from: gone, to: main }, links);
  }
  media = media.filter((id) => !gone.has(id));
  if (back !== undefined && typeof place === "string") media = putBack(media, { id: back, place, state });
  return { media, variants: withLinks(state.variants, links) };
}

interface Passing {
  readonly from: ReadonlySet<string>;
  readonly to: string;
}

/** Variants that show one of some show the other instead. */
function pass({ variants }: ProductState, { from, to }: Passing, links: Map<string, string>): void {
  for (const [variant, image] of variants) if (image !== null && from.has(image)) links.set(variant, to);
}

interface Returning {
  readonly main: string;
  readonly gone: ReadonlySet<string>;
  readonly state: ProductState;
  /** It is to be the first of others' again; else somebody has changed that, and it comes to where ours is. */
  readonly isMain: boolean;
}

function returned(media: readonly string[], { main, gone, state, isMain }: Returning): string[] {
  if (isMain) return asMain(media, main, state.numberOf);
  // A try that has failed had not taken it away, or somebody has brought it back.
  if (media.includes(main)) return [...media];
  const at = media.findIndex((id) => gone.has(id));
  return at >= 0 ? media.toSpliced(at, 0, main) : asMain(media, main, state.numberOf);
}

interface PuttingBack {
  readonly id: { readonly value: string; readonly number: string };
  readonly place: string;
  readonly state: ProductState;
}

function putBack(media: readonly string[], { id, place, state }: PuttingBack): string[] {
  const shown = { id: id.number, k: ourNameIn(id.value)?.number ?? 1, row: undefined };
  if (place === IN_FRONT) return inFront(media, shown, orderIn(state));
  if (place === SHOWN) return media.includes(shown.id) ? [...media] : atEnd(media, shown, orderIn(state));
  const others = othersBefore(place);
  return others === undefined ? [...media] : placedBehind(media, { id: shown.id, others }, state.numberOf);
}
