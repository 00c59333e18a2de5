import { AsyncLocalStorage } from "node:async_hooks";
import type { Log, LogValue } from "../ports/index.ts";
import { scrub } from "./scrub.ts";

/**
 * The correlation id of what is being done. It goes with the flow of the calls, since all that a request causes is to
 * carry it, however deep below, and nothing but log lines and outbox entries ever looks at it.
 */
const current = new AsyncLocalStorage<string | undefined>();

/** Does `run` in the name of a request; `undefined` is nobody's. */
export const correlated = <T>(id: string | undefined, run: () => T): T => current.run(id, run);

export const correlationId = (): string | undefined => current.getStore();

/** Every line says which request it belongs to, where there is one, and repeats nothing that looks private. */
export const correlatedLog =
  (log: Log): Log =>
  (level, message, fields) => {
    const id = correlationId();
    const all = id === undefined ? fields : { correlationId: id, ...fields };
    log(level, message, all && scrubFields(all));
  };

const scrubFields = (fields: Readonly<Record<string, LogValue>>): Readonly<Record<string, LogValue>> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? scrub(value) : value]),
  );
