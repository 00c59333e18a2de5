import { setImmediate } from "node:timers/promises";
import {
  type Action,
  ConflictError,
  nextTime,
  type Ring,
  remove,
  replace,
  type SchedulerWorker,
  type Stored,
} from "@assetql/core/ports";
import { type AlarmRecord, alarms, newAlarm, type SchedulerDeps, sortable } from "./scheduler-alarms.ts";

/** Milliseconds. The clock is looked at as often, so that one that was set is noticed soon. */
const LONGEST_WAIT = 30_000;
/** Milliseconds: the first pause after a failure, doubled by each further one up to the longest wait. */
const FIRST_PAUSE = 250;
const PAGE = 100;

/** One timer for the alarm that is next; when it goes off, everything that is due rings. */
export class SqliteSchedulerWorker implements SchedulerWorker {
  readonly #deps: SchedulerDeps;
  readonly #ring: Ring;
  readonly #onError: (error: unknown) => void;
  readonly #unsubscribe: () => void;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  /** Alarms were set since they were last looked at. */
  #dirty = false;
  #failures = 0;
  #stopped = false;

  constructor(deps: SchedulerDeps, ring: Ring, onError: (error: unknown) => void) {
    this.#deps = deps;
    this.#ring = ring;
    this.#onError = onError;
    this.#unsubscribe = deps.store.onCommit((actions) => {
      if (actions.some(setsAlarm)) this.#look();
    });
    this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    clearTimeout(this.#timer);
    await this.#running;
  }

  #look(): void {
    this.#dirty = true;
    this.#running ??= this.#run();
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    let wait = 0;
    while (this.#dirty && !this.#stopped) {
      this.#dirty = false;
      // Not within the commit that told of it: the one who wrote it goes on first.
      await setImmediate();
      wait = await this.#ringAndWait();
    }
    this.#running = undefined;
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), wait);
    this.#timer.unref();
  }

  /** Rings what is due; milliseconds until there is something to do again. */
  async #ringAndWait(): Promise<number> {
    try {
      await this.#setRightAfterClock();
      const failed = await this.#ringDue();
      this.#failures = failed ? this.#failures + 1 : 0;
      const next = await this.#untilNext();
      return failed ? Math.min(next, this.#pause()) : next;
    } catch (error) {
      this.#onError(error);
      this.#failures += 1;
      return this.#pause();
    }
  }

  #pause(): number {
    return Math.min(LONGEST_WAIT, FIRST_PAUSE * 2 ** Math.min(this.#failures - 1, 20));
  }

  /** A recurring alarm that was set while the clock was ahead would wait for a time that is too far away. */
  async #setRightAfterClock(): Promise<void> {
    const now = this.#deps.clock.now();
    for await (const { value, revision } of this.#each("bySetTime", { from: sortable(now + 1) })) {
      const { id, job, recurrence } = value;
      if (recurrence === undefined) continue;
      await this.#commit([replace(alarms, newAlarm({ id, job, when: recurrence }, now), revision)]);
    }
  }

  /** Whether any of them failed; one that does keeps no other from ringing. */
  async #ringDue(): Promise<boolean> {
    let failed = false;
    for await (const alarm of this.#each("byTime", { to: sortable(this.#deps.clock.now()) })) {
      if (this.#stopped) break;
      try {
        await this.#ringOne(alarm);
      } catch (error) {
        failed = true;
        this.#onError(error);
      }
    }
    return failed;
  }

  #ringOne({ value, revision }: Stored<AlarmRecord>): Promise<void> {
    const { id, job, at, recurrence } = value;
    const now = this.#deps.clock.now();
    const next = recurrence === undefined ? undefined : nextTime(recurrence, now);
    const then =
      next === undefined
        ? remove(alarms, id, revision)
        : replace(alarms, { ...value, at: next, setAt: now }, revision);
    return this.#commit([then, ...this.#ring({ id, job, plannedAt: at })]);
  }

  /** An alarm that was set anew or taken away meanwhile is left to whoever did that. */
  async #commit(actions: readonly Action[]): Promise<void> {
    try {
      await this.#deps.store.transact(actions);
    } catch (error) {
      if (!(error instanceof ConflictError) || error.collection !== alarms.name) throw error;
    }
  }

  async #untilNext(): Promise<number> {
    const now = this.#deps.clock.now();
    const query = { index: "byTime", partition: "all", from: sortable(now + 1), limit: 1 };
    const { items } = await this.#deps.store.query(alarms, query);
    return Math.min(LONGEST_WAIT, (items[0]?.value.at ?? Number.POSITIVE_INFINITY) - now);
  }

  /** A page is read before its alarms change, so none is missed and none comes twice. */
  async *#each(index: string, bounds: { from?: string; to?: string }): AsyncGenerator<Stored<AlarmRecord>> {
    let cursor: string | undefined;
    do {
      const query = { index, partition: "all", ...bounds, limit: PAGE };
      const page = await this.#deps.store.query(alarms, {
        ...query,
        ...(cursor === undefined ? {} : { cursor }),
      });
      yield* page.items;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
}

const setsAlarm = ({ kind, collection }: Action): boolean =>
  kind !== "remove" && collection.name === alarms.name;
