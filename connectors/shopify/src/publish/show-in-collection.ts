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
 * can bring it back. Returns the fields as they are then, and the file of that copy.
 */
export async function showInCollection(
  context: ShopChangeContext,
  shop: ShopConnection,
  { item, change, written }: Showing & { readonly item: CollectionItem },
): Promise<{ readonly fields: Snapshot; readonly backup?: string | undefined }> {
  const { current, former } = written;
  const { before } = change;
  const isShown = before.fields[field.collectionImage] === THIS_IMAGE;
  const shows = field.collectionImage in change.fields || (former !== undefined && isShown);
  if (!shows) {
    if (!isShown || !(field.altText in change.fields)) return { fields: {} };
    const image = await writeImage(context, shop, {
      item,
      key: "alt-shown",
      image: { altText: current.alt },
    });
    return { fields: collectionFields(image, true, { current }) };
  }
  const now = await imageOf(shop, item);
  const others = now !== null && isOfAsset(now, current) ? undefined : now;
  const backup = await backUp(context, shop, { others, before: before.fields[field.collectionImage] });
  const altText = keepsAlt(context, change) ? (before.fields[field.altText] ?? null) : current.alt;
  const src = await urlOf(shop, current.number);
  const image = await writeImage(context, shop, {
    item,
    key: "show",
    image: { src, altText: typeof altText === "string" ? altText : null },
  });
  return { fields: collectionFields(image, true, { current }), backup };
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
  /** What it shows now; undefined when that is ours. */
  readonly others: Image | undefined;
  /** What was there when it was planned. */
  readonly before: Json | undefined;
}

/**
 * Gives the file of the copy. What was there is noted before anything is written, so that whoever goes on after a crash
 * knows the copy, too. Throws `changed-meanwhile` when another image is there than was.
 */
async function backUp(
  context: ShopChangeContext,
  shop: ShopConnection,
  { others, before }: BackingUp,
): Promise<string | undefined> {
  if (others !== undefined && before !== undefined && before !== THIS_IMAGE) {
    const value = others === null ? NO_IMAGE : othersImageValue(others);
    if (value !== before) throw changedMeanwhile("the image of the collection");
  }
  const noted = await context.step("former", async () => (others ? { ...others } : null));
  if (noted === null) return undefined;
  const { url: copyOf, altText } = noted;
  const wanted = { fileName: backupName(copyOf), alt: altText ?? "", copyOf, key: "backup" };
  return (await makeFile(context, shop, wanted)).file;
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

/** Returns what the collection shows then. Throws `item-deleted` only when a look finds no collection. */
export async function writeImage(
  context: ShopChangeContext,
  shop: ShopConnection,
  { item, key, image }: WritingImage,
): Promise<Image> {
  return context.step(key, async () => {
    const collection = { id: globalId("Collection", item.collection), image };
    const { collectionUpdate: answer } = await shop.client.call(setCollectionImage, { collection });
    const [error] = answer.userErrors;
    if (error !== undefined) {
      // Shopify answers without the collection whatever it refuses, and with no code.
      await imageOf(shop, item);
      throw problemOf(error);
    }
    const shown = answer.collection?.image ?? null;
    return shown === null ? null : { ...shown };
  });
}

/** The address that Shopify copies an image from. */
export async function urlOf({ client }: ShopConnection, file: string): Promise<string> {
  const found = (await filesByNumber(client, [file])).get(file);
  if (found === undefined) throw new ConnectorError("remote-deleted", problemReasons["file-gone-meanwhile"]);
  if (found.url !== undefined) return found.url;
  throw new ConnectorError("unavailable", "Shopify is still working on the image.");
}
