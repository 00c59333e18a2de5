import { type AppliedEntry, applyChange } from "./apply-change.ts";
import { fetchImage } from "./image.ts";
import { isOfTarget, toProblem } from "./problems.ts";
import { withRetries } from "./retries.ts";
import { revertChange } from "./revert-change.ts";
import { runChanges } from "./run-changes.ts";
import type { AnyChangeContext, WorkRun } from "./work-run.ts";

/** Receipts that are settled together, and told to the hub only then: a crash before repeats from the journal. */
const SETTLED_AT_ONCE = 50;

/** Applies every change that is left. Throws a ConnectorError of the codes `credentials-…` before any, if it has none. */
export async function runApply(run: WorkRun): Promise<void> {
  await assertLetIn(run);
  const unsettled: Done[] = [];
  await runChanges(run, {
    failed: "failed",
    async run(pending) {
      const began = run.now();
      const entry = await applyChange(run, pending);
      const done = { entry, kind: pending.change.change.kind, milliseconds: run.now() - began };
      if (run.connector.settle === undefined) return tell(run, done);
      unsettled.push(done);
      if (unsettled.length >= SETTLED_AT_ONCE) await settle(run, unsettled.splice(0));
    },
  });
  if (unsettled.length > 0) await settle(run, unsettled);
}

interface Done {
  readonly entry: AppliedEntry;
  readonly kind: "create" | "update" | "skip" | "conflict" | "delete";
  readonly milliseconds: number;
}

async function tell(run: WorkRun, { entry, kind, milliseconds }: Done): Promise<void> {
  await run.reporter.add(entry);
  const { connector } = run.work.target;
  run.onEvent({ type: "change", connector, kind, outcome: "applied", code: null, milliseconds });
}

/** What the platform does better in bulk. A failure is told as a warning: the changes themselves have been written. */
async function settle(run: WorkRun, done: readonly Done[]): Promise<void> {
  const receipts = done.map(({ entry }) => entry.receipt);
  const warnings = await withRetries(
    async () => run.connector.settle?.(settleContext(run), receipts),
    run.retries,
  ).then(
    () => [],
    (error: unknown) => {
      run.signal.throwIfAborted();
      const problem = toProblem(error, run.work.id);
      if (problem.code === "unknown") run.logUnexpected(error, run.work.id);
      return [problem.detail.slice(0, 500)];
    },
  );
  const told = ({ entry, ...rest }: Done): Promise<void> => {
    const receipt = { ...entry.receipt, warnings: [...entry.receipt.warnings, ...warnings].slice(0, 20) };
    return tell(run, { ...rest, entry: { ...entry, receipt } });
  };
  await Promise.all(done.map(told));
}

/** Not of one change: its steps are retried, but there is nothing to journal them with. */
function settleContext(run: WorkRun): AnyChangeContext {
  return {
    ...run.context,
    step: (_key, body) => withRetries(body, run.retries),
    image: (query) => fetchImage(run, null, query),
  };
}

/**
 * A target that has no credentials is nothing that each change has to fail of: its publication is paused, says so, and
 * goes on when there are some. What else keeps them away is tried again with each change.
 */
async function assertLetIn({ context }: WorkRun): Promise<void> {
  try {
    await context.credentials();
  } catch (error) {
    if (isOfTarget(error)) throw error;
  }
}

/** Takes back every receipt that is left. Throws as `runApply` does. */
export async function runRevert(run: WorkRun): Promise<void> {
  await assertLetIn(run);
  await runChanges(run, {
    failed: "revert-failed",
    async run(pending) {
      const began = run.now();
      await run.reporter.add(await revertChange(run, pending));
      const { kind } = pending.change.change;
      const { connector } = run.work.target;
      const milliseconds = run.now() - began;
      run.onEvent({ type: "change", connector, kind, outcome: "reverted", code: null, milliseconds });
    },
  });
}
