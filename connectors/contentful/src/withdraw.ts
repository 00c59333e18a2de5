import type { Applied, ChangeToApply } from "@assetql/connector-sdk";
import type { Snapshot } from "@assetql/contract";
import { assetSubject } from "./apply.ts";
import { idFor, webAddress } from "./observe.ts";
import { placeImage } from "./place-image.ts";
import { checkUnused } from "./references.ts";
import type { ChangeSession } from "./session.ts";
import { archiveSteps, removeSteps } from "./states.ts";
import { provenanceSubject } from "./write-provenance.ts";

/**
 * Takes an image back. `unlink` takes it out of its entry and leaves the asset; `archive` also archives it, which
 * ends its publication; `delete` removes it. The last two throw `refused` while other entries use it.
 */
export async function withdraw(
  session: ChangeSession,
  change: ChangeToApply,
  policy: "unlink" | "archive" | "delete",
): Promise<Applied> {
  const assetId = idFor(change);
  const unplaced = await unplace(session, change, assetId);
  const fields: Snapshot = { ...change.before.fields, ...unplaced };
  const remoteUrl = webAddress(session, "assets", assetId);
  if (policy === "unlink" || change.before.remoteId === null) {
    return { remoteId: change.before.remoteId, remoteUrl, after: fields };
  }
  const { title } = change.before.fields;
  await checkUnused(session, {
    assetId,
    title: typeof title === "string" ? title : "The image",
    unlinked: unplaced.placement === null ? change.itemId : null,
  });
  const takeAway = policy === "archive" ? archiveSteps : removeSteps;
  if (session.config.provenanceType !== null) await takeAway(session, provenanceSubject(assetId));
  await takeAway(session, assetSubject(assetId));
  if (policy === "archive") return { remoteId: assetId, remoteUrl, after: { ...fields, status: "archived" } };
  const after = fields.placement === undefined ? {} : { placement: fields.placement };
  return { remoteId: null, remoteUrl: null, after };
}

async function unplace(session: ChangeSession, change: ChangeToApply, assetId: string): Promise<Snapshot> {
  const { before, itemId } = change;
  const isOurs = before.fields.placement === assetId;
  if (!isOurs || itemId === null || before.missing !== undefined) return {};
  const title = typeof before.fields.title === "string" ? before.fields.title : "the image";
  await placeImage(session, { entryId: itemId, assetId, title, value: null, before: assetId });
  return { placement: null };
}
