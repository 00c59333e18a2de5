import { setTimeout as wait } from "node:timers/promises";
import type { ChangeKind, PublicationProblem } from "@assetql/contract";
import { ChangeBusy } from "./change-busy.ts";
import { type Pending, pendingChanges } from "./pending.ts";
import { isOfNetwork, isOfTarget, toProblem } from "./problems.ts";
import { tellFailed } from "./tell.ts";
import type { WorkRun } from "./work-run.ts";

const BUSY_ROUNDS = 30;
const BUSY_PAUSE_MS = 2_000;
/** Changes in a row that nobody answered, each after all of its tries: the target is down. */
const DOWN_AFTER = 3;

export interface ChangeWork {
  run(pending: Pending): Promise<void>;
  /** After every change that could be had. What it has not told of, it still holds: others may wait for that. */
  afterRound?(): Promise<void>;
  readonly failed: "failed" | "revert-failed";
}

/** Does `work` for every change that is left, side by side up to the target's concurrency. */
export async function runChanges(run: WorkRun, work: ChangeWork): Promise<void> {
  const ended = new Set<string>();
  const one = createTry(run, work);
  for (let round = 0; ; round += 1) {
    // What another work held is listed anew: by now it may be done, or half done.
    const seen = { ended, busy: new Map<string, ChangeKind>() };
    await sideBySide(run, pendingChanges(run, seen), async (pending) => {
      const { id, kind } = pending.change.change;
      if ((await one(pending)) === "busy") seen.busy.set(id, kind);
      else ended.add(id);
    });
    await work.afterRound?.();
    if (seen.busy.size === 0) return;
    if (round === BUSY_ROUNDS) return giveUp(run, seen.busy, work);
    await wait(BUSY_PAUSE_MS, undefined, { signal: run.signal }).catch(() => undefined);
    run.signal.throwIfAborted();
  }
}

type Outcome = "ended" | "busy";

function createTry(
  run: WorkRun,
  { failed, run: tryOne }: ChangeWork,
): (pending: Pending) => Promise<Outcome> {
  const target = watchTarget();
  return async (pending) => {
    const began = run.now();
    const { id, kind } = pending.change.change;
    if (target.problem !== undefined) {
      await tellFailed(run, id, { problem: target.problem, kind, type: failed, began });
      return "ended";
    }
    try {
      await tryOne(pending);
      target.answered();
    } catch (error) {
      if (run.signal.aborted) return "ended";
      if (error instanceof ChangeBusy) return "busy";
      const problem = toProblem(error, id);
      if (problem.code === "unknown") run.logUnexpected(error, id);
      target.failed(error, problem);
      await tellFailed(run, id, { problem, kind, type: failed, began });
    }
    return "ended";
  };
}

/** Once the target as a whole fails, the changes that are left are told the same without being tried. */
function watchTarget() {
  let stopping: PublicationProblem | undefined;
  let unanswered = 0;
  return {
    get problem() {
      return stopping;
    },
    answered(): void {
      unanswered = 0;
    },
    failed(error: unknown, problem: PublicationProblem): void {
      unanswered = isOfNetwork(error) ? unanswered + 1 : 0;
      if (isOfTarget(error) || unanswered >= DOWN_AFTER) stopping ??= problem;
    },
  };
}

/** As many workers as the target allows, each taking the next change when it has done one. */
async function sideBySide(
  run: WorkRun,
  changes: AsyncGenerator<Pending, void>,
  one: (pending: Pending) => Promise<void>,
): Promise<void> {
  const worker = async (): Promise<void> => {
    for (;;) {
      run.signal.throwIfAborted();
      const next = await changes.next();
      if (next.done) return;
      await one(next.value);
    }
  };
  const workers = Array.from({ length: run.concurrency }, worker);
  // Nobody is left behind: a work is not over while one of its changes is being written.
  const outcomes = await Promise.allSettled(workers);
  run.signal.throwIfAborted();
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}

async function giveUp(
  run: WorkRun,
  busy: ReadonlyMap<string, ChangeKind>,
  { failed }: ChangeWork,
): Promise<void> {
  const detail = "Another publication is still working on this image there. Apply again when it is done.";
  const problem = { code: "unavailable", detail };
  const began = run.now();
  await Promise.all(
    [...busy].map(([id, kind]) => tellFailed(run, id, { type: failed, problem, kind, began })),
  );
}
