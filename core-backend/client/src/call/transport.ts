import type { Payload } from "./encode.ts";
import { ConnectionError } from "./errors.ts";
import { isRetryable, type RetryPolicy, retryDelay } from "./retry.ts";
import { wait } from "./wait.ts";

export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Made anew for each try. */
  readonly body?: (() => Payload) | undefined;
  readonly redirect?: "follow" | "manual";
  /** Whether sending it twice does no more than sending it once. */
  readonly repeatable: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Sends a request, more than once if it may be; resolves to the last answer, whatever its status. */
export type Transport = (request: OutgoingRequest) => Promise<Response>;

type Outcome = { readonly response: Response } | { readonly error: unknown };

export interface TransportOptions extends RetryPolicy {
  readonly fetch: typeof globalThis.fetch;
}

export function createTransport(options: TransportOptions): Transport {
  return async (request) => {
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await trySend(options.fetch, request);
      const mayRepeat = request.repeatable || wasTurnedAway(outcome);
      const delay =
        mayRepeat && attempt < options.retries ? delayAfter(outcome, attempt, options) : undefined;
      if (delay === undefined) return settle(outcome, request);
      if ("response" in outcome) await outcome.response.body?.cancel();
      await wait(delay, request.signal);
    }
  };
}

/**
 * The signal holds until the answer's headers are there. Node's fetch can throw outside every promise when it is
 * aborted while a body comes in; answers are small, and whoever reads a long one cancels the stream itself.
 */
async function trySend(fetch: TransportOptions["fetch"], request: OutgoingRequest): Promise<Outcome> {
  const { method, url, headers, body, redirect = "follow", signal } = request;
  signal?.throwIfAborted();
  const waiting = new AbortController();
  const abort = (): void => waiting.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    const init = { method, headers, redirect, signal: waiting.signal, ...(body && { body: body() }) };
    return { response: await fetch(url, init) };
  } catch (error) {
    if (signal?.aborted) throw error;
    return { error };
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

/** 429: nothing of the request was done, so any may be sent again. */
const wasTurnedAway = (outcome: Outcome): boolean => "response" in outcome && outcome.response.status === 429;

function delayAfter(outcome: Outcome, attempt: number, policy: RetryPolicy): number | undefined {
  if ("error" in outcome) return retryDelay(attempt, policy);
  return isRetryable(outcome.response) ? retryDelay(attempt, policy, outcome.response) : undefined;
}

function settle(outcome: Outcome, { url }: OutgoingRequest): Response {
  if ("error" in outcome) throw new ConnectionError(url.origin, outcome.error);
  return outcome.response;
}
