import { ProblemError, SCHEDULE_LIMITS } from "@assetql/contract";
import { type Moment, nextTime, parseCron, type Recurrence } from "../ports/index.ts";

/** When a schedule's batches are made, as it was asked for. */
interface Times {
  readonly cron: string | null;
  readonly timeZone: string;
  readonly at: number | null;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What an alarm needs to know of a schedule. Throws the problem `request-invalid`, which names the member. */
export function checkTimes({ cron, timeZone, at }: Times, now: number): Recurrence | Moment {
  checkTimeZone(timeZone);
  if (cron !== null && at !== null) {
    throw invalid("at", "Give either `cron` for recurring batches or `at` for a single one, not both.");
  }
  if (cron !== null) return checkCron({ cron, timeZone }, now);
  if (at === null)
    throw invalid("cron", "Say when: with `cron` for recurring batches, or with `at` for one.");
  return checkMoment(at, now);
}

function checkMoment(at: number, now: number): Moment {
  if (at <= now) throw invalid("at", `The time ${new Date(at).toISOString()} is over. Choose a later one.`);
  if (at > now + SCHEDULE_LIMITS.mostDays * DAY_MS) {
    throw invalid(
      "at",
      "A batch can be at most ten years away. `at` is in milliseconds since 1970-01-01 UTC.",
    );
  }
  return { at };
}

function checkTimeZone(timeZone: string): void {
  // Offsets such as +02:00 know no daylight saving, which is what a time zone is asked for.
  if (/^[A-Za-z]/.test(timeZone) && isKnown(timeZone)) return;
  const name = JSON.stringify(timeZone);
  throw invalid("timeZone", `${name} is not an IANA time zone. Write it as in "Europe/Berlin", or "UTC".`);
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

function checkCron(recurrence: Recurrence, now: number): Recurrence {
  const { cron, timeZone } = recurrence;
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5) {
    const example = 'as in "30 7 * * MON-FRI": minute, hour, day of the month, month, day of the week';
    throw invalid(
      "cron",
      `${JSON.stringify(cron)} has not five fields, but ${fields.length}; write it, ${example}.`,
    );
  }
  // croner reads it as the time at which the expression is parsed, so each look would find another schedule.
  if (cron.includes("?"))
    throw invalid("cron", "`?` has no fixed meaning in `cron`. Write `*` for any value.");
  try {
    parseCron(cron, timeZone);
  } catch (error) {
    throw invalid("cron", `${JSON.stringify(cron)} is not a cron expression: ${reasonOf(error)}`);
  }
  if (nextTime(recurrence, now) === undefined) {
    throw invalid("cron", `The time of ${JSON.stringify(cron)} never comes.`);
  }
  const minutes = shortestGap(fields);
  if (minutes < SCHEDULE_LIMITS.leastMinutes) {
    throw invalid(
      "cron",
      `${JSON.stringify(cron)} comes again after ${minutes} min; every ${SCHEDULE_LIMITS.leastMinutes} minutes is the most often.`,
    );
  }
  return { cron: fields.join(" "), timeZone };
}

/** Minutes between two times of the same day or over midnight, whatever the days; stops at the first too short one. */
function shortestGap([minute = "*", hour = "*"]: readonly string[]): number {
  const daily = { cron: `${minute} ${hour} * * *`, timeZone: "UTC" };
  const first = nextTime(daily, 0) ?? 0;
  let shortest = Number.POSITIVE_INFINITY;
  for (let at = first; at < first + DAY_MS && shortest >= SCHEDULE_LIMITS.leastMinutes; ) {
    const next = nextTime(daily, at) ?? Number.POSITIVE_INFINITY;
    shortest = Math.min(shortest, (next - at) / MINUTE_MS);
    at = next;
  }
  return shortest;
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `${message.replace(/^CronPattern: /, "").replace(/\.$/, "")}.`;
}

function invalid(path: "cron" | "timeZone" | "at", message: string): ProblemError {
  const problem = { code: "schedule-time", severity: "error", source: "request", message, path } as const;
  return new ProblemError("request-invalid", message, [problem]);
}
