import { type Asset, type ErrorClass, MAX_TRIES, type StyleScore } from "@assetql/contract";
import { assertTaskTransition } from "../kiro/transitions.ts";
import { assetIdOf } from "../shared/ids.ts";
import { monthOf } from "../usage/usage-record.ts";
import { beginRegeneration, endRegeneration } from "./regenerations.ts";
import { attemptOf, type TaskRecord } from "./task-record.ts";

/** How one try ended. */
export type TryOutcome =
  | { readonly kind: "passed"; readonly score: StyleScore }
  | {
      readonly kind: "deviated";
      readonly score: StyleScore;
      readonly threshold: number;
      readonly blobKey: string;
      readonly provenance: Asset["provenance"];
    }
  | {
      readonly kind: "error";
      readonly class: Exclude<ErrorClass, "style-deviation">;
      readonly message: string;
    };

/** The task as a try begins. */
export function beginTry(task: TaskRecord, now: number): TaskRecord {
  assertTaskTransition(task.status, "processing");
  return {
    ...task,
    status: "processing",
    parked: false,
    step: task.step + 1,
    processingStartTime: now,
    processingEndTime: null,
    updatedAt: now,
  };
}

/**
 * The task after a try: completed when it passed, failed at once on a permanent error, and otherwise tried again
 * until its three tries are used up. Kills and waiting for a model cost no try.
 */
export function endTry(task: TaskRecord, outcome: TryOutcome, now: number): TaskRecord {
  const tries = task.tries + 1;
  const status = nextStatus(task, outcome, tries);
  assertTaskTransition(task.status, status);
  const ended = {
    ...task,
    status,
    tries,
    retryCount: tries - 1,
    step: task.step + 1,
    processingEndTime: now,
    updatedAt: now,
    ...(status !== "retrying" && endRegeneration(task, { isMade: outcome.kind === "passed" })),
  };
  switch (outcome.kind) {
    case "passed":
      return {
        ...ended,
        assetId: assetIdOf(task.id),
        styleScore: outcome.score,
        bestScore: best(task.bestScore, outcome.score.score),
        bestTry: null,
        error: null,
      };
    case "deviated":
      return { ...ended, ...afterDeviation(task, outcome) };
    case "error":
      return { ...ended, error: { class: outcome.class, message: outcome.message } };
  }
}

/** The task when its generator cannot work now: it waits, and says so, without losing a try. */
export function deferTry(task: TaskRecord, message: string, now: number): TaskRecord {
  assertTaskTransition(task.status, "retrying");
  return {
    ...task,
    status: "retrying",
    step: task.step + 1,
    error: { class: "transient", message },
    updatedAt: now,
  };
}

function nextStatus(
  { assetId }: TaskRecord,
  outcome: TryOutcome,
  tries: number,
): "completed" | "failed" | "retrying" {
  if (outcome.kind === "passed") return "completed";
  const isPermanent = outcome.kind === "error" && outcome.class === "permanent";
  if (!isPermanent && tries < MAX_TRIES) return "retrying";
  // A regeneration that came to nothing leaves the asset as it was; the task's error says why.
  return assetId === null ? "failed" : "completed";
}

/**
 * The task for another round of three tries: a person retries it, or wants another image of it, which then counts in the
 * month of `now`.
 */
export function requeueTask(
  task: TaskRecord,
  { note, now }: { note: string | null; now: number },
): TaskRecord {
  assertTaskTransition(task.status, "queued");
  return {
    ...task,
    status: "queued",
    note,
    parked: false,
    earlierTries: task.earlierTries + task.tries,
    tries: 0,
    retryCount: 0,
    error: null,
    processingStartTime: null,
    processingEndTime: null,
    step: task.step + 1,
    updatedAt: now,
    ...(task.assetId !== null && beginRegeneration(task, monthOf(now))),
  };
}

/** The task when a person accepts its best try: `score` is what that image scores now. */
export function acceptTry(task: TaskRecord, { score, now }: { score: StyleScore; now: number }): TaskRecord {
  if (task.status !== "completed") assertTaskTransition(task.status, "completed");
  return {
    ...task,
    status: "completed",
    assetId: assetIdOf(task.id),
    styleScore: score,
    bestTry: null,
    error: null,
    step: task.step + 1,
    updatedAt: now,
    // A regeneration that came to nothing has given back what it had taken.
    ...(task.assetId !== null && endRegeneration(beginRegeneration(task, monthOf(now)), { isMade: true })),
  };
}

/** The task put aside while its batch is paused: no message is on its way until {@link unparkTask}. */
export function parkTask(task: TaskRecord, now: number): TaskRecord {
  if (task.status !== "processing") return { ...task, parked: true, updatedAt: now };
  // Whoever had it died; it goes on from here when the batch does.
  return { ...task, status: "retrying", parked: true, step: task.step + 1, updatedAt: now };
}

export const unparkTask = (task: TaskRecord, now: number): TaskRecord => ({
  ...task,
  parked: false,
  updatedAt: now,
});

function afterDeviation(
  task: TaskRecord,
  { score, threshold, blobKey, provenance }: TryOutcome & { kind: "deviated" },
) {
  const isBest = task.bestTry === null || score.score > task.bestTry.score;
  return {
    bestScore: best(task.bestScore, score.score),
    bestTry: isBest ? { attempt: attemptOf(task), score: score.score, blobKey, provenance } : task.bestTry,
    error: {
      class: "style-deviation" as const,
      message: `The style score ${score.score.toFixed(2)} is below the gate of ${threshold.toFixed(2)}.`,
    },
  };
}

const best = (a: number | null, b: number): number => Math.max(a ?? b, b);

/**
 * Seconds before the next try: 1, 2, 4 by tries that ended, with up to a half more at random, so that tasks that
 * failed together do not come back together.
 */
export function backoffSeconds(
  tries: number,
  { unitMs, chance }: { unitMs: number; chance: number },
): number {
  return ((2 ** (tries - 1) * unitMs) / 1000) * (1 + chance / 2);
}
