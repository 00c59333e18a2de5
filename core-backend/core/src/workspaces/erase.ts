import { type DeleteWorkspaceMessage, type QueueMessage, queueMessageSchema } from "@assetql/contract";
import { assets } from "../assets/asset-record.ts";
import { batches } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import { exportJobs } from "../exports/export-record.ts";
import { queueNames, remove } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { type EraseDeps, erasers } from "./erasers.ts";
import { workspaces } from "./workspace-record.ts";

/**
 * When it is looked once more whether everything is gone: later than a generation that was under way can still write,
 * and than an index can lag. The longest delay that a queue has.
 */
const LOOK_AGAIN_SECONDS = 900;

/** Dead letters that are looked at in each queue. */
const MOST_LETTERS = 1_000;

/**
 * Removes everything of a workspace that was deleted, page by page; its own record last, so that whatever stops this
 * is followed by another go. Safe to repeat. Does nothing to a workspace that is not deleted, or is there anew.
 */
export async function eraseWorkspace(
  deps: EraseDeps & Pick<CoreDeps, "outbox" | "deadLetters">,
  { workspaceId }: Pick<DeleteWorkspaceMessage, "workspaceId">,
): Promise<void> {
  const workspace = await deps.store.get(workspaces, workspaceId);
  if (workspace !== undefined && workspace.value.erasedAt === null) return;
  for (const { erase } of erasers) await erase(deps, workspaceId);
  await endDeadLetters(deps);
  // This was the second look.
  if (workspace === undefined) return;
  await deps.store.transact([
    remove(workspaces, workspaceId, workspace.revision),
    announce(deps.outbox, workspaceId, {
      workspaceId,
      jobs: [
        {
          queue: "workflow",
          message: { kind: "delete-workspace", workspaceId },
          delaySeconds: LOOK_AGAIN_SECONDS,
        },
      ],
    }),
  ]);
}

/** Jobs that died keep ids. Set going again they find that there is nothing left to do, and end. */
async function endDeadLetters(deps: Pick<CoreDeps, "store" | "deadLetters">): Promise<void> {
  for (const queue of queueNames) {
    const ended: string[] = [];
    for (const { id, body } of await deps.deadLetters.deadLetters(queue, MOST_LETTERS)) {
      const parsed = queueMessageSchema.safeParse(JSON.parse(body));
      if (parsed.success && (await isPointless(deps, parsed.data))) ended.push(id);
    }
    if (ended.length > 0) await deps.deadLetters.redrive(queue, ended);
  }
}

/** Whether the batch, export or asset that a job is about is gone. Jobs that remove things are never pointless. */
async function isPointless({ store }: Pick<CoreDeps, "store">, message: QueueMessage): Promise<boolean> {
  if (message.kind.startsWith("delete-")) return false;
  if ("batchId" in message) return (await store.get(batches, message.batchId)) === undefined;
  if ("exportId" in message) return (await store.get(exportJobs, message.exportId)) === undefined;
  if ("assetId" in message) return (await store.get(assets, message.assetId)) === undefined;
  return false;
}
