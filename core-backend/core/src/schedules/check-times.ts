import { SCHEDULE_LIMITS } from "@assetql/contract";
import type { Moment, Recurrence } from "../ports/index.ts";
import { checkRecurrence, checkTimeZone, invalidTime } from "../shared/check-recurrence.ts";

/** When a schedule's batches are made, as it was asked for. */
interface Times {
  readonly cron: string | null;
  readonly timeZone: string;
  readonly at: number | null;
}

const DAY_MS = 24 * 3600 * 1000;

/** What an alarm needs to know of a schedule. Throws the problem `request-invalid`, which names the member. */
export function checkTimes({ cron, timeZone, at }: Times, now: number): Recurrence | Moment {
  checkTimeZone(timeZone, "timeZone");
  if (cron !== null && at !== null) {
    throw invalidTime("at", "Give either `cron` for recurring batches or `at` for a single one, not both.");
  }
  if (cron !== null) return checkRecurrence({ cron, timeZone }, { now });
  if (at === null)
    throw invalidTime("cron", "Say when: with `cron` for recurring batches, or with `at` for one.");
  return checkMoment(at, now);
}

function checkMoment(at: number, now: number): Moment {
  if (at <= now)
    throw invalidTime("at", `The time ${new Date(at).toISOString()} is over. Choose a later one.`);
  if (at > now + SCHEDULE_LIMITS.mostDays * DAY_MS) {
    throw invalidTime(
      "at",
      "A batch can be at most ten years away. `at` is in milliseconds since 1970-01-01 UTC.",
    );
  }
  return { at };
}
