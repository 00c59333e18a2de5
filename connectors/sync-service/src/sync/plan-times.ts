import type { Target } from "@assetql/contract";
import { Cron } from "croner";

type Schedule = Pick<NonNullable<Target["sync"]>, "cron" | "timeZone">;

/**
 * The last time at or before `now` that a schedule names, both in milliseconds; `undefined` when there was none.
 * Daylight saving as for the hub's own schedules: a time that a change leaves out comes right after the gap, one that
 * comes twice counts once. Throws for an expression or a time zone that is none; the hub refuses those.
 */
export function lastPlanned({ cron, timeZone }: Schedule, now: number): number | undefined {
  // Whole seconds before, not including: one more millisecond lets `now` itself count.
  return parse(cron, timeZone)
    .previousRuns(1, new Date(now + 1))[0]
    ?.getTime();
}

const parse = (cron: string, timeZone: string): Cron =>
  new Cron(cron, { timezone: timeZone, mode: "5-part", fixedTimeRule: "no-wildcard", paused: true });
