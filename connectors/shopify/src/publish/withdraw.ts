import type { Applied, ChangeToApply } from "@assetql/connector-sdk";
import type { Json, Snapshot } from "@assetql/contract";
import { type ShopItem, shopItemOf } from "../item-id.ts";
import { changeProduct } from "./change-product.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopChangeContext } from "./desk.ts";
import { lookAt, toWanted } from "./look-at.ts";
import { parseRemoteId } from "./remote-id.ts";
import { isGone } from "./reverting.ts";
import { writeImage } from "./show-in-collection.ts";
import { collectionFields, productFields, type Versions, variantFields } from "./shown.ts";
import { field, THIS_IMAGE } from "./snapshot.ts";
import { decodeVariantImages, NONE, OURS } from "./variant-images.ts";
import { deleteFiles, textOf } from "./write-file.ts";

/** `unlink`: nothing shows the image any more, the shop's files keep it. `delete`: these files go, too. */
export async function withdraw(
  context: ShopChangeContext,
  shop: ShopConnection,
  { change, policy }: { readonly change: ChangeToApply; readonly policy: "unlink" | "archive" | "delete" },
): Promise<Applied> {
  const { externalId, itemId, before } = change;
  const known = parseRemoteId(before.remoteId);
  if (known === undefined)
    return { remoteId: before.remoteId, remoteUrl: before.remoteUrl, after: before.fields };
  const wanted = toWanted({ externalId, itemId, remoteId: before.remoteId });
  const files = (await lookAt(shop, [wanted])).filesOf(wanted);
  const numbers = new Set(files.map(({ number }) => number));
  const alt = files.find(({ number }) => number === known.file)?.alt ?? "";
  const file = { value: known.value, number: known.file, alt };
  const versions = { current: policy === "delete" ? undefined : file, numbers };
  const item = shopItemOf(itemId);
  const shown = await takenOff(context, shop, { item, before: before.fields, versions });
  if (policy !== "delete") {
    return { remoteId: before.remoteId, remoteUrl: before.remoteUrl, after: { ...before.fields, ...shown } };
  }
  await deleteFiles(context, shop, { key: "remove", files: [...numbers] });
  return { remoteId: null, remoteUrl: null, after: shown };
}

interface TakingOff {
  readonly item: ShopItem | undefined;
  readonly before: Snapshot;
  readonly versions: Versions;
}

/** Off whatever shows it. Returns the fields as they are then; of an item that is gone none. */
async function takenOff(
  context: ShopChangeContext,
  shop: ShopConnection,
  taking: TakingOff,
): Promise<Snapshot> {
  const { item } = taking;
  try {
    if (item === undefined) return {};
    return item.kind === "collection"
      ? await offCollection(context, shop, { ...taking, item })
      : await offProduct(context, shop, { ...taking, item });
  } catch (error) {
    if (isGone(error)) return {};
    throw error;
  }
}

async function offProduct(
  context: ShopChangeContext,
  shop: ShopConnection,
  { item, before, versions }: TakingOff & { readonly item: Exclude<ShopItem, { kind: "collection" }> },
): Promise<Snapshot> {
  const asked = item.kind === "product" ? "none" : item.kind === "colour" ? "all" : [item.variant];
  const { main } = await context.step("unlink", async () => {
    const after = await changeProduct(context, shop, {
      product: item.product,
      variants: asked,
      edit: (now) => ({ media: now.media.filter((id) => !versions.numbers.has(id)) }),
    });
    const fields = item.kind === "product" ? productFields(context.config, after, versions) : {};
    return { main: { ...fields } };
  });
  if (item.kind === "product") return main;
  // What showed ours shows nothing now, and nothing else has changed.
  const text = textOf(before[field.variantImages]);
  return withoutOurs(text, versions);
}

function withoutOurs(text: string, versions: Versions): Snapshot {
  const images = [...decodeVariantImages(text)].map(([variant, image]): [string, string | null] => [
    variant,
    image === OURS || image === NONE ? null : image,
  ]);
  return variantFields(new Map(images), [], versions);
}

async function offCollection(
  context: ShopChangeContext,
  shop: ShopConnection,
  { item, before, versions }: TakingOff & { readonly item: Extract<ShopItem, { kind: "collection" }> },
): Promise<Snapshot> {
  if (before[field.collectionImage] !== THIS_IMAGE) {
    const kept: Record<string, Json> = {};
    for (const name of [field.collectionImage, field.altText])
      if (name in before) kept[name] = before[name] ?? null;
    return kept;
  }
  await writeImage(context, shop, { item, key: "unlink", image: null });
  return collectionFields(null, false, versions);
}
