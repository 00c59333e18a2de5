import { Cron } from "croner";
import type { Action } from "./record-store.ts";

/**
 * Alarms that ring at a time, which may be weeks away, once or again and again. What both homes can promise: an
 * alarm rings at least once, never early, and soon after its time: within a minute or so where the process runs. What
 * was missed while nobody was there rings once when somebody is back, however many times have passed. A clock that is
 * set back may make a recurring alarm ring again for a time it has rung for; whoever hears it can tell by
 * {@link DueAlarm.plannedAt}.
 */
export interface Scheduler {
  /**
   * The action that sets an alarm, or sets the one of the same id anew; put it into the transaction of the change it
   * belongs to. Throws a RangeError for a recurrence whose time never comes.
   */
  put(alarm: Alarm): Action;
  /** The action that takes an alarm away. Taking away what is not there is no error. */
  cancel(id: string): Action;
  /**
   * Hands every alarm whose time has come to `ring`, and commits what that gives together with the alarm's end or
   * its next time. A `ring` that throws, or whose actions cannot be committed, is called again after a pause.
   */
  start(ring: Ring, options?: { onError?: (error: unknown) => void }): SchedulerWorker;
}

export interface Alarm {
  readonly id: string;
  /** JSON: what is to be done, as the core defines it. At most 10 KB. */
  readonly job: unknown;
  readonly when: Moment | Recurrence;
}

/** Once. Milliseconds since 1970-01-01 UTC, up to the year 2286; what is over already rings at once. */
export interface Moment {
  readonly at: number;
}

/** Five cron fields, read in an IANA time zone. */
export interface Recurrence {
  readonly cron: string;
  readonly timeZone: string;
}

export interface DueAlarm {
  readonly id: string;
  readonly job: unknown;
  /** The time it was set for. */
  readonly plannedAt: number;
}

/** What a due alarm means: the actions that announce its job, at most 90. */
export type Ring = (due: DueAlarm) => readonly Action[];

export interface SchedulerWorker {
  /** Rings no more alarms; resolves when the one that rings has ended. */
  stop(): Promise<void>;
}

/**
 * The first time after `after` (both in milliseconds); `undefined` if there is none. Both homes take the times of
 * recurring alarms from here, so daylight saving means one thing: a time of day that a change leaves out comes right
 * after the gap, one that comes twice counts once, and steps such as every half hour go on through both. Throws for
 * an expression or a time zone that is none.
 */
export function nextTime({ cron, timeZone }: Recurrence, after: number): number | undefined {
  return parseCron(cron, timeZone).nextRun(new Date(after))?.getTime();
}

/** Throws what croner says of the expression or the time zone. */
export const parseCron = (cron: string, timeZone: string): Cron =>
  new Cron(cron, { timezone: timeZone, mode: "5-part", fixedTimeRule: "no-wildcard", paused: true });
