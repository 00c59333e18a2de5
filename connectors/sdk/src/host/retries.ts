import { setTimeout as wait } from "node:timers/promises";
import { ConnectorError, errorCodes } from "../contract/connector-error.ts";
import { ChangeBusy } from "./change-busy.ts";

/** Each try that is not answered in time costs a minute, and a place in the host. */
const TRIES = { retryable: 8, unanswered: 3, unknown: 3, known: 1 } as const;
const MAX_BACKOFF_MS = 60_000;
/** A platform that asks for more than this is not waited for. */
const MAX_RETRY_AFTER_MS = 15 * 60_000;

export interface RetryPolicy {
  /** Unit of the backoff, milliseconds. */
  readonly backoffMs: number;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Fewer tries, where somebody waits for the answer. */
  readonly maxTries?: number;
  /** Called before each wait. */
  readonly onRetry: (error: unknown, delayMs: number) => void;
}

/** Errors for which the tries are used up, so that whoever runs the code around them does not start anew. */
const givenUp = new WeakSet<Error>();

/**
 * Runs `run` until it succeeds, as often as its errors' codes allow: exponential backoff with full jitter, or what the
 * platform asked for if that is longer. Throws the last error, or the signal's reason.
 */
export async function withRetries<T>(run: (tries: number) => Promise<T>, policy: RetryPolicy): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    policy.signal.throwIfAborted();
    try {
      return await run(tries);
    } catch (thrown) {
      if (policy.signal.aborted) throw policy.signal.reason;
      const error = toError(thrown);
      const delay = delayAfter(error, tries, policy);
      if (delay === undefined) {
        givenUp.add(error);
        throw error;
      }
      policy.onRetry(error, delay);
      await pause(delay, policy.signal);
    }
  }
}

/** Rejects with the signal's own reason. */
async function pause(delay: number, signal: AbortSignal): Promise<void> {
  await wait(delay, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}

function delayAfter(error: Error, tries: number, policy: RetryPolicy): number | undefined {
  if (isGivenUp(error) || tries >= Math.min(allowedTries(error), policy.maxTries ?? TRIES.retryable)) {
    return undefined;
  }
  const jittered = policy.random() * Math.min(MAX_BACKOFF_MS, policy.backoffMs * 2 ** tries);
  const asked = error instanceof ConnectorError ? (error.retryAfterMs ?? 0) : 0;
  if (asked > MAX_RETRY_AFTER_MS) return undefined;
  return Math.max(asked, jittered);
}

function allowedTries(error: Error): number {
  if (error instanceof ChangeBusy) return TRIES.known;
  if (!(error instanceof ConnectorError)) return TRIES.unknown;
  if (error.code === "timed-out") return TRIES.unanswered;
  return errorCodes[error.code].retry ? TRIES.retryable : TRIES.known;
}

function isGivenUp(error: Error): boolean {
  for (let one: unknown = error, depth = 0; one instanceof Error && depth < 6; one = one.cause, depth += 1) {
    if (givenUp.has(one)) return true;
  }
  return false;
}

export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(`Something was thrown that is no error: ${typeof thrown}`);
