import type { Json, Snapshot } from "@assetql/contract";
import { CONTENT_FIELDS, imageOf, NO_ASSET } from "./asset-fields.ts";
import { type Patience, type Processed, processFiles } from "./process-files.ts";
import type { ChangeSession } from "./session.ts";
import { type Uploaded, uploadImage } from "./upload-image.ts";
import { type AssetWrite, findAssetWrite, writeAsset } from "./write-asset.ts";
import { openFileWrite } from "./write-files.ts";

export interface Content {
  readonly assetId: string;
  readonly title: string;
  /** What to write; fields that are not the asset's own are passed over. */
  readonly fields: Snapshot;
  /** Null for an asset that is not there yet. */
  readonly before: Snapshot | null;
  readonly patience: Patience;
}

/**
 * Writes what lives in the asset itself; a new image is sent first and processed afterwards. The version after it and
 * the new files, nothing when there was nothing to write.
 */
export async function writeContent(
  session: ChangeSession,
  { assetId, title, fields, before, patience }: Content,
): Promise<{ version: number; image?: Json } | undefined> {
  const { context } = session;
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => isContent(name)));
  if (before !== null && Object.keys(own).length === 0) return undefined;
  const write = { assetId, title, fields: own, before, files: undefined };
  if (Object.hasOwn(own, "image")) {
    return writeWithFiles(session, { write, uploaded: await uploadStep(session), patience });
  }
  const run = async (): Promise<number> => (await writeAsset(session, write)).asset.sys.version;
  const version = await context.step("asset", run, {
    find: () => findAssetWrite(session, write),
    leaves: () => seenAfter(write, undefined),
  });
  return { version };
}

interface WriteWithFiles {
  readonly write: AssetWrite;
  readonly uploaded: Uploaded;
  readonly patience: Patience;
}

/**
 * One step, since a file that is not processed in time takes all of it back. The files
 * of many locales are more than a step may keep: the journal has the version, an answer has the rest.
 */
async function writeWithFiles(
  session: ChangeSession,
  { write, uploaded, patience }: WriteWithFiles,
): Promise<{ version: number; image: Json }> {
  const { assetId, title } = write;
  const fileWrite = openFileWrite(session, write, uploaded);
  let processed: Processed | undefined;
  const run = async (): Promise<number> => {
    const { asset: written, fileName } = await fileWrite.run();
    const { takeBack } = fileWrite;
    processed = await processFiles(session, { written, title, fileName, patience, takeBack });
    return processed.version;
  };
  const version = await session.context.step("content", run, {
    leaves: () => seenAfter(write, processed?.image),
  });
  if (processed !== undefined) return { version, image: processed.image };
  const asset = await session.client.asset.get({ assetId });
  return { version, image: imageOf(asset, session.facts.locales) };
}

/** What is seen of the asset after the write. What was published stays so, and has a newer draft. */
function seenAfter({ fields, before }: AssetWrite, image: Json | undefined): Snapshot {
  const { image: _, ...written } = { ...(before === null ? NO_ASSET : {}), ...fields };
  const { status = "draft" } = before ?? {};
  return {
    ...written,
    ...(image === undefined ? {} : { image }),
    status: status === "published" ? "changed" : status,
  };
}

async function uploadStep(session: ChangeSession): Promise<Uploaded> {
  return session.context.step("upload", async () => {
    const { uploadId, fileName, contentType } = await uploadImage(session);
    return { uploadId, fileName, contentType };
  });
}

const isContent = (name: string): boolean => CONTENT_FIELDS.some((field) => field === name);
