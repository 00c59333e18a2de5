import { type Applied, type ChangeToApply, ConnectorError } from "@assetql/connector-sdk";
import type { Snapshot } from "@assetql/contract";
import { NO_ASSET, type Status } from "./asset-fields.ts";
import { idFor, webAddress } from "./observe.ts";
import { placeImage } from "./place-image.ts";
import type { Patience } from "./process-files.ts";
import type { ChangeSession } from "./session.ts";
import { publishStep, type Subject, unarchiveStep } from "./states.ts";
import { writeContent } from "./write-content.ts";
import { bringProvenanceBack, writeProvenance } from "./write-provenance.ts";

/**
 * Makes or changes an asset, in this order: file, asset, processing, publication, provenance, place. Each is a step,
 * and each finds out by itself whether it has happened.
 */
export async function apply(
  session: ChangeSession,
  change: ChangeToApply,
  patience: Patience,
): Promise<Applied> {
  const assetId = idFor(change);
  const { fields, before } = change;
  const exists = before.remoteId !== null;
  const status =
    exists && before.fields.status === "archived" ? await unarchive(session, assetId, fields) : undefined;
  // Out of the archive, it is a draft.
  const lookedAt = status === undefined ? before.fields : { ...before.fields, status };
  const written = await writeContent(session, {
    assetId,
    title: titleOf(change),
    fields,
    before: exists ? lookedAt : null,
    patience,
  });
  const finalStatus = await publishIfWanted(session, {
    assetId,
    change,
    version: written?.version,
    status: statusIn(lookedAt),
  });
  if (Object.hasOwn(fields, "provenance")) {
    const existed = exists && (before.fields.provenance ?? null) !== null;
    const publish = finalStatus === "published" && !isLater(session, change);
    await writeProvenance(session, {
      assetId,
      title: titleOf(change),
      value: fields.provenance ?? null,
      existed,
      publish,
    });
  }
  const warnings = [
    ...(fields.status === "published" && finalStatus !== "published" ? [NOT_PUBLISHED] : []),
    ...(await placeIfWanted(session, change, assetId)),
  ];
  const after: Snapshot = {
    ...(exists ? {} : NO_ASSET),
    ...(exists || session.config.provenanceType === null ? {} : { provenance: null }),
    ...before.fields,
    ...fields,
    ...(written?.image === undefined ? {} : { image: written.image }),
    status: finalStatus,
  };
  return {
    remoteId: assetId,
    remoteUrl: webAddress(session, "assets", assetId),
    after,
    warnings,
  };
}

const NOT_PUBLISHED =
  "Somebody changed the asset at the same moment, so it was not published: publish it in Contentful.";

/** Back from the archive it is a draft. Only when it is to be published: an editor archived it otherwise. */
async function unarchive(
  session: ChangeSession,
  assetId: string,
  fields: Snapshot,
): Promise<Status | undefined> {
  if (fields.status !== "published") return undefined;
  await unarchiveStep(session, assetSubject(assetId));
  if (session.config.provenanceType !== null)
    await bringProvenanceBack(session, assetId, session.config.publish);
  return "draft";
}

export const assetSubject = (id: string): Subject => ({ kind: "asset", id, key: "asset" });

interface Publication {
  readonly assetId: string;
  readonly change: ChangeToApply;
  /** After the write; nothing when only the status changes. */
  readonly version: number | undefined;
  readonly status: Status;
}

/** What was published stays published with what was written; what an editor has in work does not become public. */
async function publishIfWanted(
  session: ChangeSession,
  { assetId, change, version, status }: Publication,
): Promise<Status> {
  const wanted = Object.hasOwn(change.fields, "status") ? statusIn(change.fields) : status;
  if (wanted !== "published" || !session.config.publish) return afterWrite(status, version);
  if (isLater(session, change)) return "published";
  const isPublished = await publishStep(session, assetSubject(assetId), version);
  return isPublished ? "published" : afterWrite(status, version);
}

function afterWrite(status: Status, version: number | undefined): Status {
  return status === "published" && version !== undefined ? "changed" : status;
}

/** Left to the end of the publication. What is placed in an entry is published at once, or the entry shows a gap. */
function isLater({ config }: ChangeSession, { fields }: ChangeToApply): boolean {
  return config.bulkPublish && !Object.hasOwn(fields, "placement");
}

export function statusIn({ status }: Snapshot): Status {
  return status === "published" || status === "changed" || status === "archived" ? status : "draft";
}

async function placeIfWanted(
  session: ChangeSession,
  change: ChangeToApply,
  assetId: string,
): Promise<string[]> {
  const value = change.fields.placement;
  if (value === undefined) return [];
  if (change.itemId === null)
    throw new ConnectorError("item-deleted", "The image has no entry to be placed in.");
  const before = change.before.fields.placement ?? null;
  const warning = await placeImage(session, {
    entryId: change.itemId,
    assetId,
    title: titleOf(change),
    value,
    before,
  });
  return warning === undefined ? [] : [warning];
}

function titleOf({ asset, fields, before }: ChangeToApply): string {
  const title = asset?.title ?? fields.title ?? before.fields.title;
  return typeof title === "string" ? title : "the image";
}
