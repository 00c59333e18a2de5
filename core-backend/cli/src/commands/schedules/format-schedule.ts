import type { Schedule } from "@assetql/contract";
import { formatTime, plural } from "../../output/format.ts";
import { formatFacts } from "../../output/table.ts";
import type { Terminal, Tone } from "../../output/terminal.ts";

/** When it makes batches: `30 7 * * MON-FRI (Europe/Berlin)`, or its only time. */
export function formatTimes({ cron, timeZone, at }: Schedule): string {
  if (cron !== null) return `${cron} (${timeZone})`;
  return at === null ? "" : `once, ${formatTime(at)}`;
}

/** In this machine's time. */
export function formatNextRun({ nextRunAt, status }: Schedule): string {
  return nextRunAt === null
    ? `none, it ${status === "paused" ? "is paused" : "has ended"}`
    : formatTime(nextRunAt);
}

export function formatStatus({ status, pausedBy, lastProblem }: Schedule): string {
  if (pausedBy === "failures") return "paused, it failed too often";
  return status === "active" && lastProblem !== null ? "active, last run failed" : status;
}

export function statusTone({ status, pausedBy, lastProblem }: Schedule): Tone | undefined {
  if (pausedBy === "failures" || lastProblem !== null) return "bad";
  return status === "active" ? "good" : undefined;
}

/** A schedule, one fact a line. Times are in this machine's time. */
export function formatSchedule(terminal: Pick<Terminal, "paint">, schedule: Schedule): string {
  const { batch, lastProblem } = schedule;
  const facts: (readonly [string, string])[] = [
    ["Schedule", schedule.id],
    ["Name", schedule.name],
    ["Status", formatStatus(schedule)],
    ["Times", formatTimes(schedule)],
    ["Next run", formatNextRun(schedule)],
    ["Batch", `${batch.name}: ${plural(batch.rows, "image")}`],
    ["Style", batch.styleProfileId],
    ["Template", batch.template],
    ["Size", `${batch.config.width} × ${batch.config.height}, ${batch.config.quality}`],
  ];
  if (schedule.lastRunAt !== null) facts.push(["Last run", formatTime(schedule.lastRunAt)]);
  if (schedule.lastBatchId !== null) facts.push(["Last batch", schedule.lastBatchId]);
  if (lastProblem !== null) {
    facts.push(["Problem", `${lastProblem.detail} (${lastProblem.code})`]);
    facts.push(...lastProblem.problems.map(({ message }) => ["", message] as const));
    facts.push(["Failures", `${schedule.failuresInARow} in a row`]);
  }
  return formatFacts(terminal, facts);
}
