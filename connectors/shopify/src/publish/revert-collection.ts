import { ConnectorError } from "@assetql/connector-sdk";
import type { Json, Receipt } from "@assetql/contract";
import type { CollectionImageInput } from "../operations/showing.ts";
import { problemReasons } from "../problem-reasons.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopChangeContext } from "./desk.ts";
import { type FoundFile, fileNamedBackup, filesByNumber } from "./find-files.ts";
import { backupIn } from "./names.ts";
import { parseRemoteId } from "./remote-id.ts";
import { assertSearched, isGone, type Reverted, type Reverting } from "./reverting.ts";
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
  const write = (image: CollectionImageInput | null): Promise<boolean> => put(context, shop, { item, image });
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
  return othersBack(context, shop, { change, item, value, altText });
}

interface OthersBack {
  readonly change: Reverting["change"];
  readonly item: CollectionItem;
  readonly value: Json;
  readonly altText: string | null;
}

async function othersBack(
  context: ShopChangeContext,
  shop: ShopConnection,
  { change, item, value, altText }: OthersBack,
): Promise<Reverted> {
  const { number, backup } = await backupOf(shop, change.receipt, value);
  if (backup?.url === undefined) {
    assertSearched(context, change.receipt, backup === undefined ? number : undefined);
    return { problem: new ConnectorError("remote-deleted", problemReasons["collection-image-not-back"]) };
  }
  const isBack = await put(context, shop, { item, image: { src: backup.url, altText } });
  // Whoever has renamed the copy may use it.
  const isOfNoUse = isBack && backupIn(backup.url) !== undefined;
  return isOfNoUse ? { files: [backup.number] } : {};
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

/** Whether it was written: a collection that is gone needs nothing back. */
async function put(
  context: ShopChangeContext,
  shop: ShopConnection,
  { item, image }: Putting,
): Promise<boolean> {
  try {
    await writeImage(context, shop, { item, image, key: "show-back" });
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

interface Backup {
  /** By which it was asked for, where that is known. */
  readonly number: string | undefined;
  readonly backup: FoundFile | undefined;
}

/** The copy by its number, whatever somebody has named it; by its name where no number was kept. */
async function backupOf({ client }: ShopConnection, { remoteId }: Receipt, value: Json): Promise<Backup> {
  const token = backupNamed(value);
  if (token === undefined) return { number: undefined, backup: undefined };
  const number = parseRemoteId(remoteId)?.backup;
  if (number === undefined) return { number, backup: await fileNamedBackup(client, token) };
  const backup = (await filesByNumber(client, [number])).get(number);
  // Of another image, when somebody has changed it between two tries.
  const isAnother = (backupIn(backup?.url ?? "") ?? token) !== token;
  return { number, backup: isAnother ? await fileNamedBackup(client, token) : backup };
}
