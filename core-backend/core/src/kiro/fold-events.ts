import type { DomainEvent, TaskStepped } from "@assetql/contract";
import type { BatchRecord } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import { notifyJob } from "../notifications/notify-job.ts";
import { type Action, put, replace, type Stored } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { emptyLedger, foldLedger, type Ledger, ledgerIdOf, ledgers, shardOf } from "./ledger.ts";
import { addTallies, emptyTally, type Tally } from "./tally.ts";
import { advance, type Command, type Workflow } from "./workflow.ts";

export type FoldDeps = Pick<CoreDeps, "store" | "outbox" | "clock" | "settings">;

export interface FoldedEvents {
  /** Of the batch afterwards; its record, and the usage that follows from it, are the caller's to write. */
  readonly workflow: Workflow;
  /** Every other write: those of the ledgers, and up to three commands. */
  readonly actions: readonly Action[];
}

/**
 * Folds events into a batch. One that was folded before changes nothing: an event of what a person asked for may be
 * folded with the record it is about, so that it counts at once, and again when the outbox hands it over.
 */
export async function foldEvents(
  deps: FoldDeps,
  batch: BatchRecord,
  events: readonly DomainEvent[],
): Promise<FoldedEvents> {
  const steps = events.filter((event): event is TaskStepped => event.type === "task.stepped");
  const folded = await foldSteps(deps, batch, steps);
  const { state, commands } = advance(batch.workflow, { events, change: folded.change }, deps.settings);
  const next = { ...batch, workflow: state };
  return {
    workflow: state,
    actions: [...folded.actions, ...commands.map((command) => carryOut(deps, next, command))],
  };
}

async function foldSteps(
  { store }: FoldDeps,
  { id }: BatchRecord,
  steps: readonly TaskStepped[],
): Promise<{ actions: readonly Action[]; change: Tally }> {
  const shards = Map.groupBy(steps, ({ row }) => shardOf(row));
  const actions: Action[] = [];
  let change = emptyTally();
  for (const [shard, events] of shards) {
    const stored = await store.get(ledgers, ledgerIdOf(id, shard));
    const folded = foldLedger(stored?.value ?? emptyLedger(id, shard), events);
    actions.push(writeLedger(folded.ledger, stored));
    change = addTallies(change, folded.change);
  }
  return { actions, change };
}

function writeLedger(ledger: Ledger, stored: Stored<Ledger> | undefined): Action {
  return stored === undefined ? put(ledgers, ledger) : replace(ledgers, ledger, stored.revision);
}

function carryOut({ outbox, clock }: FoldDeps, batch: BatchRecord, { kind }: Command): Action {
  const { id: batchId, workspaceId, workflow } = batch;
  const at = clock.now();
  switch (kind) {
    case "distribute":
      return announce(outbox, batchId, {
        workspaceId,
        jobs: [{ queue: "workflow", message: { kind: "distribute", batchId } }],
      });
    case "announce-finished":
      return announce(outbox, batchId, {
        workspaceId,
        events: [{ type: "batch.finished", batchId, reopenedBy: workflow.reopenedBy, at }],
        // Who had one image made again is waiting for it.
        jobs:
          workflow.reopenedBy === "regeneration"
            ? []
            : [notifyJob(workspaceId, { type: "batch.finished", batchId, at })],
      });
    case "alert": {
      const { failed, completed } = workflow.tally;
      const endedTasks = failed + completed;
      const failureRate = failed / endedTasks;
      return announce(outbox, batchId, {
        workspaceId,
        events: [{ type: "batch.alerted", batchId, at, failedTasks: failed, endedTasks, failureRate }],
        jobs: [
          notifyJob(workspaceId, { type: "batch.alerted", batchId, at, failedTasks: failed, endedTasks }),
        ],
      });
    }
  }
}
