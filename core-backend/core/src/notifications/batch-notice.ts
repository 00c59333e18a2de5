import { type Batch, type ErrorClass, errorClasses, type NotifyMessage } from "@assetql/contract";
import { ALERT_FAILURE_RATE } from "../kiro/workflow.ts";
import type { Notice } from "./compose-notice.ts";
import { duration, factLines, mailText, oneLine, plural } from "./mail-text.ts";

const failureNames: Readonly<Record<ErrorClass, string>> = {
  "style-deviation": "off style",
  transient: "model not to be had",
  permanent: "not possible",
};

const UNUSUAL =
  "More than 10 % of failures is unusual: the style's threshold may be too high for this template, or the model may be down.";

/** A batch has ended: how it went. */
export function finishedNotice(batch: Batch, link: string | undefined): Notice {
  const name = oneLine(batch.name, 80);
  const images = `${batch.completedTasks} of ${plural(batch.totalTasks, "image")}`;
  const isFailed = batch.status === "failed";
  return {
    subject: isFailed ? `"${name}" has failed: none of its images came out` : `"${name}" is done: ${images}`,
    text: mailText([
      [
        isFailed
          ? `The batch "${name}" has ended, and none of its images came out.`
          : `The batch "${name}" is done.`,
        ...(batch.failedTasks > ALERT_FAILURE_RATE * batch.totalTasks ? [UNUSUAL] : []),
      ],
      factLines(factsOf(batch)),
      placeOf(batch, link),
    ]),
  };
}

/** Unusually many images of a batch that still runs fail; the mail of its end says so too. */
export function alertNotice(
  batch: Batch,
  about: Extract<NotifyMessage["about"], { type: "batch.alerted" }>,
  link: string | undefined,
): Notice | undefined {
  if (batch.completedAt !== null) return undefined;
  const name = oneLine(batch.name, 80);
  const { failedTasks, endedTasks } = about;
  const percent = Math.round((100 * failedTasks) / endedTasks);
  return {
    subject: `"${name}": ${percent} % of its images fail`,
    text: mailText([
      [
        `Of the ${plural(endedTasks, "image")} that the batch "${name}" has dealt with, ${failedTasks} failed (${percent} %).`,
        UNUSUAL,
      ],
      factLines(factsOf(batch)),
      placeOf(batch, link),
    ]),
  };
}

function factsOf({ statistics, ...batch }: Batch): readonly (readonly [string, string])[] {
  const facts: (readonly [string, string])[] = [
    ["Images", `${batch.completedTasks} of ${batch.totalTasks} completed, ${batch.failedTasks} failed`],
  ];
  const { meanStyleScore: mean, minStyleScore: min, maxStyleScore: max, totalSeconds } = statistics;
  if (mean !== null) facts.push(["Style score", `${mean.toFixed(3)} on average${rangeOf(min, max)}`]);
  const failures = errorClasses.flatMap((name) => {
    const count = statistics.failuresByClass[name];
    return count > 0 ? [`${count} ${failureNames[name]}`] : [];
  });
  if (failures.length > 0) facts.push(["Failures", failures.join(", ")]);
  if (statistics.retries > 0) facts.push(["Retries", String(statistics.retries)]);
  if (totalSeconds !== null) facts.push(["Time", duration(totalSeconds)]);
  return facts;
}

const rangeOf = (min: number | null, max: number | null): string =>
  min === null || max === null ? "" : ` (${min.toFixed(3)} to ${max.toFixed(3)})`;

const placeOf = ({ id }: Batch, link: string | undefined): string[] => [
  ...(link === undefined ? [] : [link]),
  `assetql batch show ${id}`,
];
