import type { CommittedChange } from "../contract/connector.ts";
import { createBulkContext } from "./context.ts";
import { endTry } from "./left.ts";
import { type LookAt, lookTogether } from "./look-together.ts";
import { toProblem } from "./problems.ts";
import { withRetries } from "./retries.ts";
import { type Done, tellApplied, tellFailed } from "./tell.ts";
import type { WorkRun } from "./work-run.ts";

/** Has what was staged made in one go, then tells what has become of each change. Throws when the work is stopped. */
export async function commitChanges(run: WorkRun, done: readonly Done[]): Promise<void> {
  // From here on the journal is what tells, after a crash, what was there before.
  await run.reporter.idle();
  // What another work has taken is its own to make; it is listed again when this work is over.
  const ours = done.filter(({ written }) => !written.journal.isTaken);
  const errors = await commit(
    run,
    ours.flatMap(({ written }) => written.toCommit ?? []),
  );
  const errorOf = ({ written: { toCommit } }: Done): unknown =>
    toCommit === null ? undefined : errors.get(toCommit.externalId);
  const failed = ours.filter((one) => errorOf(one) !== undefined);
  const look = lookTogether(
    run,
    failed.map(({ pending }) => pending.reference),
  );
  const appliedAt = run.now();
  await Promise.all(
    ours.map((one) => {
      const error = errorOf(one);
      return error === undefined ? tellApplied(run, one, { appliedAt }) : fail(run, one, { error, look });
    }),
  );
  // Then those that have failed are not told, and somebody has to go on with them.
  if (failed.length > 0) run.signal.throwIfAborted();
}

/** What could not be made, by external id. */
async function commit(
  run: WorkRun,
  changes: readonly CommittedChange[],
): Promise<ReadonlyMap<string, unknown>> {
  if (changes.length === 0) return new Map();
  const attempt = async () => run.connector.commit?.(createBulkContext(run), changes);
  try {
    return (await withRetries(attempt, run.retries)) ?? new Map();
  } catch (error) {
    // Whether it was made is not known: whoever goes on asks for it again.
    run.signal.throwIfAborted();
    if (toProblem(error, run.work.id).code === "unknown") run.logUnexpected(error, run.work.id);
    return new Map(changes.map(({ externalId }) => [externalId, error]));
  }
}

interface Failed {
  readonly error: unknown;
  readonly look: LookAt;
}

/** As a change that fails by itself: its try is ended. Not if the work is being stopped: the next one tries it again. */
async function fail(run: WorkRun, { pending, written, began }: Done, { error, look }: Failed): Promise<void> {
  const { change, reference } = pending;
  await endTry(run, written.journal, { change, reference, error, look });
  if (run.signal.aborted) return;
  const problem = toProblem(error, run.work.id);
  const { id, kind } = change.change;
  await tellFailed(run, id, { type: "failed", problem, kind, began });
}
