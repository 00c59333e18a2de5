import { type Applied, type ChangeToApply, ConnectorError } from "@assetql/connector-sdk";
import type { Json, Snapshot } from "@assetql/contract";
import { type ShopItem, shopItemOf } from "../item-id.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopChangeContext } from "./desk.ts";
import { missingReasons } from "./missing-reasons.ts";
import { adminUrl } from "./observe.ts";
import { remoteIdOf } from "./remote-id.ts";
import { showInCollection } from "./show-in-collection.ts";
import { type Showing, showInProduct } from "./show-in-product.ts";
import { showInVariants } from "./show-in-variants.ts";
import { fileFields } from "./shown.ts";
import { field } from "./snapshot.ts";
import { deleteFiles, setAlt, writeFile } from "./write-file.ts";

/** The image into the shop's files first, then into what shows it. */
export async function apply(
  context: ShopChangeContext,
  shop: ShopConnection,
  change: ChangeToApply,
): Promise<Applied> {
  const item = shopItemOf(change.itemId);
  const written = await writeFile(context, shop, change);
  const shown = await shownOrDiscarded(context, shop, { item, change, written });
  const { current } = written;
  const isFileAlone = !(field.image in change.fields);
  if (isFileAlone && field.altText in change.fields && !(field.altText in shown)) {
    await setAlt(context, shop, { key: "alt", file: current.number, alt: current.alt });
  }
  const { [field.unused]: unused, ...before } = change.before.fields;
  const after: Snapshot = {
    ...before,
    ...fileFields({ current }),
    ...shown,
    ...unusedWithout(unused, current.number),
  };
  return {
    remoteId: remoteIdOf({ value: current.value, file: current.number }),
    remoteUrl: adminUrl(context.config, item, current.number),
    after: field.altText in shown || item?.kind !== "collection" ? after : withAltOf(after, change),
    ...(item === undefined && change.kind === "create" ? { warnings: [missingReasons["no-item"]] } : {}),
  };
}

/** A collection tells the text of what it shows, whosever that is. */
const withAltOf = (after: Snapshot, { before }: ChangeToApply): Snapshot =>
  field.altText in before.fields
    ? { ...after, [field.altText]: before.fields[field.altText] ?? null }
    : after;

interface MaybeShowing extends Showing {
  readonly item: ShopItem | undefined;
}

/** What cannot be shown, since the item is gone or has changed, does not stay in the shop's files. */
async function shownOrDiscarded(
  context: ShopChangeContext,
  shop: ShopConnection,
  showing: MaybeShowing,
): Promise<Snapshot> {
  try {
    return await show(context, shop, showing);
  } catch (error) {
    const { written } = showing;
    const isOver = error instanceof ConnectorError && codes.has(error.code);
    if (isOver && written.isNew) {
      await deleteFiles(context, shop, { key: "discard", files: [written.current.number] }).catch(
        () => undefined,
      );
    }
    throw error;
  }
}

const codes = new Set(["item-deleted", "changed-meanwhile"]);

function show(context: ShopChangeContext, shop: ShopConnection, showing: MaybeShowing): Promise<Snapshot> {
  const { item } = showing;
  switch (item?.kind) {
    case undefined:
      return Promise.resolve({});
    case "product":
      return showInProduct(context, shop, { ...showing, item });
    case "variant":
    case "colour":
      return showInVariants(context, shop, { ...showing, item });
    case "collection":
      return showInCollection(context, shop, { ...showing, item });
  }
}

function unusedWithout(unused: Json | undefined, current: string): Snapshot {
  const left = typeof unused === "string" ? unused.split(" ").filter((file) => file !== current) : [];
  return left.length === 0 ? {} : { [field.unused]: left.join(" ") };
}
