import type { ChangeToApply } from "@assetql/connector-sdk";
import type { Json, Snapshot } from "@assetql/contract";
import type { ShopItem } from "../item-id.ts";
import type { ShopifyConfig } from "../settings.ts";
import { changeProduct, type ProductWanted } from "./change-product.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopChangeContext } from "./desk.ts";
import { filesByNumber } from "./find-files.ts";
import { atEnd, frontRun, inFront, swapped, without } from "./media-order.ts";
import { orderIn } from "./order-of.ts";
import { changedMeanwhile, itemGone } from "./problems.ts";
import { type ProductState, readProduct } from "./product-state.ts";
import { productFields } from "./shown.ts";
import { field, mainImageValue } from "./snapshot.ts";
import { setAlt, type WrittenFile } from "./write-file.ts";

type ProductItem = Extract<ShopItem, { kind: "product" }>;

export interface Showing {
  readonly change: ChangeToApply;
  readonly written: WrittenFile;
}

/** Puts an image among those of its product, as the target's placement says. Returns the fields as they are then. */
export async function showInProduct(
  context: ShopChangeContext,
  shop: ShopConnection,
  { item, change, written }: Showing & { readonly item: ProductItem },
): Promise<Snapshot> {
  const { config } = context;
  const { current, former } = written;
  const wantsPlace = field.place in change.fields;
  if (!wantsPlace && former === undefined) return {};
  const replaces = config.placement === "replace" && wantsPlace;
  const { main, alt } = replaces
    ? await decideMain(context, shop, { item, change, written })
    : { main: undefined, alt: "" };
  const { fields, isReplaced } = await context.step(
    "place",
    async () => {
      let isReplaced = false;
      const after = await changeProduct(context, shop, {
        product: item.product,
        shows: current.number,
        order: written.order,
        variants: former !== undefined || main !== undefined ? "all" : "none",
        edit: (now) => {
          const moved = former === undefined ? { media: now.media } : takenOver(now, former, current.number);
          if (!wantsPlace) return moved;
          const edited = { ...now, ...moved };
          // Another image of the same publication may have taken its place by now.
          const taken = main !== undefined && now.media.includes(main) ? main : undefined;
          const wanted = placed(edited, { written, main: taken, isLast: config.placement === "last" });
          // Or this one has, in a try that learnt of no answer.
          const isBack = now.media.includes(current.number) && wanted.media[0] === current.number;
          isReplaced = main !== undefined && (taken !== undefined || isBack);
          return wanted;
        },
      });
      return { fields: { ...productFields(config, after, { current }) }, isReplaced };
    },
    { leaves: (result) => result.fields },
  );
  if (!isReplaced || alt === "" || alt === current.alt) return fields;
  await setAlt(context, shop, { key: "alt-kept", file: current.number, alt });
  return { ...fields, [field.altText]: alt };
}

interface Main {
  readonly main: string | undefined;
  /** Its text, where that is kept; else empty. */
  readonly alt: string;
}

/**
 * The main image whose place is taken, noted before anything is written: half written, it could not be told from a
 * product whose main image is ours.
 */
async function decideMain(
  context: ShopChangeContext,
  shop: ShopConnection,
  { item, change, written }: Showing & { readonly item: ProductItem },
): Promise<Main> {
  const before = change.before.fields[field.mainImage];
  const expected = typeof before === "string" ? before : undefined;
  const { main, alt } = await context.step(
    "main",
    async () => {
      const now = await readProduct(shop, item.product, "none");
      if (now === undefined) throw itemGone("The product");
      const id = written.current.number;
      const main = replacedBy(now, { id, expected }) ?? null;
      const alt = context.config.altText === "keep" ? await altOf(shop, main) : "";
      const half = halfWritten(context.config, now, { id, main });
      return { main, alt, half: alt === "" ? half : { ...half, [field.altText]: alt } };
    },
    { leaves: ({ half }) => half },
  );
  return { main: main ?? undefined, alt };
}

/** What is there when nobody learns how far the writing has come: our image at the end, or the main image gone. */
const halfWritten = (
  config: ShopifyConfig,
  { media, numberOf }: ProductState,
  { id, main }: { readonly id: string; readonly main: string | null },
): Record<string, Json> => ({
  ...productFields(config, { media: [...without(media, id), id], numberOf }, { current: { number: id } }),
  [field.mainImage]: mainImageValue({ media: media.filter((each) => each !== main), numberOf }),
});

/** A new file where the former one was, and shown by the variants that showed that. */
export function takenOver(now: ProductState, former: string, id: string): ProductWanted {
  const variants = new Map<string, string>();
  for (const [variant, image] of now.variants) if (image === former) variants.set(variant, id);
  return { media: swapped(now.media, former, id), variants };
}

/**
 * The main image whose place is taken: the one that was there when it was planned. Of ours none is replaced, but those
 * of the same publication may stand before it already, when a try has failed before it left. Throws `changed-meanwhile`
 * when another one is there now.
 */
function replacedBy(
  state: ProductState,
  { id, expected }: { readonly id: string; readonly expected: string | undefined },
): string | undefined {
  const { media, numberOf } = state;
  const run = frontRun(media, id, orderIn(state));
  const [main] = without(media.slice(run.length), id);
  if (main === undefined || numberOf(main) !== undefined) return undefined;
  if (main === expected) return main;
  if (run.length > 0 && expected !== undefined && !media.includes(expected)) return undefined;
  throw changedMeanwhile("the main image of the product");
}

interface Placing {
  readonly written: WrittenFile;
  readonly main: string | undefined;
  readonly isLast: boolean;
}

function placed(state: ProductState, { written, main, isLast }: Placing): ProductWanted {
  const { media, variants } = state;
  const shown = { id: written.current.number, ...written.order };
  if (isLast) return { media: atEnd(media, shown, orderIn(state)), variants };
  const links = new Map(variants);
  for (const [variant, image] of variants)
    if (image === main && main !== undefined) links.set(variant, shown.id);
  const others = main === undefined ? media : without(media, main);
  return { media: inFront(others, shown, orderIn(state)), variants: links };
}

async function altOf({ client }: ShopConnection, file: string | null): Promise<string> {
  if (file === null || !/^\d+$/.test(file)) return "";
  return (await filesByNumber(client, [file])).get(file)?.alt ?? "";
}
