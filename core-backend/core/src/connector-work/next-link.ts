import { isDeepStrictEqual } from "node:util";
import type { DeletionPolicy, Link, ReportEntry, Snapshot } from "@assetql/contract";
import type { AssetRecord } from "../assets/asset-record.ts";
import type { ChangeRecord } from "../publications/change-record.ts";
import { type LinkRecord, linkIdOf } from "../publications/link-record.ts";

export interface LinkContext {
  readonly link: LinkRecord | undefined;
  readonly asset: AssetRecord | undefined;
  readonly workspaceId: LinkRecord["workspaceId"];
  readonly now: number;
}

/** The ledger's entry after a change has ended by `entry`; `undefined` when it stays as it is. */
export function nextLink(
  change: ChangeRecord,
  entry: ReportEntry,
  context: LinkContext,
): LinkRecord | undefined {
  if (entry.type === "applied") return written(change, entry.written, context);
  if (entry.type === "reverted") return takenBack(change, entry.after, context);
  return undefined;
}

const gone: Readonly<Record<DeletionPolicy, Link["state"]>> = {
  keep: "published",
  unlink: "unlinked",
  archive: "archived",
  delete: "deleted",
};

function written(
  change: ChangeRecord,
  values: Snapshot,
  { link, asset, workspaceId, now }: LinkContext,
): LinkRecord | undefined {
  const { receipt } = change;
  if (receipt === null) return undefined;
  // It is for whoever wrote it to take it back; one that found it there has only seen it.
  const owner = link?.state === "published" && hasWrittenNothing(change) ? link : undefined;
  return {
    id: linkIdOf(change.targetId, change.externalId),
    targetId: change.targetId,
    workspaceId,
    externalId: change.externalId,
    assetId: change.assetId ?? link?.assetId ?? null,
    batchId: asset?.batchId ?? link?.batchId ?? null,
    itemId: change.itemId ?? link?.itemId ?? null,
    remoteId: receipt.remoteId,
    remoteUrl: receipt.remoteUrl,
    state: change.kind === "delete" ? gone[change.deletion ?? "keep"] : "published",
    version: receipt.version ?? link?.version ?? null,
    written: values,
    seen: receipt.after,
    kept: change.kind === "delete" ? [] : namesOf(change).filter((name) => !Object.hasOwn(values, name)),
    publicationId: owner?.publicationId ?? change.publicationId,
    changeId: owner?.changeId ?? change.id,
    updatedAt: now,
  };
}

const namesOf = ({ fields }: Pick<ChangeRecord, "fields">): string[] => fields.map(({ name }) => name);

/** It was there already, as it should be: another publication of the same had come first. */
const hasWrittenNothing = ({ kind, receipt }: ChangeRecord): boolean =>
  kind !== "delete" && receipt?.existed === true && isDeepStrictEqual(receipt.before, receipt.after);

/**
 * The entry before the change. Publications can be taken back in any order: what others have written or taken back
 * since stays as they have left it.
 */
function takenBack(
  { id, receipt, linkBefore, revert }: ChangeRecord,
  after: Snapshot,
  { link, now }: LinkContext,
): LinkRecord | undefined {
  if (link === undefined) return undefined;
  const { restored = [], removed = false } = revert ?? {};
  const isOwner = link.changeId === id;
  // Another undo has removed it since; there is an entry before only of what this one has brought back.
  const isGone = link.state === "reverted";
  if (isOwner && linkBefore !== null && (!isGone || restored.length > 0)) {
    const since = isGone ? [] : namesOfChanged(receipt?.after ?? {}, link.seen);
    return { ...knownAs(linkBefore, link, since), id: link.id, updatedAt: now };
  }
  if (isOwner || removed) {
    const without = removed ? { remoteId: null, remoteUrl: null } : {};
    return { ...link, ...without, state: "reverted", seen: after, updatedAt: now };
  }
  if (link.state !== "published" || restored.length === 0) return undefined;
  const earlier = linkBefore?.state === "published" ? linkBefore : undefined;
  return { ...knownAs(link, earlier, restored), updatedAt: now };
}

const namesOfChanged = (before: Snapshot, after: Snapshot): string[] =>
  Object.keys({ ...before, ...after }).filter((name) => !isDeepStrictEqual(before[name], after[name]));

/**
 * An entry with what another one knows of some fields. What nobody knows anything of is somebody else's, should there
 * be anything.
 */
function knownAs<Known extends Link>(
  entry: Known,
  other: Pick<Link, "written" | "seen" | "kept"> | undefined,
  names: readonly string[],
): Known {
  const isOther = (name: string): boolean => names.includes(name);
  const merged = (own: Snapshot, others: Snapshot = {}): Snapshot =>
    Object.fromEntries([
      ...Object.entries(own).filter(([name]) => !isOther(name)),
      ...Object.entries(others).filter(([name]) => isOther(name)),
    ]);
  return {
    ...entry,
    written: merged(entry.written, other?.written),
    seen: merged(entry.seen, other?.seen),
    kept: [...entry.kept.filter((name) => !isOther(name)), ...(other?.kept ?? []).filter(isOther)],
  };
}
