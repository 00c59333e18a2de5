import type { RecordStore } from "../record-store.ts";
import { type DueAlarm, nextTime, type Ring, type Scheduler, type SchedulerWorker } from "../scheduler.ts";
import { newBoard } from "./notes.ts";

export interface SchedulerHarness {
  readonly store: RecordStore;
  readonly scheduler: Scheduler;
  now(): number;
  /** Lets time pass: the clock, the timers and what they set going. */
  advance(milliseconds: number): Promise<void>;
  /** Sets the clock, as a person does or a time server; no timer notices. */
  setClock(milliseconds: number): void;
  close(): Promise<void>;
}

export type OpenHarness = () => SchedulerHarness;

/** What an alarm may be late by where the process runs. */
export const SOON_MS = 60_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A worker that notes what rings. */
export function listen({ scheduler }: SchedulerHarness, ring: Ring = () => []) {
  const heard: DueAlarm[] = [];
  const errors: unknown[] = [];
  const worker: SchedulerWorker = scheduler.start(
    (due) => {
      const actions = ring(due);
      heard.push(due);
      return actions;
    },
    { onError: (error) => errors.push(error) },
  );
  const times = (id: string) => heard.filter((due) => due.id === id).map(({ plannedAt }) => plannedAt);
  return { heard, errors, times, stop: () => worker.stop() };
}

/** Stores may outlive a run of the battery. */
export const newAlarmId = (): string => `alarm-${newBoard()}`;

export function times(cron: string, timeZone: string, { from, count }: { from: number; count: number }) {
  const found: number[] = [];
  for (let at = nextTime({ cron, timeZone }, from); at !== undefined && found.length < count; ) {
    found.push(at);
    at = nextTime({ cron, timeZone }, at);
  }
  return found;
}
