import { type ChangeToRevert, ConnectorError } from "@assetql/connector-sdk";
import { type ShopItem, shopItemOf } from "../item-id.ts";
import { problemReasons } from "../problem-reasons.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopChangeContext } from "./desk.ts";
import { lookAt, toWanted } from "./look-at.ts";
import { parseRemoteId } from "./remote-id.ts";
import { revertCollection } from "./revert-collection.ts";
import { revertProduct } from "./revert-product.ts";
import { revertVariants } from "./revert-variants.ts";
import { assertSearched, filesIn, type Reverted, type Reverting, supersededIn } from "./reverting.ts";
import { field } from "./snapshot.ts";
import { deleteFiles, setAlt, textOf } from "./write-file.ts";

/** What shows the image first, then the files: none is deleted while something shows it. */
export async function revert(
  context: ShopChangeContext,
  shop: ShopConnection,
  change: ChangeToRevert,
): Promise<void> {
  const item = shopItemOf(change.itemId);
  const reverting = await prepare(context, shop, change);
  // Before it is shown, so that what somebody has written is not lost when the rest fails.
  if (item?.kind !== "collection") await revertAlt(context, shop, reverting);
  const { files = [], problem } = await revertItem(context, shop, { ...reverting, item });
  await deleteFiles(context, shop, {
    key: "remove",
    files: [...new Set([...leavingIn(reverting), ...files])],
  });
  if (problem !== undefined) throw problem;
}

async function revertItem(
  context: ShopChangeContext,
  shop: ShopConnection,
  reverting: Reverting & { readonly item: ShopItem | undefined },
): Promise<Reverted> {
  const { item } = reverting;
  switch (item?.kind) {
    case undefined:
      return {};
    case "product":
      return revertProduct(context, shop, { ...reverting, item });
    case "variant":
    case "colour":
      return revertVariants(context, shop, { ...reverting, item });
    case "collection":
      return revertCollection(context, shop, { ...reverting, item });
  }
}

async function prepare(
  context: ShopChangeContext,
  shop: ShopConnection,
  change: ChangeToRevert,
): Promise<Reverting> {
  const remoteId = change.now.remoteId ?? change.remoteId;
  const { externalId, itemId, receipt } = change;
  const wanted = toWanted({ externalId, remoteId, itemId }, receipt.remoteId);
  const files = (await lookAt(shop, [wanted])).filesOf(wanted);
  const known = parseRemoteId(change.now.remoteId);
  const alts = new Map(files.map(({ number, alt }) => [number, alt]));
  const now =
    known === undefined
      ? undefined
      : { value: known.value, number: known.file, alt: alts.get(known.file) ?? "" };
  const all = new Set(files.map(({ number }) => number));
  const value = change.fields[field.image];
  const made = files.filter(({ name }) => name?.value === receipt.after[field.image]);
  const found = { change, now, all, made: made.map(({ number }) => number) };
  if (change.remove) return { ...found, back: undefined };
  if (typeof value !== "string" || value === now?.value) return { ...found, back: now };
  const kept = parseRemoteId(receipt.remoteId)?.former;
  const former = files.find(
    ({ name, number }) => name?.value === value || (name === undefined && number === kept),
  );
  if (former !== undefined) return { ...found, back: { value, number: former.number, alt: former.alt } };
  assertSearched(context, receipt, kept);
  throw new ConnectorError("not-supported", problemReasons["version-not-back"]);
}

/** Of these, what an earlier try had left before the change stays. */
function leavingIn(reverting: Reverting): readonly string[] {
  const { fields, remove } = reverting.change;
  const kept = remove ? [] : filesIn(fields[field.unused]);
  return supersededIn(reverting).filter((file) => !kept.includes(file));
}

/**
 * The former file was left as it was, text and all; it gets what somebody has written on the other one since.
 */
async function revertAlt(
  context: ShopChangeContext,
  shop: ShopConnection,
  { change, now, back }: Reverting,
): Promise<void> {
  if (back === undefined) return;
  const { fields, receipt } = change;
  const seen = change.now.fields[field.altText];
  const isKept = back !== now && seen !== receipt.before[field.altText] && !(field.altText in fields);
  const alt = field.altText in fields ? fields[field.altText] : isKept ? seen : back.alt;
  if (textOf(alt) !== back.alt) {
    await setAlt(context, shop, { key: "alt-back", file: back.number, alt: textOf(alt) });
  }
}
