import type { GenerateMessage } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import type { Delivery } from "../jobs/delivery.ts";
import { withinBudget } from "../limits/daily-budget.ts";
import { ConflictError, GeneratorError, MAX_RECEIVES, replace, type Stored } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import type { Attempt, GenerateDeps } from "./attempt.ts";
import { commitDeferral, commitTry } from "./commit-try.ts";
import { equip, type GenerationContext, loadContext } from "./generation-context.ts";
import { keepImage } from "./keep-image.ts";
import { callGenerator, scoreGenerated } from "./make-image.ts";
import { park } from "./park.ts";
import { beginTry } from "./step.ts";
import { steppedEvent, type TaskRecord, tasks } from "./task-record.ts";

const UNAVAILABLE_DELAY_SECONDS = 30;

/**
 * Takes one task through one try. Safe to repeat at any point and to run twice at once: the first to commit wins.
 * Throws when somebody else moved the task on (ConflictError), when the process is stopping, and when a port fails;
 * the message then comes again.
 */
export async function generate(
  deps: GenerateDeps,
  message: GenerateMessage,
  { receives, signal }: Delivery,
): Promise<void> {
  const loaded = await loadContext(deps, message);
  if (loaded === undefined) return;
  if (loaded.batch.workflow.status === "paused") return park(deps, loaded);
  const context = { ...loaded, task: await beginProcessing(deps, loaded) };
  if (receives >= MAX_RECEIVES) await commitTry(deps, context, givenUp(receives));
  else await tryOnce(deps, context, signal);
}

/**
 * The task as processing. One that is already so is taken up as it stands: a process that had it died, or a twin
 * has it too, and then a new revision would take the commit from whoever is first.
 */
async function beginProcessing(
  { store, outbox, clock }: Pick<CoreDeps, "store" | "outbox" | "clock">,
  { task }: GenerationContext,
): Promise<Stored<TaskRecord>> {
  if (task.value.status === "processing") return task;
  const begun = beginTry(task.value, clock.now());
  await store.transact([
    replace(tasks, begun, task.revision),
    announce(outbox, begun.batchId, { workspaceId: begun.workspaceId, events: [steppedEvent(begun, null)] }),
  ]);
  return { value: begun, revision: task.revision + 1 };
}

/** A message that came so often without an end has most likely ended the process each time. */
function givenUp(receives: number): Attempt {
  const message = `Given up: the task was started ${receives} times and never came to an end.`;
  return { outcome: { kind: "error", class: "permanent", message }, startedAt: null };
}

async function tryOnce(deps: GenerateDeps, context: GenerationContext, signal: AbortSignal): Promise<void> {
  let startedAt: number | null = null;
  try {
    const equipped = { ...context, ...(await equip(deps, context)) };
    const generated = await deps.slots(() =>
      withinBudget(deps, equipped.generator, () => {
        startedAt = deps.clock.now();
        return callGenerator(deps, equipped, signal);
      }),
    );
    const made = await scoreGenerated(deps, equipped, generated);
    const attempt = await keepImage(deps, equipped, made);
    await commitTry(deps, context, { ...attempt, startedAt });
  } catch (error) {
    if (error instanceof ConflictError || signal.aborted) throw error;
    await commitError(deps, context, { error: asGeneratorError(deps, context, error), startedAt });
  }
}

/** What nobody foresaw costs a try like a model's own failure, so that it is bounded; the log has the reason. */
function asGeneratorError(
  { log }: GenerateDeps,
  { task }: GenerationContext,
  error: unknown,
): GeneratorError {
  if (error instanceof GeneratorError) return error;
  log("error", "an image could not be scored or stored", { taskId: task.value.id, error: String(error) });
  return new GeneratorError("transient", "The image could not be scored or stored; the hub's log says why.");
}

async function commitError(
  deps: GenerateDeps,
  context: GenerationContext,
  { error, startedAt }: { error: GeneratorError; startedAt: number | null },
): Promise<void> {
  const { kind, message, retryAfterSeconds } = error;
  if (kind !== "unavailable") {
    return commitTry(deps, context, { outcome: { kind: "error", class: kind, message }, startedAt });
  }
  const delaySeconds = retryAfterSeconds ?? UNAVAILABLE_DELAY_SECONDS;
  deps.log("warn", "the generator is unavailable; its tasks wait", { delaySeconds });
  return commitDeferral(deps, context, { message, delaySeconds });
}
