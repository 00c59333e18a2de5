import type { Batch } from "@assetql/contract";
import { formatScore, formatSeconds, formatTime, formatUsd } from "../../output/format.ts";
import { formatFacts } from "../../output/table.ts";
import type { Terminal, Tone } from "../../output/terminal.ts";

/** A batch with its counts, settings and statistics, one fact a line. */
export function formatBatch(terminal: Pick<Terminal, "paint">, batch: Batch): string {
  const { config, statistics } = batch;
  const facts: (readonly [string, string])[] = [
    ["Batch", batch.id],
    ["Name", batch.name],
    ["Status", batch.status],
    ["Images", countsOf(batch)],
    ["Style", batch.styleProfileId],
    ["Template", batch.template],
    ["Size", `${config.width} × ${config.height}, ${config.quality}`],
    ["Gate", config.styleGate === "off" ? "off" : (config.threshold?.toFixed(2) ?? "the style profile's")],
    [
      "Style score",
      `mean ${formatScore(statistics.meanStyleScore)}, lowest ${formatScore(statistics.minStyleScore)}`,
    ],
    ["Retries", String(statistics.retries)],
    ["Tries", `${batch.usage.tries}, cost ${formatUsd(batch.usage.costUsd)}`],
    ["Submitted", formatTime(batch.createdAt)],
  ];
  if (config.seed !== undefined) facts.push(["Seed", String(config.seed)]);
  if (statistics.totalSeconds !== null) facts.push(["Time", formatSeconds(statistics.totalSeconds)]);
  const failures = Object.entries(statistics.failuresByClass).filter(([, count]) => count > 0);
  if (failures.length > 0)
    facts.push(["Failures", failures.map(([name, count]) => `${count} ${name}`).join(", ")]);
  return formatFacts(terminal, facts);
}

export function countsOf(batch: Batch): string {
  const rest = [
    batch.failedTasks > 0 ? `${batch.failedTasks} failed` : "",
    batch.processingTasks > 0 ? `${batch.processingTasks} in work` : "",
    batch.retryingTasks > 0 ? `${batch.retryingTasks} retrying` : "",
    batch.queuedTasks > 0 ? `${batch.queuedTasks} waiting` : "",
  ].filter((part) => part !== "");
  return [`${batch.completedTasks} of ${batch.totalTasks} done`, ...rest].join(", ");
}

export function statusTone(status: Batch["status"]): Tone | undefined {
  if (status === "completed") return "good";
  return status === "failed" || status === "cancelled" ? "bad" : undefined;
}
