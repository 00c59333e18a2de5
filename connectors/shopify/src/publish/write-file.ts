import { type ChangeToApply, ConnectorError } from "@assetql/connector-sdk";
import type { Json } from "@assetql/contract";
import { globalId, shopItemOf } from "../item-id.ts";
import type { ShopConnection } from "./connection.ts";
import type { ShopChangeContext, Turn } from "./desk.ts";
import { makeFile } from "./make-file.ts";
import type { Order } from "./media-order.ts";
import { fileNameOf, ourNameIn } from "./names.ts";
import { problemOf } from "./problems.ts";
import { parseRemoteId } from "./remote-id.ts";
import type { OurFile } from "./shown.ts";
import { field } from "./snapshot.ts";

export interface WrittenFile {
  readonly current: OurFile;
  /** Where it belongs among ours. */
  readonly order: Order;
  /** The file that the new one takes the place of, if another one was there. */
  readonly former: string | undefined;
  /** It was put into the shop by this change. */
  readonly isNew: boolean;
}

/** The change's file: a new one for another version of the image, or the one that is there. */
export async function writeFile(
  context: ShopChangeContext,
  shop: ShopConnection,
  change: ChangeToApply,
): Promise<WrittenFile> {
  const { asset, fields, before } = change;
  const known = parseRemoteId(before.remoteId);
  const value = fields[field.image];
  const turn = { row: rowOf(change), item: shopItemOf(change.itemId) };
  if (value === undefined) return withoutNew(shop, { change, known, turn });
  if (asset === null || typeof value !== "string") throw imageMissing();
  const alt = textOf(fields[field.altText] ?? before.fields[field.altText]);
  const fileName = fileNameOf(asset, context.config);
  const made = await makeFile(context, shop, {
    fileName,
    alt,
    key: "file",
    // Beside the former one, until it takes that one's place.
    leaves: (file) => (known === undefined ? {} : { [field.unused]: file }),
  });
  const name = ourNameIn(fileName);
  if (name !== undefined) shop.desk.names.set(made.file, name);
  shop.desk.turns.set(made.file, turn);
  if (made.wasThere) await setAlt(context, shop, { key: "alt", file: made.file, alt });
  const former = known === undefined || known.file === made.file ? undefined : known.file;
  return {
    current: { value, number: made.file, alt },
    order: { k: name?.number ?? 1, row: turn.row },
    former,
    isNew: !made.wasThere,
  };
}

interface Existing {
  readonly change: ChangeToApply;
  readonly known: ReturnType<typeof parseRemoteId>;
  readonly turn: Turn;
}

function withoutNew({ desk }: ShopConnection, { change, known, turn }: Existing): WrittenFile {
  if (known === undefined) throw imageMissing();
  const { before, fields } = change;
  const name = ourNameIn(known.value);
  // It may stand in the files alone, where no look at a product has met it.
  if (name !== undefined) desk.names.set(known.file, name);
  desk.turns.set(known.file, turn);
  const alt = textOf(fields[field.altText] ?? before.fields[field.altText]);
  return {
    current: { value: known.value, number: known.file, alt },
    order: { k: name?.number ?? 1, row: turn.row },
    former: undefined,
    isNew: false,
  };
}

/** Of several batches one comes after the other. */
const rowOf = ({ asset, externalId }: ChangeToApply): string =>
  `${asset?.batchId ?? ""} ${String(asset?.row ?? 0).padStart(9, "0")} ${externalId}`;

const imageMissing = (): ConnectorError =>
  new ConnectorError("image-missing", "The image is no longer in AssetQL.");

export const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

interface AltText {
  /** Of the step. */
  readonly key: string;
  readonly file: string;
  readonly alt: string;
}

/** Writes the alternative text of a file. */
export async function setAlt(
  context: ShopChangeContext,
  { client, desk }: ShopConnection,
  { key, file, alt }: AltText,
): Promise<void> {
  await context.step(
    key,
    async () => {
      const outcome = await desk.updateFile(client, { id: globalId("MediaImage", file), alt });
      if ("refused" in outcome) throw problemOf(outcome.refused);
      return null;
    },
    { leaves: () => ({ [field.altText]: alt }) },
  );
}

/** Files that are of no use any more. One that is gone already is what was wanted. */
export async function deleteFiles(
  context: ShopChangeContext,
  { client, desk }: ShopConnection,
  { key, files }: { readonly key: string; readonly files: readonly string[] },
): Promise<void> {
  if (files.length === 0) return;
  await context.step(key, async () => {
    const outcomes = await Promise.all(files.map((file) => desk.deleteFile(client, file)));
    for (const outcome of outcomes) {
      if ("refused" in outcome && outcome.refused.code !== "FILE_DOES_NOT_EXIST")
        throw problemOf(outcome.refused);
    }
    return null;
  });
}
