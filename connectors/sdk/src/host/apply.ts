import { applyChange } from "./apply-change.ts";
import { commitChanges } from "./commit.ts";
import type { Pending } from "./pending.ts";
import { isOfTarget } from "./problems.ts";
import { revertChange } from "./revert-change.ts";
import { runChanges } from "./run-changes.ts";
import { settleChanges } from "./settle.ts";
import { type Done, tellApplied } from "./tell.ts";
import type { WorkRun } from "./work-run.ts";

/** Receipts that are settled together, and told to the hub only then: a crash before repeats from the journal. */
const SETTLED_AT_ONCE = 50;

/** Applies every change that is left. Throws a ConnectorError of the codes `credentials-…` before any, if it has none. */
export async function runApply(run: WorkRun): Promise<void> {
  await assertLetIn(run);
  const { settle, commit } = run.connector;
  const untold: Done[] = [];
  const tell = async (): Promise<void> => {
    const done = untold.splice(0);
    if (done.length === 0) return;
    await (commit === undefined ? settleChanges(run, done) : commitChanges(run, done));
  };
  await runChanges(run, {
    failed: "failed",
    async run(pending) {
      const done = await applyOne(run, pending);
      if (settle === undefined && commit === undefined) return tellApplied(run, done);
      untold.push(done);
      if (commit === undefined && untold.length >= SETTLED_AT_ONCE) await tell();
    },
    afterRound: tell,
  });
}

async function applyOne(run: WorkRun, pending: Pending): Promise<Done> {
  const began = run.now();
  const written = await applyChange(run, pending);
  return { pending, written, began, milliseconds: run.now() - began };
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
