import { setImmediate } from "node:timers/promises";
import {
  type Action,
  type Dispatch,
  type Outbox,
  type OutboxEntry,
  type OutboxWorker,
  RECORD_LIMITS,
} from "@assetql/core/ports";
import { type OutboxDeps, outboxEntries } from "./outbox-entries.ts";

export type OutboxOptions = NonNullable<Parameters<Outbox["start"]>[1]>;

/** Streams dispatched at the same time. */
const MAX_CONCURRENT = 32;
const DEFAULT_ENTRIES = 100;
/** Milliseconds: the first pause after a failure, doubled by each further one up to the longest. */
const PAUSE = { first: 50, longest: 30_000 };
const SWEEP_EVERY = 30_000;

/** A stream with pending entries: it waits for a place, is with a caller, or pauses after a failure. */
interface Stream {
  readonly name: string;
  /** An entry came in since its entries were read. */
  dirty: boolean;
  failures: number;
  /** The first entry of the last failure. */
  stuckAt?: string;
  timer?: NodeJS.Timeout;
}

/**
 * Keeps the names of streams with pending entries. The entries themselves are read when a caller is free to take
 * them, a page at a time, so that work is done once per entry however many are pending.
 */
export class SqliteOutboxWorker implements OutboxWorker {
  readonly #deps: OutboxDeps;
  readonly #dispatch: Dispatch;
  readonly #limit: number;
  readonly #onError: (error: unknown) => void;
  readonly #unsubscribe: () => void;
  readonly #sweeper: NodeJS.Timeout;
  readonly #streams = new Map<string, Stream>();
  readonly #waiting: Stream[] = [];
  readonly #waiters: (() => void)[] = [];
  #running = 0;
  #stopped = false;

  constructor(deps: OutboxDeps, dispatch: Dispatch, options: OutboxOptions) {
    this.#deps = deps;
    this.#dispatch = dispatch;
    this.#limit = Math.min(options.maxEntries ?? DEFAULT_ENTRIES, RECORD_LIMITS.pageSize);
    this.#onError = options.onError ?? (() => {});
    this.#unsubscribe = deps.store.onCommit((actions) => {
      for (const name of writtenStreams(actions)) this.#notice(name);
    });
    this.#sweep();
    // No commit of this process is missed; the sweep is for what else may have put an entry in, a repair say.
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_EVERY);
    this.#sweeper.unref();
  }

  async idle(): Promise<void> {
    while (this.#streams.size > 0 && !this.#stopped) await this.#change();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    clearInterval(this.#sweeper);
    for (const { timer } of this.#streams.values()) clearTimeout(timer);
    while (this.#running > 0) await this.#change();
    this.#wake();
  }

  #notice(name: string): void {
    const known = this.#streams.get(name);
    if (known !== undefined) {
      known.dirty = true;
      return;
    }
    const stream: Stream = { name, dirty: false, failures: 0 };
    this.#streams.set(name, stream);
    this.#waiting.push(stream);
    // Not within the commit that told of it: the one who wrote it goes on first.
    void setImmediate().then(() => this.#fill());
  }

  #fill(): void {
    while (!this.#stopped && this.#running < MAX_CONCURRENT) {
      const stream = this.#waiting.shift();
      if (stream === undefined) return;
      this.#running += 1;
      void this.#run(stream);
    }
  }

  /** Never rejects. */
  async #run(stream: Stream): Promise<void> {
    try {
      await this.#drain(stream);
    } catch (error) {
      this.#onError(error);
      this.#pause(stream);
    }
    this.#running -= 1;
    this.#fill();
    this.#wake();
  }

  /** Hands out a stream's entries until there are none. */
  async #drain(stream: Stream): Promise<void> {
    let previous: string | undefined;
    while (!this.#stopped) {
      stream.dirty = false;
      const entries = await this.#pending(stream);
      const first = entries[0]?.id;
      if (first === undefined) {
        // An entry may have come in between reading and here.
        if (stream.dirty) continue;
        this.#streams.delete(stream.name);
        return;
      }
      if (first === previous) throw new Error(`The dispatch of ${stream.name} left its first entry undone`);
      if (first !== stream.stuckAt) stream.failures = 0;
      previous = first;
      stream.stuckAt = first;
      await this.#dispatch(stream.name, entries);
      // Other work has its turn, and what it writes meanwhile comes along with the next call.
      await setImmediate();
    }
  }

  async #pending({ name }: Stream): Promise<OutboxEntry[]> {
    const query = { index: "stream", partition: name, limit: this.#limit };
    const page = await this.#deps.store.query(outboxEntries, query);
    return page.items.map(({ value }) => value);
  }

  #pause(stream: Stream): void {
    if (this.#stopped) return;
    const time = Math.min(PAUSE.longest, PAUSE.first * 2 ** Math.min(stream.failures, 20));
    stream.failures += 1;
    stream.timer = setTimeout(() => {
      this.#waiting.push(stream);
      this.#fill();
    }, time);
    stream.timer.unref();
  }

  #sweep(): void {
    const found = this.#deps.database
      .prepare("SELECT DISTINCT partition FROM record_index WHERE collection = ? AND idx = 'stream'")
      .all(outboxEntries.name);
    for (const { partition } of found) this.#notice(String(partition));
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
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
