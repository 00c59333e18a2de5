import type { GenerateMessage } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { GeneratorError, MAX_RECEIVES, replace, type Stored } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import type { Attempt, GenerateDeps } from "./attempt.ts";
import { commitDeferral, commitTry } from "./commit-try.ts";
import { type GenerationContext, loadContext } from "./generation-context.ts";
import { keepImage } from "./keep-image.ts";
import { callGenerator, scoreGenerated } from "./make-image.ts";
import { beginTry } from "./step.ts";
import { steppedEvent, type TaskRecord, tasks } from "./task-record.ts";

export interface Delivery {
  /** 1 on the first delivery of the message. */
  readonly receives: number;
  /** Aborted when the process is stopping. */
  readonly signal: AbortSignal;
}

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
  const context = { ...loaded, task: await markProcessing(deps, loaded) };
  if (receives >= MAX_RECEIVES) await commitTry(deps, context, givenUp(receives, deps.clock.now()));
  else await tryOnce(deps, context, signal);
}

async function markProcessing(
  { store, outbox, clock }: Pick<CoreDeps, "store" | "outbox" | "clock">,
  { task: { value, revision } }: GenerationContext,
): Promise<Stored<TaskRecord>> {
  const begun = beginTry(value, clock.now());
  await store.transact([
    replace(tasks, begun, revision),
    announce(outbox, begun.batchId, { events: [steppedEvent(begun, null)] }),
  ]);
  return { value: begun, revision: revision + 1 };
}

/** A message that came so often without an end has most likely ended the process each time. */
function givenUp(receives: number, startedAt: number): Attempt {
  const message = `Given up: the task was started ${receives} times and never came to an end.`;
  return { outcome: { kind: "error", class: "permanent", message }, startedAt };
}

async function tryOnce(deps: GenerateDeps, context: GenerationContext, signal: AbortSignal): Promise<void> {
  let startedAt = deps.clock.now();
  try {
    const generated = await deps.slots(() => {
      startedAt = deps.clock.now();
      return callGenerator(deps, context, signal);
    });
    const made = await scoreGenerated(deps, context, generated);
    await commitTry(deps, context, { ...(await keepImage(deps, context, made)), startedAt });
  } catch (error) {
    if (!(error instanceof GeneratorError) || signal.aborted) throw error;
    await commitError(deps, context, { error, startedAt });
  }
}

async function commitError(
  deps: GenerateDeps,
  context: GenerationContext,
  { error, startedAt }: { error: GeneratorError; startedAt: number },
): Promise<void> {
  const { kind, message, retryAfterSeconds } = error;
  if (kind !== "unavailable") {
    return commitTry(deps, context, { outcome: { kind: "error", class: kind, message }, startedAt });
  }
  const delaySeconds = retryAfterSeconds ?? UNAVAILABLE_DELAY_SECONDS;
  deps.log("warn", "the generator is unavailable; its tasks wait", { delaySeconds });
  return commitDeferral(deps, context, { message, delaySeconds });
}
