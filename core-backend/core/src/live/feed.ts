import { setImmediate } from "node:timers/promises";
import { LIVE_LIMITS, type LiveEvent, type WorkspaceId } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { type LogSlice, lastSeqOf, readLog } from "./read-log.ts";

type FeedDeps = Pick<CoreDeps, "store" | "live" | "log">;

/** Events kept in memory for those who follow a workspace. */
const RECENT_EVENTS = 2_000;
/** A ring may be lost, so the log is looked at anyway. */
const LOOK_EVERY_MS = 2_000;

/** One reader's hold on a workspace's log. */
export interface FeedReader {
  /** The events after number `after`, waited for if there are none yet. Rejects when `signal` is aborted. */
  next(after: number, signal: AbortSignal): Promise<LogSlice>;
  close(): void;
}

export interface LiveFeed {
  follow(workspaceId: WorkspaceId): Promise<FeedReader>;
  stop(): void;
}

/** The logs of all followed workspaces; a new event is read once, however many follow. */
export function createLiveFeed(deps: FeedDeps): LiveFeed {
  const tails = new Map<string, Tail>();
  const unsubscribe = deps.live.onRing((workspaceId) => tails.get(workspaceId)?.look());
  const timer = setInterval(() => {
    for (const tail of tails.values()) tail.look();
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    async follow(workspaceId) {
      let tail = tails.get(workspaceId);
      if (tail === undefined) {
        tail = new Tail(deps, workspaceId);
        tails.set(workspaceId, tail);
      }
      const followed = tail;
      const close = (): void => {
        followed.readers -= 1;
        if (followed.readers === 0) tails.delete(workspaceId);
      };
      followed.readers += 1;
      try {
        await followed.start();
      } catch (error) {
        close();
        throw error;
      }
      return { next: (after, signal) => followed.next(after, signal), close };
    },
    stop() {
      clearInterval(timer);
      unsubscribe();
    },
  };
}

/** The last events of one workspace's log, in memory. */
class Tail {
  readers = 0;
  readonly #deps: FeedDeps;
  readonly #workspaceId: WorkspaceId;
  readonly #waiters = new Set<() => void>();
  /** Without a gap; they end with number `#end`. */
  #recent: LiveEvent[] = [];
  #end = 0;
  #started: Promise<void> | undefined;
  #isReading = false;
  /** A ring came while the log was read. */
  #rang = false;

  constructor(deps: FeedDeps, workspaceId: WorkspaceId) {
    this.#deps = deps;
    this.#workspaceId = workspaceId;
  }

  /** From the end of the log as it is now. */
  start(): Promise<void> {
    this.#started ??= lastSeqOf(this.#deps, this.#workspaceId).then((seq) => {
      this.#end = Math.max(this.#end, seq);
    });
    return this.#started;
  }

  async next(after: number, signal: AbortSignal): Promise<LogSlice> {
    for (;;) {
      signal.throwIfAborted();
      const end = this.#end;
      const recent = this.#recentAfter(after);
      if (recent !== undefined) return recent;
      if (after !== end) {
        // A long replay is read between other work, not instead of it.
        await setImmediate();
        const slice = await readLog(this.#deps, this.#workspaceId, after);
        if (slice.events.length > 0 || slice.oldestSeq !== undefined) return slice;
      }
      if (end === this.#end) await this.#news(signal);
    }
  }

  /** Reads what is new in the log. */
  look(): void {
    this.#rang = true;
    if (!this.#isReading) void this.#readOn();
  }

  /** Never rejects. */
  async #readOn(): Promise<void> {
    this.#isReading = true;
    try {
      await this.start();
      while (this.#rang) {
        this.#rang = false;
        while (await this.#readMore());
      }
    } catch (error) {
      this.#deps.log("error", "the live log could not be read", { error: String(error) });
    } finally {
      this.#isReading = false;
    }
  }

  async #readMore(): Promise<boolean> {
    const { events, lastSeq, oldestSeq } = await readLog(this.#deps, this.#workspaceId, this.#end);
    if (lastSeq === this.#end && oldestSeq === undefined) return false;
    if (oldestSeq !== undefined) this.#recent = [];
    this.#recent.push(...events);
    if (this.#recent.length > 2 * RECENT_EVENTS) this.#recent = this.#recent.slice(-RECENT_EVENTS);
    this.#end = lastSeq;
    for (const resolve of [...this.#waiters]) resolve();
    return true;
  }

  #recentAfter(after: number): LogSlice | undefined {
    const first = this.#recent[0]?.seq;
    if (first === undefined || after + 1 < first || after >= this.#end) return undefined;
    const start = after + 1 - first;
    const events = this.#recent.slice(start, start + LIVE_LIMITS.events);
    return { events, lastSeq: events.at(-1)?.seq ?? after };
  }

  #news(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = (): void => {
        this.#waiters.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      this.#waiters.add(done);
      signal.addEventListener("abort", done, { once: true });
    });
  }
}
