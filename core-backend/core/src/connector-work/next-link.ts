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
  { receipt, ...change }: ChangeRecord,
  values: Snapshot,
  { link, asset, workspaceId, now }: LinkContext,
): LinkRecord | undefined {
  if (receipt === null) return undefined;
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
    publicationId: change.publicationId,
    changeId: change.id,
    updatedAt: now,
  };
}

const namesOf = ({ fields }: Pick<ChangeRecord, "fields">): string[] => fields.map(({ name }) => name);

/** The entry before the change; unless another publication has written since, whose entry it is then. */
function takenBack(
  { id, linkBefore, revert }: ChangeRecord,
  after: Snapshot,
  { link, now }: LinkContext,
): LinkRecord | undefined {
  if (link === undefined || link.changeId !== id) return undefined;
  if (linkBefore !== null) return { ...linkBefore, id: link.id, updatedAt: now };
  const removed = revert?.removed === true ? { remoteId: null, remoteUrl: null } : {};
  return { ...link, ...removed, state: "reverted", seen: after, updatedAt: now };
}
