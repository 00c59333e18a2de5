import type { WorkChange } from "@assetql/contract";
import type { Door } from "@assetql/outgoing";
import type { Pace } from "../pace/index.ts";
import type { HostEvent } from "./host-options.ts";
import { fetchImage } from "./image.ts";
import { createJournal, type Journal } from "./journal.ts";
import { outgoingFetch } from "./outgoing-fetch.ts";
import { withRetries } from "./retries.ts";
import type { AnyChangeContext, AnyContext, WorkRun } from "./work-run.ts";

export interface ContextParts {
  readonly targetId: string;
  readonly connector: string;
  readonly config: unknown;
  readonly credentials: AnyContext["credentials"];
  readonly signal: AbortSignal;
  readonly log: AnyContext["log"];
  readonly now: () => number;
  readonly door: Pick<Door, "fetch">;
  readonly pace: Pace;
  readonly onEvent: (event: HostEvent) => void;
}

/** What a connector gets for one target. */
export function createContext(parts: ContextParts): AnyContext {
  const { targetId, connector, config, credentials, signal, log, now, pace, door, onEvent } = parts;
  const onWaited = (milliseconds: number): void => onEvent({ type: "wait", connector, milliseconds });
  return {
    targetId,
    config,
    credentials,
    signal,
    log,
    now,
    paced: (call) => pace.run(() => counted(parts, call, () => null), { signal, onWaited }),
    slowDown: (limit) => pace.slowDown(limit),
    fetch(url, init = {}) {
      const either = init.signal ? AbortSignal.any([signal, init.signal]) : signal;
      const send = () => outgoingFetch(door, new URL(url), { ...init, signal: either });
      return pace.run(() => counted(parts, send, ({ status }) => status), { signal: either, onWaited });
    },
  };
}

/** Tells of a request, however it ends. */
async function counted<T>(
  { connector, now, onEvent }: ContextParts,
  call: () => Promise<T>,
  statusOf: (answer: T) => number | null,
): Promise<T> {
  const began = now();
  let status: number | null = null;
  try {
    const answer = await call();
    status = statusOf(answer);
    return answer;
  } finally {
    onEvent({ type: "request", connector, status, milliseconds: now() - began });
  }
}

/** Works that write are always of one. */
function publicationOf({ work }: WorkRun): string {
  if (work.publicationId === null) throw new Error(`The work ${work.id} writes, but is of no publication`);
  return work.publicationId;
}

/** Of many changes at once: steps are retried, but there is nothing to journal them with, and no one image. */
export const createBulkContext = (run: WorkRun): AnyChangeContext => ({
  ...run.context,
  publicationId: publicationOf(run),
  step: (_key, body) => withRetries(body, run.retries),
  image: (query) => fetchImage(run, null, query),
});

/** The context of one change, with its journal. */
export function createChangeContext(
  run: WorkRun,
  change: WorkChange,
  kind: "apply" | "revert",
): { readonly context: AnyChangeContext; readonly journal: Journal } {
  // The way back is the same for every version, but another one when it is forced.
  const version = kind === "apply" ? (change.asset?.version ?? 0) : Number(run.work.force);
  const owner = { kind, version, workId: run.work.id };
  const journal = createJournal({ change, owner, reporter: run.reporter, retries: run.retries });
  const context: AnyChangeContext = {
    ...run.context,
    publicationId: publicationOf(run),
    step: (key, body, options) => journal.step(key, body, options),
    image: (query) => fetchImage(run, change.asset, query),
  };
  return { context, journal };
}
