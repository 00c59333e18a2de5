import { ConnectorError } from "@assetql/connector-sdk";
import type { Json } from "@assetql/contract";
import type { CollectionImageInput } from "../operations/showing.ts";
import { problemReasons } from "../problem-reasons.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopChangeContext } from "./desk.ts";
import { type FoundFile, fileNamedBackup } from "./find-files.ts";
import { isGone, type Reverted, type Reverting } from "./reverting.ts";
import { type CollectionItem, urlOf, writeImage } from "./show-in-collection.ts";
import { backupNamed, field, NO_IMAGE, THIS_IMAGE } from "./snapshot.ts";

type RevertingCollection = Reverting & { readonly item: CollectionItem };

/** Gives the collection its former image back; the copy that it was kept in goes. */
export async function revertCollection(
  context: ShopChangeContext,
  shop: ShopConnection,
  reverting: RevertingCollection,
): Promise<Reverted> {
  const { change, now, back, item } = reverting;
  const { fields } = change;
  const isShown = change.now.fields[field.collectionImage] === THIS_IMAGE;
  const isSwapped = isShown && now !== undefined && back !== undefined && now.number !== back.number;
  const value = field.collectionImage in fields ? fields[field.collectionImage] : undefined;
  const altText = altBack(change);
  const write = (image: CollectionImageInput | null) => put(context, shop, { item, image });
  if (value === NO_IMAGE || (value === undefined && change.remove && isShown)) {
    await write(null);
    return {};
  }
  if (value === THIS_IMAGE || (value === undefined && isSwapped)) {
    if (back !== undefined) await write({ src: await urlOf(shop, back.number), altText });
    return {};
  }
  if (value === undefined) {
    const hasImage = change.now.fields[field.collectionImage] !== NO_IMAGE;
    if (hasImage && field.altText in fields) await write({ altText });
    return {};
  }
  const backup = await backupOf(shop, value);
  if (backup?.url === undefined) {
    return { problem: new ConnectorError("remote-deleted", problemReasons["collection-image-not-back"]) };
  }
  await write({ src: backup.url, altText });
  return { files: [backup.number] };
}

/** The text goes back with the image, unless somebody has written another one since. */
function altBack({ fields, now, receipt, remove }: Reverting["change"]): string | null {
  const before = receipt.before[field.altText] ?? null;
  const alt =
    field.altText in fields
      ? fields[field.altText]
      : remove && before === null
        ? null
        : now.fields[field.altText];
  return typeof alt === "string" ? alt : null;
}

interface Putting {
  readonly item: CollectionItem;
  readonly image: CollectionImageInput | null;
}

/** A collection that is gone needs nothing back. */
async function put(
  context: ShopChangeContext,
  shop: ShopConnection,
  { item, image }: Putting,
): Promise<void> {
  try {
    await writeImage(context, shop, { item, image, key: "show-back" });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

async function backupOf({ client }: ShopConnection, value: Json | undefined): Promise<FoundFile | undefined> {
  const token = backupNamed(value);
  return token === undefined ? undefined : fileNamedBackup(client, token);
}
