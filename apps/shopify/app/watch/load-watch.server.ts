import { ApiProblemError } from "@assetql/client";
import { type Batch, type BatchId, type Task, type TaskStatus, taskStatuses } from "@assetql/contract";
import type { Visit } from "../../server/services.ts";
import { actsOf } from "../common/acts.server.ts";
import { createKept } from "../common/kept.server.ts";
import {
  areNumbered,
  isRunning,
  type ShownBatch,
  type ShownTask,
  shownBatch,
  shownTask,
} from "./shown-task.ts";
import { trailOf } from "./trail.ts";

const PAGE = 25;
const AT_ONCE = 6;
/** Addresses of images are good for an hour. */
const thumbnails = createKept<string | null>({ ms: 30 * 60_000, most: 5_000 });
const gates = createKept<number | null>({ ms: 60_000, most: 500 });
type TaskPage = Awaited<ReturnType<Visit["hub"]["batches"]["tasks"]>>;
/** As long as the batch's numbers are the same; a look in between is told those of the look before. */
const pages = createKept<TaskPage>({ ms: 20_000, most: 200 });
const PATIENCE_MS = 7_500;

export interface WatchData {
  readonly batch: ShownBatch;
  /** Null when nobody of this shop is known by that key. */
  readonly by: string | null;
  /** Style score that images need; null when the style is gone. */
  readonly gate: number | null;
  /** What the batch was made of, if it was made here. */
  readonly selectionId: string | null;
  readonly tasks: readonly ShownTask[];
  /** Of the next page of tasks. */
  readonly cursor: string | null;
  readonly filter: TaskStatus | null;
}

/** A batch as it is now, with a page of its images. */
export async function loadWatch(visit: Visit, batchId: BatchId, search: URLSearchParams): Promise<WatchData> {
  const { hub, batches } = visit;
  const filter = taskStatuses.find((status) => status === search.get("show")) ?? null;
  const { cursor } = trailOf(search);
  const batch = await hub.batches.get(batchId);
  const [page, selection] = await Promise.all([
    tasksOf(visit, batch, { filter, cursor }),
    batches.selectionOf(batchId),
  ]);
  const [names, gate, tasks] = await Promise.all([
    visit.namesOf([batch.createdBy]),
    gateOf(hub, batch),
    withThumbnails(hub, page.items),
  ]);
  return {
    batch: shownBatch(batch, Date.now()),
    by: names.get(batch.createdBy) ?? null,
    gate,
    selectionId: selection?.id ?? null,
    tasks,
    cursor: page.cursor ?? null,
    filter,
  };
}

interface Place {
  readonly filter: TaskStatus | null;
  readonly cursor: string | undefined;
}

function tasksOf(visit: Visit, batch: Batch, { filter, cursor }: Place): Promise<TaskPage> {
  const read = () =>
    visit.hub.batches.tasks(batch.id, {
      limit: PAGE,
      ...(filter === null ? {} : { status: filter }),
      ...(cursor === undefined ? {} : { cursor }),
    });
  // What has ended is looked at because somebody wants to see it.
  if (!isRunning(batch)) return read();
  const key = JSON.stringify([batch.id, filter, cursor, actsOf(visit)]);
  return pages(key, read, { mark: markOf(batch), patienceMs: PATIENCE_MS });
}

const markOf = (batch: Batch): string =>
  JSON.stringify([
    batch.status,
    batch.updatedAt,
    batch.completedTasks,
    batch.failedTasks,
    batch.processingTasks,
    batch.retryingTasks,
    batch.queuedTasks,
    batch.usage.tries,
  ]);

async function gateOf(hub: Visit["hub"], { config, styleProfileId }: Batch): Promise<number | null> {
  const { threshold } = config;
  if (threshold !== undefined) return threshold;
  return gates(styleProfileId, () =>
    orNull(async () => (await hub.styles.get(styleProfileId)).deviationThreshold),
  );
}

async function withThumbnails(hub: Visit["hub"], tasks: readonly Task[]): Promise<readonly ShownTask[]> {
  const isNumbered = areNumbered(tasks);
  const show = async (task: Task): Promise<ShownTask> =>
    shownTask(task, { thumbnailUrl: await thumbnailOf(hub, task), isNumbered });
  const shown: ShownTask[] = [];
  for (let start = 0; start < tasks.length; start += AT_ONCE) {
    shown.push(...(await Promise.all(tasks.slice(start, start + AT_ONCE).map(show))));
  }
  return shown;
}

async function thumbnailOf(hub: Visit["hub"], { assetId, updatedAt }: Task): Promise<string | null> {
  if (assetId === null) return null;
  return thumbnails(`${assetId} ${updatedAt}`, () =>
    orNull(async () => (await hub.assets.get(assetId)).urls?.thumbnail ?? null),
  );
}

/** What was deleted meanwhile is not shown. */
async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === "not-found") return null;
    throw error;
  }
}
