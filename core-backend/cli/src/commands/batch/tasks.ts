import { type Task, taskStatuses } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { numeric } from "../../option-values.ts";
import { formatScore } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import type { Tone } from "../../output/terminal.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";
import { findBatch } from "./find-batch.ts";

export const listTasksOptions = z.object({
  status: z.enum(taskStatuses).optional(),
  limit: numeric(z.int().min(1).optional()),
});

const columns: readonly TableColumn<Task>[] = [
  { title: "Row", value: (task) => String(task.row), align: "right" },
  { title: "Status", value: (task) => task.status, tone: (task) => toneOf(task.status) },
  { title: "Tries", value: (task) => String(task.tries), align: "right" },
  { title: "Score", value: (task) => formatScore(task.bestScore), align: "right" },
  // Never cut: why a row failed is what people come for.
  { title: "Error", value: (task) => task.error?.message ?? "" },
];

export async function listTasks(
  { terminal, connect }: Session,
  { args, options: { status, limit } }: CommandInput<z.output<typeof listTasksOptions>>,
): Promise<void> {
  const client = await connect();
  const { id } = await findBatch(client, args[0] ?? "");
  const query = status === undefined ? {} : { status };
  const tasks = await take(client.batches.allTasks(id, query), limit ?? Number.POSITIVE_INFINITY);
  terminal.result(tasks, () => {
    if (tasks.length > 0) return formatTable(terminal, columns, tasks);
    return status === undefined ? "No row was distributed yet." : `No row is ${status}.`;
  });
}

function toneOf(status: Task["status"]): Tone | undefined {
  if (status === "completed") return "good";
  return status === "failed" ? "bad" : undefined;
}
