import type { Batch, ErrorClass, Task, TaskStatus } from "@assetql/contract";

/** What the page shows of one image that is to be made. */
export interface ShownTask {
  readonly id: string;
  readonly row: number;
  readonly title: string;
  /** Which of an item's images it is; null where each has one. */
  readonly imageNumber: string | null;
  readonly status: TaskStatus;
  /** Tries that ended, of three. */
  readonly tries: number;
  /** Of the image that counts, or of the best try. */
  readonly score: number | null;
  /** Of the image, or of the best try of one that failed. */
  readonly thumbnailUrl: string | null;
  /** Why it is tried again, or failed. */
  readonly error: { readonly class: ErrorClass; readonly message: string } | null;
  /** There is an image below the gate that may be accepted. */
  readonly mayAccept: boolean;
}

/** Whether items of these tasks get more than one image: with one each, its number says nothing. */
export const areNumbered = (tasks: readonly Task[]): boolean =>
  tasks.some(({ metadata }) => metadata.image_number !== undefined && metadata.image_number !== "1");

interface Beside {
  readonly thumbnailUrl: string | null;
  readonly isNumbered: boolean;
}

export function shownTask(task: Task, { thumbnailUrl, isNumbered }: Beside): ShownTask {
  const { id, row, status, tries, metadata, error, styleScore, bestScore, bestTry } = task;
  return {
    id,
    row,
    title: metadata.title || `#${row}`,
    imageNumber: isNumbered ? (metadata.image_number ?? null) : null,
    status,
    tries,
    score: status === "completed" ? (styleScore?.score ?? bestScore) : bestScore,
    thumbnailUrl: thumbnailUrl ?? bestTry?.url ?? null,
    error: status === "completed" ? null : error,
    mayAccept: status === "failed" && bestTry !== null,
  };
}

export interface ShownBatch {
  readonly id: string;
  readonly name: string;
  readonly status: Batch["status"];
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  readonly processing: number;
  readonly retrying: number;
  readonly queued: number;
  readonly failuresByClass: Batch["statistics"]["failuresByClass"];
  /** Over the images that are there, from 0 to 1. */
  readonly meanScore: number | null;
  readonly tries: number;
  readonly costUsd: number;
  /** Until it is done, as far as can be said. */
  readonly secondsLeft: number | null;
  readonly createdAt: number;
}

export const shownBatch = (batch: Batch, now: number): ShownBatch => ({
  id: batch.id,
  name: batch.name,
  status: batch.status,
  total: batch.totalTasks,
  completed: batch.completedTasks,
  failed: batch.failedTasks,
  processing: batch.processingTasks,
  retrying: batch.retryingTasks,
  queued: batch.queuedTasks,
  failuresByClass: batch.statistics.failuresByClass,
  meanScore: batch.statistics.meanStyleScore,
  tries: batch.usage.tries,
  costUsd: batch.usage.costUsd,
  secondsLeft:
    batch.estimatedCompletion === null || batch.status !== "processing"
      ? null
      : Math.max(1, Math.round((batch.estimatedCompletion - now) / 1_000)),
  createdAt: batch.createdAt,
});

export const isRunning = ({ status }: Pick<ShownBatch, "status">): boolean =>
  status === "queued" || status === "processing";

export const hasEnded = ({ status }: Pick<ShownBatch, "status">): boolean =>
  status === "completed" || status === "failed" || status === "cancelled";
