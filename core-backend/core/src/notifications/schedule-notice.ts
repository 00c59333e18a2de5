import { SCHEDULE_LIMITS, type Schedule } from "@assetql/contract";
import type { Notice } from "./compose-notice.ts";
import { mailText, oneLine } from "./mail-text.ts";

/** A schedule's batch could not be made. */
export function scheduleFailedNotice(schedule: Schedule, link: string | undefined): Notice {
  const name = oneLine(schedule.name, 80);
  const { lastProblem } = schedule;
  const reasons = lastProblem?.problems.map(({ message }) => `- ${oneLine(message, 300)}`) ?? [];
  return {
    subject: isGivenUp(schedule)
      ? `The schedule "${name}" is paused: ${schedule.failuresInARow} failures in a row`
      : `The schedule "${name}" could not make its batch`,
    text: mailText([
      [`The schedule "${name}" could not make its batch.`],
      lastProblem === null ? [] : [oneLine(lastProblem.detail, 1_000), ...reasons],
      [whatNow(schedule)],
      [...(link === undefined ? [] : [link]), `assetql schedules show ${schedule.id}`],
    ]),
  };
}

const isGivenUp = ({ pausedBy }: Schedule): boolean => pausedBy === "failures";

function whatNow(schedule: Schedule): string {
  const { status, nextRunAt, failuresInARow, id } = schedule;
  if (isGivenUp(schedule)) {
    return `It has failed ${SCHEDULE_LIMITS.failuresInARow} times in a row and makes no more batches. When the cause is mended: assetql schedules resume ${id}`;
  }
  if (nextRunAt !== null) {
    return `It goes on: the next batch is planned for ${new Date(nextRunAt).toISOString().slice(0, 16).replace("T", " ")} UTC. Failures in a row so far: ${failuresInARow}.`;
  }
  return status === "ended"
    ? `It was planned for one time only. When the cause is mended: assetql schedules run ${id}`
    : `It is paused. When the cause is mended: assetql schedules resume ${id}`;
}
