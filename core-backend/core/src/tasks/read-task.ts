import type { Task, TaskId } from "@assetql/contract";
import { URL_LIFETIME_SECONDS } from "../assets/read-asset.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { getOwned } from "../shared/not-found.ts";
import { tasks, toTask } from "./task-record.ts";

/** A task; its best image below the gate with a URL signed for an hour. Throws the problem `not-found`. */
export async function getTask(
  { store, blobs }: Pick<CoreDeps, "store" | "blobs">,
  principal: Principal,
  { id }: { id: TaskId },
): Promise<Task> {
  const { value } = await getOwned({ store }, principal, { collection: tasks, id, what: "task" });
  const { bestTry } = value;
  if (bestTry === null) return toTask(value);
  const url = await blobs.signedReadUrl(bestTry.blobKey, { expiresInSeconds: URL_LIFETIME_SECONDS });
  return { ...toTask(value), bestTry: { score: bestTry.score, url } };
}
