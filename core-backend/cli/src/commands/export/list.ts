import { type Export, exportIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { CommandAction } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { limitOption } from "../../option-values.ts";
import { formatBytes, formatTime } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { take } from "../../pages.ts";

export const listExportsOptions = z.object({ limit: limitOption });

const columns: readonly TableColumn<Export>[] = [
  { title: "ID", value: ({ id }) => id },
  { title: "Platform", value: ({ platform }) => platform },
  { title: "Status", value: ({ status }) => status },
  { title: "Images", value: (job) => `${job.processedAssets}/${job.totalAssets}`, align: "right" },
  { title: "Size", value: ({ bytes }) => (bytes === null ? "" : formatBytes(bytes)), align: "right" },
  { title: "Until", value: ({ expiresAt }) => (expiresAt === null ? "" : formatTime(expiresAt)) },
];

export const listExports: CommandAction<{ limit: number }> = async (
  { terminal, connect },
  { options: { limit } },
) => {
  const jobs = await take((await connect()).exports.listAll(), limit);
  terminal.result(jobs, () =>
    jobs.length === 0 ? "There is no export." : formatTable(terminal, columns, jobs),
  );
};

export const deleteExport: CommandAction<object> = async ({ terminal, connect }, { args }) => {
  const id = parseId(exportIdSchema, args[0]);
  await (await connect()).exports.delete(id);
  terminal.result({ id, deleted: true }, () => `Deleted ${id} with its package and links.`);
};
