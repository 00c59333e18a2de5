import type { GenerateMessage } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { ConflictError, GeneratorError, MAX_RECEIVES, replace, type Stored } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import type { Attempt, GenerateDeps } from "./attempt.ts";
import { commitDeferral, commitTry } from "./commit-try.ts";
import { type GenerationContext, loadContext } from "./generation-context.ts";
import { keepImage } from "./keep-image.ts";
import { makeImage } from "./make-image.ts";
import { beginTry } from "./step.ts";
import { steppedEvent, type TaskRecord, tasks } from "./task-record.ts";

export interface Delivery {
  /** 1 on the first delivery of the message. */
  readonly receives: number;
  /** Aborted when the process is stopping. */
  readonly signal: AbortSignal;
}

/** What the queue should do with the message: it is done with, or it comes again after a while. */
export type Disposition =
  | { readonly kind: "done" }
  | { readonly kind: "later"; readonly delaySeconds: number };

const DONE: Disposition = { kind: "done" };
const UNAVAILABLE_DELAY_SECONDS = 30;

/**
 * Takes one task through one try. Safe to repeat at any point and to run twice at once: the first to commit wins.
 * Throws when the process is stopping or a port fails; the message then comes again.
 */
export async function generate(
  deps: GenerateDeps,
  message: GenerateMessage,
  { receives, signal }: Delivery,
): Promise<Disposition> {
  const loaded = await loadContext(deps, message);
  if (loaded === undefined) return DONE;
  try {
    const context = { ...loaded, task: await markProcessing(deps, loaded) };
    if (receives >= MAX_RECEIVES) await commitTry(deps, context, givenUp(receives));
    else await tryOnce(deps, context, signal);
    return DONE;
  } catch (error) {
    // Somebody else moved the task on: look again at what is left to do.
    if (error instanceof ConflictError) return { kind: "later", delaySeconds: 0 };
    throw error;
  }
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
function givenUp(receives: number): Attempt {
  const message = `Given up: the task was started ${receives} times and never came to an end.`;
  return { outcome: { kind: "error", class: "permanent", message } };
}

async function tryOnce(deps: GenerateDeps, context: GenerationContext, signal: AbortSignal): Promise<void> {
  try {
    const made = await makeImage(deps, context, signal);
    await commitTry(deps, context, await keepImage(deps, context, made));
  } catch (error) {
    if (error instanceof ConflictError || signal.aborted) throw error;
    if (!(error instanceof GeneratorError)) throw error;
    if (error.kind !== "unavailable") {
      await commitTry(deps, context, {
        outcome: { kind: "error", class: error.kind, message: error.message },
      });
      return;
    }
    const delaySeconds = error.retryAfterSeconds ?? UNAVAILABLE_DELAY_SECONDS;
    deps.log("warn", "the generator is unavailable; its tasks wait", { delaySeconds });
    await commitDeferral(deps, context, { message: error.message, delaySeconds });
  }
}
