import { type Batch, type BatchId, ProblemError } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { type Control, control } from "../kiro/control.ts";
import { IllegalTransitionError } from "../kiro/transitions.ts";
import type { Workflow } from "../kiro/workflow.ts";
import { reserveFor } from "../limits/quota.ts";
import { replace } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce, type OutgoingJob } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { type BatchRecord, batches, toBatch } from "./batch-record.ts";

/** What a control is called in the past: in the audit, and in the words of a refusal. */
const past: Readonly<Record<Control, string>> = {
  pause: "paused",
  resume: "resumed",
  cancel: "cancelled",
  "retry-failed": "retried",
};

/**
 * Pauses, resumes or cancels a batch, or gives its failed tasks another three tries. Asking for what is so already
 * changes nothing. Throws the problems `not-found` and `batch-state`, and `quota-exceeded` when there is no room for them in the month.
 */
export async function controlBatch(
  deps: CoreDeps,
  principal: Principal,
  { id, asked }: { id: BatchId; asked: Control },
): Promise<Batch> {
  const present = (record: BatchRecord): Batch =>
    toBatch(record, { concurrency: deps.settings.concurrency, now: deps.clock.now() });
  // A running batch's record changes many times a second.
  return untilNoConflict(async () => {
    const { value: batch, revision } = await getOwned(deps, principal, {
      collection: batches,
      id,
      what: "batch",
    });
    if (isSoAlready(batch.workflow, asked)) return present(batch);
    const at = deps.clock.now();
    const next: BatchRecord = { ...batch, workflow: move(batch, asked, at), updatedAt: at };
    const { status } = next.workflow;
    await deps.store.transact([
      replace(batches, next, revision),
      ...(await reserveFor(deps, { before: batch, after: next })),
      audit(deps, principal, {
        action: `batch.${past[asked]}`,
        subject: id,
        before: { status: batch.workflow.status },
        after: { status },
      }),
      announce(deps.outbox, id, {
        workspaceId: batch.workspaceId,
        events: [{ type: "batch.changed", batchId: id, status, at }],
        jobs: jobsOf(id, asked),
      }),
    ]);
    return present(next);
  });
}

function isSoAlready({ status, requeueing }: Workflow, asked: Control): boolean {
  if (asked === "pause") return status === "paused";
  if (asked === "resume") return status === "processing";
  if (asked === "cancel") return status === "cancelled";
  return requeueing;
}

function move({ name, workflow }: BatchRecord, asked: Control, now: number): Workflow {
  if (asked === "retry-failed" && workflow.tally.failed === 0) {
    throw new ProblemError("batch-state", `No task of the batch "${name}" has failed.`);
  }
  try {
    return control(workflow, asked, now);
  } catch (error) {
    if (!(error instanceof IllegalTransitionError)) throw error;
    throw new ProblemError(
      "batch-state",
      `The batch "${name}" is ${workflow.status}, so it cannot be ${past[asked]}.`,
    );
  }
}

/** Tasks that have no message follow by a job; those that are not distributed yet by the fold of the event. */
function jobsOf(batchId: BatchId, asked: Control): OutgoingJob[] {
  if (asked === "retry-failed") {
    return [{ queue: "workflow", message: { kind: "retry-failed", batchId, fromRow: 1 } }];
  }
  if (asked !== "resume") return [];
  const message = { kind: "unpark", batchId } as const;
  // Once more when every index has caught up: what was put aside last may not be in it yet.
  return [
    { queue: "workflow", message },
    { queue: "workflow", message, delaySeconds: 30 },
  ];
}
