import type { Batch, BatchId, UpdateBatch } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { replace } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { type BatchRecord, batches, toBatch } from "./batch-record.ts";

/**
 * Renames a batch, or changes the lane its tasks go to from now on; messages that wait already stay in theirs. Throws
 * the problem `not-found`.
 */
export async function updateBatch(
  deps: CoreDeps,
  principal: Principal,
  { id, name, priority }: UpdateBatch & { id: BatchId },
): Promise<Batch> {
  return untilNoConflict(async () => {
    const { value: batch, revision } = await getOwned(deps, principal, {
      collection: batches,
      id,
      what: "batch",
    });
    const at = deps.clock.now();
    const next: BatchRecord = {
      ...batch,
      name: name ?? batch.name,
      config: { ...batch.config, priority: priority ?? batch.config.priority },
      updatedAt: at,
    };
    await deps.store.transact([
      replace(batches, next, revision),
      audit(deps, principal, { action: "batch.updated", subject: id, before: batch, after: next }),
      announce(deps.outbox, id, {
        workspaceId: batch.workspaceId,
        events: [{ type: "batch.changed", batchId: id, status: batch.workflow.status, at }],
      }),
    ]);
    return toBatch(next, { concurrency: deps.settings.concurrency, now: at });
  });
}
