import {
  type Alarm,
  type Clock,
  type Collection,
  nextTime,
  RecordLimitError,
  type Recurrence,
} from "@assetql/core/ports";
import type { SqliteRecordStore } from "./record-store.ts";

/** An alarm as it is kept. */
export interface AlarmRecord {
  readonly id: string;
  readonly job: unknown;
  /** When it rings next. */
  readonly at: number;
  readonly recurrence?: Recurrence;
  /** What the clock said when `at` was computed. */
  readonly setAt: number;
}

/** Alarms are records, so that they share the transaction, the file and the backup of what they belong to. */
export const alarms: Collection<AlarmRecord> = {
  name: "alarms",
  parse: parseAlarm,
  id: ({ id }) => id,
  indexes: {
    byTime: ({ at }) => ({ partition: "all", sort: sortable(at) }),
    /** Recurring ones, by when they were set: those that are set in the future were set by a clock that was wrong. */
    bySetTime: ({ recurrence, setAt }) =>
      recurrence === undefined ? undefined : { partition: "all", sort: sortable(setAt) },
  },
};

export interface SchedulerDeps {
  readonly store: SqliteRecordStore;
  readonly clock: Clock;
}

/** 13 digits reach the year 2286. */
export const sortable = (milliseconds: number): string => String(milliseconds).padStart(13, "0");

const LATEST = 9_999_999_999_999;
/** 10 KB. */
const MAX_JOB_BYTES = 10_000;

/** Throws RangeErrors and a {@link RecordLimitError} beyond what the port promises. */
export function newAlarm({ id, job, when }: Alarm, now: number): AlarmRecord {
  const bytes = Buffer.byteLength(JSON.stringify(job));
  if (bytes > MAX_JOB_BYTES) {
    throw new RecordLimitError(`An alarm's job of ${bytes} bytes; ${MAX_JOB_BYTES} is the most`);
  }
  if ("cron" in when) return { id, job, recurrence: when, at: firstTime(when, now), setAt: now };
  if (!Number.isInteger(when.at) || when.at < 0 || when.at > LATEST) {
    throw new RangeError(`An alarm at ${when.at}; 0 to ${LATEST} are possible`);
  }
  return { id, job, at: when.at, setAt: now };
}

function firstTime(recurrence: Recurrence, now: number): number {
  const at = nextTime(recurrence, now);
  if (at === undefined) throw new RangeError(`The time of ${JSON.stringify(recurrence.cron)} never comes`);
  return at;
}

function parseAlarm(value: unknown): AlarmRecord {
  if (typeof value !== "object" || value === null) throw notAnAlarm();
  const id = "id" in value ? value.id : undefined;
  const at = "at" in value ? value.at : undefined;
  const setAt = "setAt" in value ? value.setAt : undefined;
  if (typeof id !== "string" || typeof at !== "number" || typeof setAt !== "number") throw notAnAlarm();
  const recurrence = "recurrence" in value ? parseRecurrence(value.recurrence) : undefined;
  const job = "job" in value ? value.job : undefined;
  return { id, job, at, setAt, ...(recurrence === undefined ? {} : { recurrence }) };
}

function parseRecurrence(value: unknown): Recurrence {
  if (typeof value === "object" && value !== null && "cron" in value && "timeZone" in value) {
    const { cron, timeZone } = value;
    if (typeof cron === "string" && typeof timeZone === "string") return { cron, timeZone };
  }
  throw notAnAlarm();
}

const notAnAlarm = (): TypeError => new TypeError("An alarm in the database has another shape");
