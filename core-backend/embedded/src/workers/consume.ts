import { setImmediate } from "node:timers/promises";
import type { JobQueue, Log, LogValue, QueueName, ReceivedMessage } from "@assetql/core/ports";
import { type Acknowledger, createAcknowledger } from "./acknowledge.ts";

/** `later` gives the message back for a while; like any delivery it counts as a receive. */
export type Outcome = { readonly kind: "done" } | { readonly kind: "later"; readonly delaySeconds: number };

export interface ConsumeDeps {
  readonly queue: JobQueue;
  readonly log: Log;
}

export interface ConsumeOptions {
  /** In order of precedence: a lane is asked only while the lanes before it have nothing. */
  readonly lanes: readonly QueueName[];
  /** Messages in work at the same time, over all lanes. */
  readonly concurrency: number;
  /** The lease, extended every half of it while the handler runs. */
  readonly visibilitySeconds: number;
  /** Milliseconds that running handlers have to finish after {@link Consumer.stop}, before they are aborted. */
  readonly graceMs?: number;
  /** What it throws is logged, and the message comes again after a pause that doubles with each receive. */
  handle(message: ReceivedMessage, signal: AbortSignal): Promise<Outcome>;
  /** What the log may say of a message that could not be handled. */
  readonly describe?: (body: string) => Readonly<Record<string, LogValue>>;
}

export interface Consumer {
  /** Resolves when no message is in work and the lanes had nothing visible. */
  idle(): Promise<void>;
  /**
   * Takes no new messages, lets running handlers finish for `graceMs`, aborts the rest and gives their messages
   * back at once.
   */
  stop(): Promise<void>;
}

/**
 * Hands messages to `handle`, filling each slot as soon as it is free and there is something to do. What is done
 * is acknowledged in the same turn of the event loop.
 */
export function consume(deps: ConsumeDeps, options: ConsumeOptions): Consumer {
  return new LaneConsumer(deps, options);
}

interface Job {
  readonly lane: QueueName;
  readonly message: ReceivedMessage;
  readonly abort: AbortController;
}

const DEFAULT_GRACE_MS = 5_000;
/** For handlers to end after they were aborted, before their messages go back without them. */
const ABORT_MS = 1_000;
const RECEIVE_RETRY_MS = 1_000;
const LONGEST_PAUSE_SECONDS = 900;

class LaneConsumer implements Consumer {
  readonly #queue: JobQueue;
  readonly #log: Log;
  readonly #options: ConsumeOptions;
  readonly #acknowledger: Acknowledger;
  readonly #unsubscribe: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #jobs = new Set<Job>();
  readonly #waiters: (() => void)[] = [];
  #scheduled = false;
  #filling = false;
  #stopped = false;
  #retry: NodeJS.Timeout | undefined;

  constructor({ queue, log }: ConsumeDeps, options: ConsumeOptions) {
    this.#queue = queue;
    this.#log = log;
    this.#options = options;
    this.#acknowledger = createAcknowledger(queue, log);
    this.#unsubscribe = queue.onReady((name) => {
      if (options.lanes.includes(name)) this.#fill();
    });
    this.#heartbeat = setInterval(() => this.#extendLeases(), options.visibilitySeconds * 500);
    this.#heartbeat.unref();
    this.#fill();
  }

  async idle(): Promise<void> {
    await this.#untilIdle();
    await this.#acknowledger.flush();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    clearTimeout(this.#retry);
    await within(this.#untilIdle(), this.#options.graceMs ?? DEFAULT_GRACE_MS);
    for (const job of this.#jobs) job.abort.abort();
    await within(this.#untilIdle(), ABORT_MS);
    clearInterval(this.#heartbeat);
    const unfinished = [...this.#jobs];
    this.#jobs.clear();
    await Promise.all(unfinished.map((job) => this.#hide(job, 0)));
    await this.#acknowledger.flush();
  }

  /** What becomes free in one turn of the event loop is filled together. */
  #fill(): void {
    if (this.#scheduled || this.#stopped) return;
    this.#scheduled = true;
    if (!this.#filling) void this.#receive();
  }

  /** Never rejects. Looks once more before it ends if it was asked to meanwhile. */
  async #receive(): Promise<void> {
    this.#filling = true;
    try {
      while (this.#scheduled && !this.#stopped) {
        await setImmediate();
        this.#scheduled = false;
        for (const lane of this.#options.lanes) await this.#take(lane);
      }
    } catch (error) {
      this.#log("error", "Messages could not be received", { error: String(error) });
      this.#retry = setTimeout(() => this.#fill(), RECEIVE_RETRY_MS);
    } finally {
      this.#scheduled = false;
      this.#filling = false;
      this.#wakeWaiters();
    }
  }

  async #take(lane: QueueName): Promise<void> {
    const free = this.#options.concurrency - this.#jobs.size;
    if (free <= 0 || this.#stopped) return;
    const { visibilitySeconds } = this.#options;
    for (const message of await this.#queue.receive(lane, { max: free, visibilitySeconds })) {
      const job: Job = { lane, message, abort: new AbortController() };
      this.#jobs.add(job);
      void this.#run(job);
    }
  }

  /** Never rejects. */
  async #run(job: Job): Promise<void> {
    const outcome = await this.#attempt(job);
    // What was given back by `stop` is somebody else's by now.
    if (!this.#jobs.delete(job)) return;
    this.#fill();
    if (outcome.kind === "done") this.#acknowledger.add(job.lane, job.message.receipt);
    else await this.#hide(job, job.abort.signal.aborted ? 0 : outcome.delaySeconds);
    this.#wakeWaiters();
  }

  async #attempt({ lane, message, abort }: Job): Promise<Outcome> {
    try {
      return await this.#options.handle(message, abort.signal);
    } catch (error) {
      const { id, receives } = message;
      if (!abort.signal.aborted) {
        const described = this.#options.describe?.(message.body);
        this.#log("error", "A message could not be handled", {
          ...described,
          lane,
          id,
          receives,
          error: String(error),
        });
      }
      return { kind: "later", delaySeconds: Math.min(LONGEST_PAUSE_SECONDS, 2 ** receives) };
    }
  }

  #extendLeases(): void {
    for (const job of this.#jobs) void this.#hide(job, this.#options.visibilitySeconds);
  }

  /** Never rejects: a message that can't be given back comes back by itself when its lease ends. */
  async #hide({ lane, message }: Job, seconds: number): Promise<void> {
    try {
      await this.#queue.release(lane, message.receipt, seconds);
    } catch (error) {
      const { id } = message;
      this.#log("error", "A message's lease could not be changed", { lane, id, error: String(error) });
    }
  }

  async #untilIdle(): Promise<void> {
    while (this.#jobs.size > 0 || this.#filling) {
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  #wakeWaiters(): void {
    for (const wake of this.#waiters.splice(0)) wake();
  }
}

/** Resolves with `work`, or after `ms`. */
async function within(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
