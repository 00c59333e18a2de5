import type { ChangeToApply } from "@assetql/connector-sdk";
import { ConnectorError } from "@assetql/connector-sdk";
import type { Json, Snapshot } from "@assetql/contract";
import { globalId, type ShopItem } from "../item-id.ts";
import {
  type CollectionImageInput,
  type ShownCollection,
  setCollectionImage,
} from "../operations/showing.ts";
import { problemReasons } from "../problem-reasons.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopChangeContext } from "./desk.ts";
import { filesByNumber } from "./find-files.ts";
import { makeFile } from "./make-file.ts";
import { backupIn, backupToken, nameOf, ourNameIn } from "./names.ts";
import { changedMeanwhile, itemGone, problemOf } from "./problems.ts";
import type { Showing } from "./show-in-product.ts";
import { collectionFields, type OurFile } from "./shown.ts";
import { type CollectionImage, field, NO_IMAGE, othersImageValue, THIS_IMAGE } from "./snapshot.ts";

export type CollectionItem = Extract<ShopItem, { kind: "collection" }>;
type Image = CollectionImage | null;

/**
 * Gives a collection an image of the shop's files. The image that it had is copied into the files before, so that undo
 * can bring it back. Returns the fields as they are then.
 */
export async function showInCollection(
  context: ShopChangeContext,
  shop: ShopConnection,
  { item, change, written }: Showing & { readonly item: CollectionItem },
): Promise<Snapshot> {
  const { current, former } = written;
  const { before } = change;
  const isShown = before.fields[field.collectionImage] === THIS_IMAGE;
  const shows = field.collectionImage in change.fields || (former !== undefined && isShown);
  if (!shows) {
    if (!isShown || !(field.altText in change.fields)) return {};
    const image = await writeImage(context, shop, {
      item,
      key: "alt-shown",
      image: { altText: current.alt },
    });
    return collectionFields(image, true, { current });
  }
  const now = await imageOf(shop, item);
  const isOurs = now !== null && isOfAsset(now, current);
  if (!isOurs) await backUp(context, shop, { now, before: before.fields[field.collectionImage] });
  const altText = keepsAlt(context, change) ? (before.fields[field.altText] ?? null) : current.alt;
  const src = await urlOf(shop, current.number);
  const image = await writeImage(context, shop, {
    item,
    key: "show",
    image: { src, altText: typeof altText === "string" ? altText : null },
  });
  return collectionFields(image, true, { current });
}

/** Whoever wrote the text of the image that is replaced meant the collection. */
function keepsAlt({ config }: ShopChangeContext, { before, fields }: ChangeToApply): boolean {
  if (!(field.altText in fields)) return true;
  const hadOurs = before.fields[field.collectionImage] === THIS_IMAGE;
  return config.altText === "keep" && !hadOurs && (before.fields[field.altText] ?? "") !== "";
}

const isOfAsset = ({ url }: CollectionImage, { value }: OurFile): boolean =>
  ourNameIn(url)?.asset === ourNameIn(value)?.asset;

export async function imageOf(
  { client, desk }: ShopConnection,
  { collection }: CollectionItem,
): Promise<Image> {
  const outcome = await desk.collection(client, collection);
  const seen: ShownCollection | undefined = "value" in outcome ? outcome.value : undefined;
  if (seen === undefined) throw itemGone("The collection");
  return seen.image;
}

interface BackingUp {
  readonly now: Image;
  /** What was there when it was planned. */
  readonly before: Json | undefined;
}

/** Throws `changed-meanwhile` when another image is there than was. One of ours is in the shop's files already. */
async function backUp(
  context: ShopChangeContext,
  shop: ShopConnection,
  { now, before }: BackingUp,
): Promise<void> {
  const value = now === null ? NO_IMAGE : othersImageValue(now);
  if (before !== undefined && before !== THIS_IMAGE && value !== before) {
    throw changedMeanwhile("the image of the collection");
  }
  if (now === null) return;
  const fileName = backupName(now.url);
  await makeFile(context, shop, { fileName, alt: now.altText ?? "", copyOf: now.url, key: "backup" });
}

/** `summer.jpg` becomes `summer-aqb1a2b3c4d.jpg`; the copy of a copy has the name of the first. */
function backupName(url: string): string {
  const name = nameOf(url);
  const dot = name.lastIndexOf(".");
  const base = name.slice(0, dot).replace(/-?aqb[0-9a-z]{8}.*$/, "");
  const extension = name.slice(dot + 1);
  return `${base.replaceAll(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 80)}-${backupIn(url) ?? backupToken(url)}.${extension}`;
}

export interface WritingImage {
  readonly item: CollectionItem;
  /** Of the step. */
  readonly key: string;
  readonly image: CollectionImageInput | null;
}

/** Returns what the collection shows then. */
export async function writeImage(
  context: ShopChangeContext,
  { client }: ShopConnection,
  { item, key, image }: WritingImage,
): Promise<Image> {
  return context.step(key, async () => {
    const collection = { id: globalId("Collection", item.collection), image };
    const { collectionUpdate: answer } = await client.call(setCollectionImage, { collection });
    const [error] = answer.userErrors;
    if (error !== undefined) throw answer.collection === null ? itemGone("The collection") : problemOf(error);
    const shown = answer.collection?.image ?? null;
    return shown === null ? null : { ...shown };
  });
}

/** The address that Shopify copies an image from. */
export async function urlOf({ client }: ShopConnection, file: string): Promise<string> {
  const url = (await filesByNumber(client, [file])).get(file)?.url;
  if (url !== undefined) return url;
  throw new ConnectorError("remote-deleted", problemReasons["file-gone-meanwhile"]);
}
