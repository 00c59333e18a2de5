import { ProblemError, SCHEDULE_LIMITS } from "@assetql/contract";
import { nextTime, parseCron, type Recurrence } from "../ports/index.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

interface Asked {
  readonly now: number;
  /** The member of the request that has `cron` and `timeZone`, where they are not at its top. */
  readonly member?: string;
}

/**
 * The times of whatever comes again and again: schedules, and syncs of targets. Throws the problem `request-invalid`,
 * which names the member and says what is wrong with it.
 */
export function checkRecurrence({ cron, timeZone }: Recurrence, { now, member }: Asked): Recurrence {
  const within = member === undefined ? "" : `${member}.`;
  checkTimeZone(timeZone, `${within}timeZone`);
  const fields = cron.trim().split(/\s+/);
  const wrong = wordsOn({ cron, timeZone }, fields, now);
  if (wrong !== undefined) throw invalidTime(`${within}cron`, wrong);
  return { cron: fields.join(" "), timeZone };
}

/** Throws the problem `request-invalid`. */
export function checkTimeZone(timeZone: string, path: string): void {
  // Offsets such as +02:00 know no daylight saving, which is what a time zone is asked for.
  if (/^[A-Za-z]/.test(timeZone) && isKnown(timeZone)) return;
  const name = JSON.stringify(timeZone);
  throw invalidTime(path, `${name} is not an IANA time zone. Write it as in "Europe/Berlin", or "UTC".`);
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with an expression; `undefined` for one that can be. */
function wordsOn(recurrence: Recurrence, fields: readonly string[], now: number): string | undefined {
  const { cron, timeZone } = recurrence;
  const quoted = JSON.stringify(cron);
  if (fields.length !== 5) {
    const example = 'as in "30 7 * * MON-FRI": minute, hour, day of the month, month, day of the week';
    return `${quoted} has not five fields, but ${fields.length}; write it, ${example}.`;
  }
  // croner reads it as the time at which the expression is parsed, so each look would find another schedule.
  if (cron.includes("?")) return "`?` has no fixed meaning in `cron`. Write `*` for any value.";
  try {
    parseCron(cron, timeZone);
  } catch (error) {
    return `${quoted} is not a cron expression: ${reasonOf(error)}`;
  }
  if (nextTime(recurrence, now) === undefined) return `The time of ${quoted} never comes.`;
  const minutes = shortestGap(fields);
  if (minutes >= SCHEDULE_LIMITS.leastMinutes) return undefined;
  return `${quoted} comes again after ${minutes} min; every ${SCHEDULE_LIMITS.leastMinutes} minutes is the most often.`;
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

/** What is wrong with a time, told at the member that has it. */
export function invalidTime(path: string, message: string): ProblemError {
  const problem = { code: "schedule-time", severity: "error", source: "request", message, path } as const;
  return new ProblemError("request-invalid", message, [problem]);
}
