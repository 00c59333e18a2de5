import { setImmediate } from "node:timers/promises";
import type { Action, Dispatch, Outbox, OutboxEntry, OutboxWorker } from "@assetql/core/ports";
import { type OutboxDeps, outboxEntries } from "./outbox.ts";

type Options = NonNullable<Parameters<Outbox["start"]>[1]>;

/** Streams dispatched at the same time. */
const MAX_CONCURRENT = 32;
const DEFAULT_ENTRIES = 100;
/** Milliseconds: the first pause after a failure, doubled by each further one up to the longest. */
const PAUSE = { first: 50, longest: 30_000 };
const SWEEP_EVERY = 30_000;

/** Where a stream is: it waits for a place, is with a caller, or pauses after a failure. */
interface Stream {
  state: "waiting" | "running" | "paused";
  /** Entries came in since the caller was given its own. */
  dirty: boolean;
  failures: number;
  /** The first entry of the last failure. */
  stuckAt?: string;
  timer?: NodeJS.Timeout;
}

/** Keeps track of streams with pending entries, which are read only when a caller is free to take them. */
export function startOutboxWorker(deps: OutboxDeps, dispatch: Dispatch, options: Options): OutboxWorker {
  const { store, database } = deps;
  const limit = Math.min(options.maxEntries ?? DEFAULT_ENTRIES, 500);
  const streams = new Map<string, Stream>();
  const waiting: string[] = [];
  const idleWaiters: (() => void)[] = [];
  let running = 0;
  let stopped = false;
  let stopWaiter: (() => void) | undefined;

  const pending = async (stream: string): Promise<OutboxEntry[]> => {
    const page = await store.query(outboxEntries, { index: "stream", partition: stream, limit });
    return page.items.map(({ value }) => value);
  };

  const notice = (name: string) => {
    const known = streams.get(name);
    if (known !== undefined) {
      known.dirty = true;
      return;
    }
    streams.set(name, { state: "waiting", dirty: false, failures: 0 });
    waiting.push(name);
    // Not within the commit that told of it: its caller comes first.
    void setImmediate().then(fill);
  };

  const fill = () => {
    while (!stopped && running < MAX_CONCURRENT) {
      const name = waiting.shift();
      const stream = name === undefined ? undefined : streams.get(name);
      if (name === undefined || stream === undefined) return;
      running += 1;
      stream.state = "running";
      void drain(name, stream).finally(() => {
        running -= 1;
        settle();
        fill();
      });
    }
  };

  /** Hands out a stream's entries until there are none, or a failure asks for a pause. Never rejects. */
  const drain = async (name: string, stream: Stream): Promise<void> => {
    let previous: string | undefined;
    try {
      while (!stopped) {
        stream.dirty = false;
        const entries = await pending(name);
        const first = entries[0];
        if (first === undefined) {
          // Between the look-up and here an entry may have come in.
          if (stream.dirty) continue;
          streams.delete(name);
          return;
        }
        if (first.id === previous) throw new Error(`The dispatch of ${name} left its first entry undone`);
        previous = first.id;
        if (stream.stuckAt !== first.id) stream.failures = 0;
        await dispatch(name, entries);
        // Other work has its turn, and what it writes meanwhile comes along with the next call.
        await setImmediate();
      }
    } catch (error) {
      options.onError?.(error);
      if (previous !== undefined) stream.stuckAt = previous;
      pause(name, stream);
    }
  };

  const pause = (name: string, stream: Stream) => {
    const time = Math.min(PAUSE.longest, PAUSE.first * 2 ** Math.min(stream.failures, 20));
    stream.failures += 1;
    stream.state = "paused";
    if (stopped) return;
    stream.timer = setTimeout(() => {
      stream.state = "waiting";
      waiting.push(name);
      fill();
    }, time);
    stream.timer.unref();
  };

  const sweep = () => {
    const found = database
      .prepare("SELECT DISTINCT partition FROM record_index WHERE collection = ? AND idx = 'stream'")
      .all(outboxEntries.name);
    for (const { partition } of found) if (!streams.has(String(partition))) notice(String(partition));
  };

  const settle = () => {
    if (running === 0) stopWaiter?.();
    if (streams.size === 0 || (stopped && running === 0))
      for (const resolve of idleWaiters.splice(0)) resolve();
  };

  const unsubscribe = store.onCommit((actions) => {
    for (const stream of writtenStreams(actions)) notice(stream);
  });
  sweep();
  // No commit of this process is missed; the sweep is for what somebody else may have put in, by hand say.
  const sweeper = setInterval(sweep, SWEEP_EVERY);
  sweeper.unref();

  return {
    idle: () =>
      new Promise((resolve) => (stopped || streams.size === 0 ? resolve() : idleWaiters.push(resolve))),
    async stop() {
      stopped = true;
      unsubscribe();
      clearInterval(sweeper);
      for (const { timer } of streams.values()) clearTimeout(timer);
      if (running > 0) await new Promise<void>((resolve) => (stopWaiter = resolve));
      settle();
    },
  };
}

function writtenStreams(actions: readonly Action[]): Set<string> {
  const streams = new Set<string>();
  for (const action of actions) {
    // Every creation in this collection is the outbox's own.
    if (action.kind === "create" && action.collection.name === outboxEntries.name) {
      streams.add(outboxEntries.parse(action.value).stream);
    }
  }
  return streams;
}
