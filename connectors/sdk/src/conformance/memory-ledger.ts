import type {
  AssetId,
  Change,
  ChangeId,
  JournalEntry,
  Link,
  PlannedChange,
  PublicationId,
  PublishableAsset,
  ReportEntry,
  TargetId,
  Work,
} from "@assetql/contract";

export interface KeptChange {
  change: Change;
  readonly journal: Map<string, JournalEntry>;
  /** Of the ledger, before the change was applied. */
  linkBefore?: Link | undefined;
}

export interface ChangeKeys {
  readonly id: ChangeId;
  readonly publicationId: PublicationId | null;
  readonly targetId: TargetId;
}

export function plannedToChange(planned: PlannedChange, { id, publicationId, targetId }: ChangeKeys): Change {
  if (publicationId === null) throw new Error("Only a publication has changes");
  const empty = { problem: null, receipt: null, revert: null, createdAt: 0, updatedAt: 0 };
  return { ...planned, id, publicationId, targetId, state: "planned", ...empty };
}

export interface Ledger {
  readonly work: Work;
  readonly links: Map<string, Link>;
  readonly assets: ReadonlyMap<AssetId, PublishableAsset>;
}

/** What an entry of a report does to its change and to the ledger, as at the hub when publications follow one another. */
export function applyEntry(kept: KeptChange, entry: ReportEntry, ledger: Ledger): void {
  const { change, journal } = kept;
  const become = (more: Partial<Change>): void => {
    kept.change = { ...change, ...more };
  };
  switch (entry.type) {
    case "started":
      if (change.state === "applied" || change.state === "reverted") journal.clear();
      become({ state: ledger.work.kind === "revert" ? "reverting" : "applying", problem: null });
      return;
    case "step": {
      const { key, state, result } = entry;
      if (journal.get(key)?.state !== "done") journal.set(key, { key, state, result });
      return;
    }
    case "applied":
      become({ state: "applied", receipt: entry.receipt, problem: null });
      journal.clear();
      kept.linkBefore = ledger.links.get(change.externalId);
      ledger.links.set(change.externalId, appliedLink(change, entry, ledger));
      return;
    case "reverted": {
      become({ state: "reverted", revert: entry.report, problem: null });
      journal.clear();
      const link = ledger.links.get(change.externalId);
      // Nothing of a change that had failed is in the ledger.
      if (link?.changeId !== change.id) return;
      const removed = entry.report.removed ? { remoteId: null, remoteUrl: null } : {};
      const reverted = { ...link, ...removed, state: "reverted" as const, seen: entry.after };
      ledger.links.set(change.externalId, kept.linkBefore ?? reverted);
      return;
    }
    default:
      become({ state: entry.type, problem: entry.problem });
  }
}

function appliedLink(
  change: Change,
  { receipt, written }: Extract<ReportEntry, { type: "applied" }>,
  { work, assets }: Ledger,
): Link {
  const asset = change.assetId === null ? undefined : assets.get(change.assetId);
  const states = { keep: "published", unlink: "unlinked", archive: "archived", delete: "deleted" } as const;
  return {
    targetId: change.targetId,
    workspaceId: work.workspaceId,
    externalId: change.externalId,
    assetId: change.assetId,
    batchId: asset?.batchId ?? null,
    itemId: change.itemId,
    remoteId: receipt.remoteId,
    remoteUrl: receipt.remoteUrl,
    state: change.kind === "delete" ? states[change.deletion ?? "keep"] : "published",
    version: receipt.version,
    written,
    kept: change.fields.map(({ name }) => name).filter((name) => !Object.hasOwn(written, name)),
    seen: receipt.after,
    publicationId: change.publicationId,
    changeId: change.id,
    updatedAt: 0,
  };
}
