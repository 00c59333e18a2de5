import type { DomainEvent } from "@assetql/contract";
import { type BatchRecord, batches } from "../batches/batch-record.ts";
import { type FoldDeps, foldEvents } from "../kiro/fold-events.ts";
import { reserveFor } from "../limits/quota.ts";
import { type Action, replace, type Stored } from "../ports/index.ts";

/**
 * The writes that fold a step into its batch now and not when the outbox hands it over, with what it takes of the
 * month's quota: several that are asked for at once would all find the same room otherwise. Throws the problem
 * `quota-exceeded`.
 */
export async function countAtOnce(
  deps: FoldDeps,
  { value: before, revision }: Stored<BatchRecord>,
  step: DomainEvent,
): Promise<readonly Action[]> {
  const { workflow, actions } = await foldEvents(deps, before, [step]);
  // It has its number once it is handed over.
  const unnumbered = { ...workflow, seq: before.workflow.seq };
  const after: BatchRecord = { ...before, workflow: unnumbered, updatedAt: deps.clock.now() };
  return [replace(batches, after, revision), ...actions, ...(await reserveFor(deps, { before, after }))];
}
