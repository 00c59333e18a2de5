import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

const current = new AsyncLocalStorage<string>();

/** What the hub takes as a correlation id, too. */
const CORRELATION_ID = /^[A-Za-z0-9_-]{8,64}$/;

export const newCorrelationId = (): string => randomBytes(12).toString("hex");

/** The id that somebody sent, if it is one, else a new one. */
export const readCorrelationId = (sent: string | undefined): string =>
  sent !== undefined && CORRELATION_ID.test(sent) ? sent : newCorrelationId();

/** Everything that `run` does and logs, and what it asks the hub for, goes under this id. */
export const correlated = <T>(id: string, run: () => T): T => current.run(id, run);

export const correlationId = (): string | undefined => current.getStore();

/** A `fetch` that tells the hub under which id it is asked, so that the logs of both fit together. */
export const correlatedFetch: typeof globalThis.fetch = (input, init) => {
  const id = correlationId();
  if (id === undefined) return fetch(input, init);
  const headers = new Headers(init?.headers);
  headers.set("X-Correlation-Id", id);
  return fetch(input, { ...init, headers });
};
