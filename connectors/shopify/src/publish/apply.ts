import { type Applied, type ChangeToApply, ConnectorError } from "@assetql/connector-sdk";
import type { Json, Snapshot } from "@assetql/contract";
import { type ShopItem, shopItemOf } from "../item-id.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopChangeContext } from "./desk.ts";
import { missingReasons } from "./missing-reasons.ts";
import { adminUrl } from "./observe.ts";
import { parseRemoteId, remoteIdOf } from "./remote-id.ts";
import { showInCollection } from "./show-in-collection.ts";
import { type Showing, showInProduct } from "./show-in-product.ts";
import { showInVariants } from "./show-in-variants.ts";
import { fileFields } from "./shown.ts";
import { field } from "./snapshot.ts";
import { deleteFiles, setAlt, type WrittenFile, writeFile } from "./write-file.ts";

/** The image into the shop's files first, then into what shows it. */
export async function apply(
  context: ShopChangeContext,
  shop: ShopConnection,
  change: ChangeToApply,
): Promise<Applied> {
  const item = shopItemOf(change.itemId);
  const written = await writeFile(context, shop, change);
  const { fields: shown, backup } = await shownOrDiscarded(context, shop, { item, change, written });
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
    remoteId: remoteIdWith(change, { written, backup }),
    remoteUrl: adminUrl(context.config, item, current.number),
    after: field.altText in shown || item?.kind !== "collection" ? after : withAltOf(after, change),
    ...(item === undefined && change.kind === "create" ? { warnings: [missingReasons["no-item"]] } : {}),
  };
}

interface Made {
  readonly written: WrittenFile;
  readonly backup: string | undefined;
}

/** What was known of the file before stays known. */
function remoteIdWith({ before }: ChangeToApply, { written, backup }: Made): string {
  const { value, number } = written.current;
  const known = parseRemoteId(before.remoteId);
  const kept = known?.file === number ? known : undefined;
  return remoteIdOf({
    value,
    file: number,
    former: written.former ?? kept?.former,
    backup: backup ?? kept?.backup,
  });
}

/** A collection tells the text of what it shows, whosever that is. */
const withAltOf = (after: Snapshot, { before }: ChangeToApply): Snapshot =>
  field.altText in before.fields
    ? { ...after, [field.altText]: before.fields[field.altText] ?? null }
    : after;

interface MaybeShowing extends Showing {
  readonly item: ShopItem | undefined;
}

interface Shown {
  readonly fields: Snapshot;
  /** The file that keeps what is shown no more. */
  readonly backup?: string | undefined;
}

/** What cannot be shown, since the item is gone or has changed, does not stay in the shop's files. */
async function shownOrDiscarded(
  context: ShopChangeContext,
  shop: ShopConnection,
  showing: MaybeShowing,
): Promise<Shown> {
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

async function show(context: ShopChangeContext, shop: ShopConnection, showing: MaybeShowing): Promise<Shown> {
  const { item } = showing;
  switch (item?.kind) {
    case undefined:
      return { fields: {} };
    case "product":
      return { fields: await showInProduct(context, shop, { ...showing, item }) };
    case "variant":
    case "colour":
      return { fields: await showInVariants(context, shop, { ...showing, item }) };
    case "collection":
      return showInCollection(context, shop, { ...showing, item });
  }
}

function unusedWithout(unused: Json | undefined, current: string): Snapshot {
  const left = typeof unused === "string" ? unused.split(" ").filter((file) => file !== current) : [];
  return left.length === 0 ? {} : { [field.unused]: left.join(" ") };
}
