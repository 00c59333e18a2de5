import type { Task, TaskId } from "@assetql/contract";
import { URL_LIFETIME_SECONDS } from "../assets/read-asset.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { getOwned } from "../shared/not-found.ts";
import { type TaskRecord, tasks, toTask } from "./task-record.ts";

/** A task; its best image below the gate with a URL signed for an hour. Throws the problem `not-found`. */
export async function getTask(
  deps: Pick<CoreDeps, "store" | "blobs">,
  principal: Principal,
  { id }: { id: TaskId },
): Promise<Task> {
  const { value } = await getOwned(deps, principal, { collection: tasks, id, what: "task" });
  return presentTask(deps, value);
}

/** A task as people see it: what is below the gate they look at before they accept it. */
export async function presentTask({ blobs }: Pick<CoreDeps, "blobs">, record: TaskRecord): Promise<Task> {
  const { bestTry } = record;
  if (bestTry === null) return toTask(record);
  const url = await blobs.signedReadUrl(bestTry.blobKey, { expiresInSeconds: URL_LIFETIME_SECONDS });
  return { ...toTask(record), bestTry: { score: bestTry.score, url } };
}
