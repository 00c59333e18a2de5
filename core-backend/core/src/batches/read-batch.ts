import type { Batch, BatchId, Task } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { getOwned } from "../shared/not-found.ts";
import { filteredPage, mapPage } from "../shared/pages.ts";
import { presentTask } from "../tasks/read-task.ts";
import { tasks } from "../tasks/task-record.ts";
import { type BatchRecord, batches, toBatch } from "./batch-record.ts";

type ReadDeps = Pick<CoreDeps, "store" | "clock" | "settings">;
interface PageInput {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A batch with its progress. Throws the problem `not-found`. */
export async function getBatch(
  deps: ReadDeps,
  principal: Principal,
  { id }: { id: BatchId },
): Promise<Batch> {
  const { value } = await getOwned(deps, principal, { collection: batches, id, what: "batch" });
  return present(deps, value);
}

/** The workspace's batches, newest first. */
export async function listBatches(
  deps: ReadDeps,
  { workspaceId }: Principal,
  { limit, cursor, status }: PageInput & { status?: Batch["status"] | undefined },
): Promise<{ items: Batch[]; cursor?: string }> {
  const page = await filteredPage(deps.store, batches, {
    query: {
      index: "byWorkspace",
      partition: workspaceId,
      order: "descending",
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    },
    keep: ({ workflow }) => status === undefined || workflow.status === status,
  });
  return mapPage(page, ({ value }) => present(deps, value));
}

/** A batch's tasks in the order of its rows, as `getTask` gives them. Throws the problem `not-found`. */
export async function listTasks(
  deps: Pick<CoreDeps, "store" | "blobs">,
  principal: Principal,
  { id, limit, cursor, status }: PageInput & { id: BatchId; status?: Task["status"] | undefined },
): Promise<{ items: Task[]; cursor?: string }> {
  await getOwned(deps, principal, { collection: batches, id, what: "batch" });
  const page = await deps.store.query(tasks, {
    index: status === undefined ? "byBatch" : "byStatus",
    partition: status === undefined ? id : `${id}/${status}`,
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
  const items = await Promise.all(page.items.map(({ value }) => presentTask(deps, value)));
  return { ...page, items };
}

const present = ({ settings, clock }: ReadDeps, record: BatchRecord): Batch =>
  toBatch(record, { concurrency: settings.concurrency, now: clock.now() });
