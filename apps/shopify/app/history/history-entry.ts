import type { Batch, Publication, ScheduledStep } from "@assetql/contract";

interface Common {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly createdBy: string;
}

export interface BatchEntry extends Common {
  readonly kind: "batch";
  readonly status: Batch["status"];
  readonly total: number;
  readonly made: number;
  readonly failed: number;
  /** Images that count against the quota: made, or still to be made. */
  readonly quota: number;
  readonly tries: number;
  readonly costUsd: number;
}

export interface PublicationEntry extends Common {
  readonly kind: "publication";
  readonly status: Publication["status"];
  readonly published: number;
  readonly undone: number;
  readonly failed: number;
  readonly planned: number;
  /** What happens to it by itself next. */
  readonly scheduled: Pick<ScheduledStep, "action" | "at"> | null;
}

export type HistoryEntry = BatchEntry | PublicationEntry;

const underWay: ReadonlySet<string> = new Set(["queued", "processing", "planning", "applying", "reverting"]);

/** Something of it changes by itself. */
export const isUnderWay = ({ status }: Pick<HistoryEntry, "status">): boolean => underWay.has(status);

const ended: ReadonlySet<Batch["status"]> = new Set(["completed", "failed", "cancelled"]);

export const batchEntry = (batch: Batch): BatchEntry => ({
  kind: "batch",
  id: batch.id,
  name: batch.name,
  at: batch.createdAt,
  createdBy: batch.createdBy,
  status: batch.status,
  total: batch.totalTasks,
  made: batch.completedTasks,
  failed: batch.failedTasks,
  quota: ended.has(batch.status) ? batch.completedTasks : batch.totalTasks - batch.failedTasks,
  tries: batch.usage.tries,
  costUsd: batch.usage.costUsd,
});

export const publicationEntry = (publication: Publication): PublicationEntry => {
  const { counts } = publication;
  const [next] = publication.scheduled;
  return {
    kind: "publication",
    id: publication.id,
    name: publication.name,
    at: publication.createdAt,
    createdBy: publication.createdBy,
    status: publication.status,
    published: counts.applied,
    undone: counts.reverted,
    failed: counts.failed + counts.revertFailed,
    planned: counts.create + counts.update + counts.delete,
    scheduled: next === undefined ? null : { action: next.action, at: next.at },
  };
};
