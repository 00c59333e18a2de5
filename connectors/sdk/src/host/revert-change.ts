import type { Receipt, ReportEntryInput, Snapshot, WorkChange } from "@assetql/contract";
import { changedNames } from "../compare/decide-revert.ts";
import { decideRevert, fieldOf, isSame, type RevertDecision } from "../compare/index.ts";
import type { Observed } from "../contract/connector.ts";
import { ConnectorError } from "../contract/connector-error.ts";
import { ChangeBusy } from "./change-busy.ts";
import { createChangeContext } from "./context.ts";
import { receiptOfHalfDone } from "./half-done.ts";
import type { Journal } from "./journal.ts";
import { type KeptUndo, readKept } from "./kept.ts";
import { endTry } from "./left.ts";
import { placesOf } from "./look.ts";
import { observeOne } from "./observe.ts";
import { restoresOf } from "./own.ts";
import type { Pending } from "./pending.ts";
import { withRetries } from "./retries.ts";
import type { WorkRun } from "./work-run.ts";

export type RevertedEntry = Extract<ReportEntryInput, { type: "reverted" }>;

/**
 * Takes one receipt back, or what a change without one has left half done. Throws what the connector throws, `refused`
 * if the target does not take a value back, and `ChangeBusy` when another work has the change by now.
 */
export async function revertChange(run: WorkRun, pending: Pending): Promise<RevertedEntry> {
  const { change, reference } = pending;
  const { context, journal } = createChangeContext(run, change, "revert");
  try {
    const now = await pending.observe();
    const { receipt, decision } = decide(run, { change, journal, now });
    const { fields, remove } = decision;
    if (remove || Object.keys(fields).length > 0) {
      const toRevert = { ...reference, receipt, now, fields, remove };
      await withRetries(() => run.connector.revert(context, toRevert), run.retries);
    }
    const after = await observeOne(run, reference);
    assertRestored(decision, after);
    if (journal.isTaken) throw new ChangeBusy();
    return toEntry(run, change, { receipt, decision, after });
  } catch (error) {
    if (journal.isTaken) throw new ChangeBusy();
    await endTry(run, journal, { change, reference, error });
    throw error;
  }
}

function toEntry(run: WorkRun, change: WorkChange, reverted: Reverted): RevertedEntry {
  const { receipt, decision } = reverted;
  const { kept, remove, fields } = decision;
  return {
    type: "reverted",
    changeId: change.change.id,
    report: {
      restored: remove ? changedNames(receipt).filter((name) => !kept.includes(name)) : Object.keys(fields),
      kept,
      removed: remove,
      revertedAt: run.now(),
    },
    after: ownAfter(change, reverted),
  };
}

interface Undoing {
  readonly change: WorkChange;
  readonly journal: Journal;
  readonly now: Observed;
}

interface Undo {
  readonly receipt: Receipt;
  readonly decision: RevertDecision;
}

/**
 * What is to be taken back. After a crash it is what had been decided; when it failed, or was paused, somebody may have
 * changed something since, or it is forced by now: then it is decided anew.
 */
function decide(run: WorkRun, { change, journal, now }: Undoing): Undo {
  const earlier = readKept(journal, "undo");
  const given = change.change.receipt ?? receiptOfHalfDone(change, { journal, now, at: run.now() });
  const receipt = earlier?.made ? { ...given, ...earlier.made } : given;
  const isThere = now.remoteId !== null;
  const isGone = receipt.existed && receipt.remoteId !== null && !isThere;
  // A platform may have it in no place for a moment while it is brought back.
  if (earlier !== undefined && (journal.isOurs || isGone)) {
    const fields = Object.fromEntries(earlier.names.map((name) => [name, fieldOf(receipt.before, name)]));
    return { receipt, decision: { fields, kept: earlier.kept, remove: earlier.remove } };
  }
  // A change that found everything as it should be has nothing to take back, wherever the thing is by now.
  if (isGone && changedNames(receipt).length > 0) {
    throw new ConnectorError(
      "remote-deleted",
      now.missing ?? "It was deleted there, so nothing can be taken back.",
    );
  }
  const left = journal.isBegun && earlier !== undefined ? leftOfUndo(journal, receipt, earlier) : undefined;
  const places = placesOf(run, change.asset);
  const decision = decideRevert({
    receipt,
    now: now.fields,
    isThere,
    places,
    force: run.work.force,
    ...(left && { left }),
  });
  const made = change.change.receipt === null ? { remoteId: receipt.remoteId, after: receipt.after } : null;
  const { kept, remove } = decision;
  journal.keep("undo", { names: Object.keys(decision.fields), kept, remove, made });
  return { receipt, decision };
}

/**
 * What an undo that failed has left of what it was to bring back. The rest is as the change had left it, or as somebody
 * has changed it since.
 */
function leftOfUndo(journal: Journal, { after }: Receipt, undo: KeptUndo): Snapshot | undefined {
  const left = readKept(journal, "left")?.fields;
  if (left === undefined) return undefined;
  const isOurs = restoresOf(undo);
  const all = [...new Set([...Object.keys(after), ...Object.keys(left)])];
  return Object.fromEntries(all.map((name) => [name, fieldOf(isOurs(name) ? left : after, name)]));
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
