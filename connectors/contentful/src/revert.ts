import { type ChangeToRevert, ConnectorError } from "@assetql/connector-sdk";
import type { Json, Snapshot } from "@assetql/contract";
import { assetSubject, statusIn } from "./apply.ts";
import { CONTENT_FIELDS, filesFrom } from "./asset-fields.ts";
import { idFor } from "./observe.ts";
import { placeImage } from "./place-image.ts";
import { checkUnused } from "./references.ts";
import type { ChangeSession } from "./session.ts";
import { archiveSteps, publishStep, removeSteps, unarchiveStep, unpublishStep } from "./states.ts";
import { findAssetWrite, writeAsset } from "./write-asset.ts";
import { bringProvenanceBack, provenanceSubject, writeProvenance } from "./write-provenance.ts";

/**
 * Brings the fields back to what they were. What was made goes after its place has been given back, and what comes back
 * is there before it is placed, so that no entry ever points at something that is gone.
 * Throws `refused` when what is to be removed is in use elsewhere by now.
 */
export async function revert(session: ChangeSession, change: ChangeToRevert): Promise<void> {
  const assetId = idFor(change);
  const { now, fields } = change;
  if (now.remoteId === null && change.receipt.existed && Object.hasOwn(fields, "image")) throw goneForGood();
  if (change.remove) {
    await replaceIfWanted(session, change, assetId);
    await removeWhatWasMade(session, change, assetId);
    return;
  }
  if (now.remoteId !== null) await restore(session, change, assetId);
  await replaceIfWanted(session, change, assetId);
}

async function replaceIfWanted(
  session: ChangeSession,
  { now, fields, itemId }: ChangeToRevert,
  assetId: string,
): Promise<void> {
  if (!Object.hasOwn(fields, "placement") || itemId === null || now.missing !== undefined) return;
  await placeImage(session, {
    entryId: itemId,
    assetId,
    title: titleOf(now.fields.title),
    value: fields.placement ?? null,
    before: now.fields.placement ?? null,
  });
}

function goneForGood(): ConnectorError {
  return new ConnectorError(
    "not-supported",
    "Contentful removes the files of a deleted asset for good, so this cannot be taken back. Publish the image again instead.",
  );
}

async function removeWhatWasMade(
  session: ChangeSession,
  change: ChangeToRevert,
  assetId: string,
): Promise<void> {
  const { now, fields, itemId } = change;
  const unlinked = Object.hasOwn(fields, "placement") ? itemId : null;
  await checkUnused(session, { assetId, title: titleOf(now.fields.title), unlinked });
  if (session.config.provenanceType !== null) await removeSteps(session, provenanceSubject(assetId));
  await removeSteps(session, assetSubject(assetId));
}

async function restore(session: ChangeSession, change: ChangeToRevert, assetId: string): Promise<void> {
  const { now, fields } = change;
  const title = titleOf(now.fields.title);
  // Kept, because a second try after a crash sees what the first one has left half done.
  const had = await session.context.step("status", async () => statusIn(now.fields));
  const wanted = Object.hasOwn(fields, "status") ? statusIn(fields) : had;
  if (had === "archived" && Object.keys(fields).some((name) => name !== "placement")) {
    await unarchiveStep(session, assetSubject(assetId));
    if (session.config.provenanceType !== null && wanted !== "archived") {
      await bringProvenanceBack(session, assetId, wanted === "published");
    }
  }
  // Out of the archive, it is a draft.
  const lookedAt = had === "archived" ? { ...now.fields, status: "draft" } : now.fields;
  const version = await restoreContent(session, { fields, before: lookedAt, title }, assetId);
  if (Object.hasOwn(fields, "provenance")) {
    await writeProvenance(session, {
      assetId,
      title,
      value: fields.provenance ?? null,
      existed: (now.fields.provenance ?? null) !== null,
      publish: wanted === "published",
    });
  }
  if (wanted === "published") await publishStep(session, assetSubject(assetId), version);
  if (wanted === "draft") await unpublishStep(session, assetSubject(assetId));
  if (wanted === "archived") await archiveSteps(session, assetSubject(assetId));
}

async function restoreContent(
  session: ChangeSession,
  { fields, before, title }: { readonly fields: Snapshot; readonly before: Snapshot; readonly title: string },
  assetId: string,
): Promise<number | undefined> {
  const own = Object.fromEntries(
    Object.entries(fields).filter(([name]) => CONTENT_FIELDS.some((field) => field === name)),
  );
  if (Object.keys(own).length === 0) return undefined;
  const write = {
    assetId,
    title,
    fields: own,
    before,
    files: Object.hasOwn(own, "image") ? filesFrom(own.image) : undefined,
  };
  return session.context.step("asset", async () => (await writeAsset(session, write)).asset.sys.version, {
    find: () => findAssetWrite(session, write),
  });
}

function titleOf(title: Json | undefined): string {
  return typeof title === "string" ? title : "the image";
}
