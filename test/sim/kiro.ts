import type { BatchId, DomainEvent, TaskStepped } from "@assetql/contract";
import { type Control, control } from "../../core-backend/core/src/kiro/control.ts";
import { emptyLedger, foldLedger, type Ledger, shardOf } from "../../core-backend/core/src/kiro/ledger.ts";
import { addTallies, emptyTally } from "../../core-backend/core/src/kiro/tally.ts";
import {
  advance,
  type Command,
  newWorkflow,
  type Workflow,
} from "../../core-backend/core/src/kiro/workflow.ts";

/** A batch as kiro keeps it: what {@link fold} makes of it is only true once it is committed. */
export interface KiroBatch {
  workflow: Workflow;
  readonly ledgers: Map<number, Ledger>;
}

export const openKiro = (totalTasks: number): KiroBatch => ({
  workflow: newWorkflow(totalTasks),
  ledgers: new Map(),
});

export interface Fold {
  readonly commands: readonly Command[];
  /** Makes it true. A dispatch that dies before this has changed nothing. */
  commit(): void;
}

/** Folds events as `dispatch` does: by ledger, then into the workflow. */
export function fold(
  kiro: KiroBatch,
  events: readonly DomainEvent[],
  { batchId, maxOutstandingTasks }: { batchId: BatchId; maxOutstandingTasks: number },
): Fold {
  const steps = events.filter((event): event is TaskStepped => event.type === "task.stepped");
  const folded: Ledger[] = [];
  let change = emptyTally();
  for (const [shard, group] of Map.groupBy(steps, ({ row }) => shardOf(row))) {
    const { ledger, change: more } = foldLedger(
      kiro.ledgers.get(shard) ?? emptyLedger(batchId, shard),
      group,
    );
    folded.push(ledger);
    change = addTallies(change, more);
  }
  const { state, commands } = advance(kiro.workflow, { events, change }, { maxOutstandingTasks });
  return {
    commands,
    commit() {
      kiro.workflow = state;
      for (const ledger of folded) kiro.ledgers.set(ledger.shard, ledger);
    },
  };
}

/** A person's word counts at once: it is written with the record. */
export function ask(kiro: KiroBatch, asked: Control, now: number): void {
  kiro.workflow = control(kiro.workflow, asked, now);
}
