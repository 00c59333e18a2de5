import { type Batch, batchStatuses } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { limitOption } from "../../option-values.ts";
import { formatScore, formatTime } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";
import { statusTone } from "./format-batch.ts";

export const listBatchesOptions = z.object({ status: z.enum(batchStatuses).optional(), limit: limitOption });

const columns: readonly TableColumn<Batch>[] = [
  { title: "ID", value: (batch) => batch.id },
  { title: "Name", value: (batch) => batch.name, shrinks: true },
  { title: "Status", value: (batch) => batch.status, tone: (batch) => statusTone(batch.status) },
  { title: "Done", value: (batch) => `${batch.completedTasks}/${batch.totalTasks}`, align: "right" },
  { title: "Failed", value: (batch) => String(batch.failedTasks), align: "right" },
  { title: "Score", value: (batch) => formatScore(batch.statistics.meanStyleScore), align: "right" },
  { title: "Submitted", value: (batch) => formatTime(batch.createdAt) },
];

export async function listBatches(
  { terminal, connect }: Session,
  { options: { limit, status } }: CommandInput<z.output<typeof listBatchesOptions>>,
): Promise<void> {
  const client = await connect();
  const batches = await take(client.batches.listAll(status === undefined ? {} : { status }), limit);
  terminal.result(batches, () =>
    batches.length === 0 ? "There is no batch." : formatTable(terminal, columns, batches),
  );
}
