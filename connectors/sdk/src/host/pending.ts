import { type ChangeKind, WORK_LIMITS, type WorkChange } from "@assetql/contract";
import type { Observed, Reference } from "../contract/connector.ts";
import { untilAnswered } from "./hub-calls.ts";
import { observeAll, observeOne } from "./observe.ts";
import { itemIdOf } from "./plan.ts";
import { isOfNetwork } from "./problems.ts";
import type { WorkRun } from "./work-run.ts";

/** What was seen longer ago is looked at again before it is written to. */
const FRESH_MS = 10_000;

/** A change whose external id this work holds. */
export interface Pending {
  readonly change: WorkChange;
  readonly reference: Reference;
  /** What is at the target, as seen moments ago. */
  observe(): Promise<Observed>;
}

/** Ids of changes. */
export interface Seen {
  /** They are done with, and not given again. */
  readonly ended: Set<string>;
  /** Another work holds them. */
  readonly busy: Map<string, ChangeKind>;
}

/**
 * The changes that are still to be applied or reverted. They are leased and observed a group at a time, the next while
 * the one before is worked on, so that it costs few requests.
 */
export async function* pendingChanges(run: WorkRun, seen: Seen): AsyncGenerator<Pending, void> {
  const groups = changeGroups(run);
  const next = async (): Promise<Pending[] | undefined> => {
    const group = await groups.next();
    if (group.done) return undefined;
    return lease(
      run,
      group.value.filter(({ change }) => !seen.ended.has(change.id)),
      seen,
    );
  };
  for (let ahead = next(); ; ) {
    const pending = await ahead;
    if (pending === undefined) return;
    ahead = next();
    // It is awaited in the next round; if that does not come, nobody misses it.
    ahead.catch(() => undefined);
    yield* pending;
  }
}

async function* changeGroups(run: WorkRun): AsyncGenerator<WorkChange[], void> {
  let cursor: string | undefined;
  do {
    const query = { cursor, limit: WORK_LIMITS.changesPerEntries };
    const page = await untilAnswered(() => run.hub.changes(run.work.id, query, run.hubCall), run.signal);
    yield [...page.items];
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** Leases and observes a group; those that another work holds go to `busy`. */
async function lease(run: WorkRun, group: readonly WorkChange[], { busy }: Seen): Promise<Pending[]> {
  const answers = await Promise.all(
    group.map(({ change }) => run.reporter.add({ type: "started", changeId: change.id })),
  );
  group.forEach(({ change }, index) => {
    if (answers[index]?.busy) busy.set(change.id, change.kind);
  });
  const held = group.filter((_, index) => answers[index]?.busy === false);
  const references = held.map((change) => referenceOf(run, change));
  const seenAt = run.now();
  // What cannot be observed together is observed alone, so that each change has its own problem; unless nobody answers.
  let silence: unknown;
  const observed = await observeAll(run, references).catch((error: unknown) => {
    if (isOfNetwork(error)) silence = error;
    return undefined;
  });
  run.signal.throwIfAborted();
  return held.map((change, index) => {
    const reference = references[index] ?? referenceOf(run, change);
    return {
      change,
      reference,
      async observe() {
        const isFresh = run.now() - seenAt < FRESH_MS;
        if (silence !== undefined) throw silence;
        return observed !== undefined && isFresh
          ? observed(reference.externalId)
          : observeOne(run, reference);
      },
    };
  });
}

function referenceOf(run: WorkRun, { change, asset, link }: WorkChange): Reference {
  const { externalId, itemId } = change;
  const remoteId = change.receipt?.remoteId ?? link?.remoteId ?? change.remoteId;
  return { externalId, remoteId, itemId: itemId ?? itemIdOf(run, asset, link) };
}
