import type { Receipt, ReportEntryInput, Snapshot, WorkChange } from "@assetql/contract";
import { changedNames } from "../compare/decide-revert.ts";
import { decideRevert, fieldOf, isSame, type RevertDecision } from "../compare/index.ts";
import type { Observed } from "../contract/connector.ts";
import { ConnectorError } from "../contract/connector-error.ts";
import { createChangeContext } from "./context.ts";
import { parseRevertDecision } from "./kept.ts";
import { observeOne } from "./observe.ts";
import type { Pending } from "./pending.ts";
import { withRetries } from "./retries.ts";
import type { WorkRun } from "./work-run.ts";

export type RevertedEntry = Extract<ReportEntryInput, { type: "reverted" }>;

/** Takes one receipt back. Throws what the connector throws, and `refused` if the target does not take a value back. */
export async function revertChange(run: WorkRun, pending: Pending): Promise<RevertedEntry> {
  const { change, reference } = pending;
  const { receipt } = change.change;
  if (receipt === null) throw new ConnectorError("not-supported", "There is no receipt to take back.");
  const { context, journal } = createChangeContext(run, change, "revert");
  const now = await pending.observe();
  const kept = journal.isBegun ? journal.kept("decision") : undefined;
  const decision = kept === undefined ? decide(run, change, { receipt, now }) : parseRevertDecision(kept);
  if (kept === undefined) journal.keep("decision", decision);
  const { fields, remove } = decision;
  if (remove || Object.keys(fields).length > 0) {
    const toRevert = { ...reference, receipt, now, fields, remove };
    await withRetries(() => run.connector.revert(context, toRevert), run.retries);
  }
  const after = await observeOne(run, reference);
  assertRestored(decision, after);
  return {
    type: "reverted",
    changeId: change.change.id,
    report: {
      restored: remove
        ? changedNames(receipt).filter((name) => !decision.kept.includes(name))
        : Object.keys(fields),
      kept: decision.kept,
      removed: remove,
      revertedAt: run.now(),
    },
    after: ownAfter(change, { receipt, decision, after }),
  };
}

function decide(
  run: WorkRun,
  { asset }: WorkChange,
  { receipt, now }: { readonly receipt: Receipt; readonly now: Observed },
): RevertDecision {
  const isThere = now.remoteId !== null;
  if (receipt.existed && receipt.remoteId !== null && !isThere) {
    throw new ConnectorError(
      "remote-deleted",
      now.missing ?? "It was deleted there, so nothing can be taken back.",
    );
  }
  const places = asset
    ? (run.connector.desire(run.context, asset, run.work.target.mapping).places ?? [])
    : [];
  return decideRevert({ receipt, now: now.fields, isThere, places, force: run.work.force });
}

/** Undo means: equal to the snapshot, under observe. */
function assertRestored({ fields, remove }: RevertDecision, after: Observed): void {
  const wrong = Object.keys(fields).filter(
    (name) => !isSame(fieldOf(fields, name), fieldOf(after.fields, name)),
  );
  if (wrong.length > 0) {
    throw new ConnectorError(
      "refused",
      `The target did not take back what was there before: ${wrong.join(", ")}.`,
    );
  }
  if (remove && after.remoteId !== null) {
    throw new ConnectorError("refused", "The target did not remove what had been published.");
  }
}

interface Reverted {
  readonly receipt: Receipt;
  readonly decision: RevertDecision;
  readonly after: Observed;
}

/** What is there and is not somebody else's: what a later plan takes for the state that nobody has touched. */
function ownAfter({ change }: WorkChange, { receipt, decision, after }: Reverted): Snapshot {
  if (after.remoteId === null) return {};
  const changed = new Set(changedNames(receipt));
  const ours = change.fields.filter(({ outcome }) => outcome === "same" || outcome === "write");
  const untouched = ours
    .map(({ name }) => name)
    .filter((name) =>
      changed.has(name)
        ? !decision.kept.includes(name)
        : isSame(fieldOf(after.fields, name), fieldOf(receipt.after, name)),
    );
  return Object.fromEntries(untouched.map((name) => [name, fieldOf(after.fields, name)]));
}
