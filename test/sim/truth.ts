import type { ErrorClass, TaskStatus } from "@assetql/contract";

/** What truly happened to one task, told by whoever made it happen; nothing of it went through kiro. */
export interface Truth {
  status: TaskStatus;
  /** That ended: of this round, and of all. */
  roundTries: number;
  tries: number;
  made: boolean;
  /** The month in which somebody wanted the new version that is being made. */
  making: string | null;
  /** New versions that were made, by the month in which somebody wanted them. */
  versions: Record<string, number>;
  /** Of the image that counts. */
  score: number | null;
  errorClass: ErrorClass | null;
  /** Of the try that ended last, if nothing has happened since. */
  milliseconds: number | null;
  /** Of all images that ever counted. */
  lowest: number | null;
  highest: number | null;
}

export const untouched = (): Truth => ({
  status: "queued",
  roundTries: 0,
  tries: 0,
  made: false,
  making: null,
  versions: {},
  score: null,
  errorClass: null,
  milliseconds: null,
  lowest: null,
  highest: null,
});

export function began(task: Truth): void {
  task.status = "processing";
  task.milliseconds = null;
}

export function passed(task: Truth, score: number, milliseconds: number): void {
  task.tries += 1;
  task.roundTries += 1;
  task.status = "completed";
  if (task.making !== null) raiseMonth(task.versions, task.making);
  task.making = null;
  count(task, score);
  task.errorClass = null;
  task.milliseconds = milliseconds;
}

export function missed(task: Truth, errorClass: ErrorClass, milliseconds: number): void {
  task.tries += 1;
  task.roundTries += 1;
  task.errorClass = errorClass;
  task.milliseconds = milliseconds;
  const isOver = errorClass === "permanent" || task.roundTries === 3;
  if (!isOver) task.status = "retrying";
  else task.status = task.made ? "completed" : "failed";
  if (isOver) task.making = null;
}

/** It waits without having lost a try: for its model, or because its batch is paused. */
export function waits(task: Truth, errorClass: ErrorClass | null): void {
  task.status = "retrying";
  task.milliseconds = null;
  if (errorClass !== null) task.errorClass = errorClass;
}

export function requeued(task: Truth, now: number): void {
  task.status = "queued";
  if (task.made) task.making = monthAt(now);
  task.roundTries = 0;
  task.errorClass = null;
  task.milliseconds = null;
}

export function accepted(task: Truth, score: number, now: number): void {
  task.status = "completed";
  if (task.made) raiseMonth(task.versions, monthAt(now));
  count(task, score);
  task.errorClass = null;
  task.milliseconds = null;
}

const monthAt = (now: number): string => new Date(now).toISOString().slice(0, 7);

function raiseMonth(months: Record<string, number>, month: string, by = 1): void {
  months[month] = (months[month] ?? 0) + by;
}

function count(task: Truth, score: number): void {
  task.made = true;
  task.score = score;
  if (task.lowest === null || score < task.lowest) task.lowest = score;
  if (task.highest === null || score > task.highest) task.highest = score;
}

/** What the sums over a batch's tasks must be, counted one task after the other. */
export function countTruth(tasks: readonly Truth[]) {
  const sums = { processing: 0, retrying: 0, completed: 0, failed: 0, made: 0, retries: 0, tries: 0 };
  const scored = { scored: 0, scoreSum: 0, timed: 0, milliseconds: 0 };
  const failures = { transient: 0, permanent: 0, "style-deviation": 0 };
  const scores = new Array<number>(20).fill(0);
  const durations = new Array<number>(15).fill(0);
  for (const task of tasks) {
    if (task.status !== "queued") sums[task.status] += 1;
    if (task.made) sums.made += 1;
    sums.tries += task.tries;
    if (task.tries > 1) sums.retries += task.tries - 1;
    if (task.milliseconds !== null) {
      scored.timed += 1;
      scored.milliseconds += task.milliseconds;
      raise(durations, durationPlace(task.milliseconds));
    }
    if (task.status === "completed" && task.score !== null) {
      const whole = Math.round(task.score * 10_000);
      scored.scored += 1;
      scored.scoreSum += whole;
      raise(scores, whole === 10_000 ? 19 : Math.floor(whole / 500));
    }
    if (task.status === "failed" && task.errorClass !== null) failures[task.errorClass] += 1;
  }
  return { ...sums, ...countVersions(tasks), ...scored, failures, scores, durations };
}

function countVersions(tasks: readonly Truth[]) {
  const regenerating: Record<string, number> = {};
  const regenerated: Record<string, number> = {};
  for (const { making, versions } of tasks) {
    if (making !== null) raiseMonth(regenerating, making);
    for (const [month, count] of Object.entries(versions)) raiseMonth(regenerated, month, count);
  }
  return { regenerating, regenerated };
}

/** The lowest and the highest score of a batch, at any time. */
export function scoreRange(tasks: Iterable<Truth>): { min: number | null; max: number | null } {
  let min: number | null = null;
  let max: number | null = null;
  for (const { lowest, highest } of tasks) {
    if (lowest !== null && (min === null || lowest < min)) min = lowest;
    if (highest !== null && (max === null || highest > max)) max = highest;
  }
  return { min, max };
}

/** 0 below an eighth of a second, then one more for every doubling, 14 at the most. */
function durationPlace(milliseconds: number): number {
  let place = 0;
  for (let end = 125; milliseconds >= end && place < 14; end *= 2) place += 1;
  return place;
}

function raise(counts: number[], place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}
