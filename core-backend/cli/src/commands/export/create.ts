import { assetIdSchema, exportInclusions, exportPlatforms } from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { formatBytes, plural } from "../../output/format.ts";
import { assertOutFree } from "../../output-files.ts";
import type { Session } from "../../session.ts";
import { findBatch } from "../batch/find-batch.ts";
import { fetchExport } from "./fetch-export.ts";
import { exportOptionsFrom, formatOptions } from "./format-options.ts";

export const createExportOptions = formatOptions.extend({
  platform: z.enum(exportPlatforms),
  batch: z.string().optional(),
  assets: z
    .string()
    .transform((ids) => ids.split(",").map((id) => id.trim()))
    .pipe(z.array(assetIdSchema))
    .optional(),
  include: z.enum(exportInclusions).optional(),
  out: z.string().min(1).optional(),
  force: z.boolean().default(false),
});

export async function createExport(
  session: Session,
  { options }: CommandInput<z.output<typeof createExportOptions>>,
): Promise<void> {
  const { platform, batch, assets, include, out, force, ...format } = options;
  if ((batch === undefined) === (assets === undefined)) {
    throw wrongInput("Say what to export with either --batch or --assets.");
  }
  if (out !== undefined) await assertOutFree(session, { out, force });
  const exportOptions = await exportOptionsFrom(session, format);
  const client = await session.connect();
  const started = await client.exports.create({
    platform,
    ...(batch === undefined ? {} : { batchId: (await findBatch(client, batch)).id }),
    ...(assets === undefined ? {} : { assetIds: assets }),
    ...(include === undefined ? {} : { include }),
    options: exportOptions,
  });
  const file = out ?? `${platform}-${started.id}.${exportOptions.container ?? "zip"}`;
  session.terminal.note(
    `Export ${started.id}: packaging ${plural(started.totalAssets, "image")} for ${platform} ...`,
  );
  const { finished, bytes } = await fetchExport(session, { client, id: started.id, file });
  session.terminal.result(
    { ...finished, file },
    () =>
      `Saved ${file}: ${plural(finished.totalAssets - finished.skippedAssets, "image")}, ${formatBytes(bytes)}.`,
  );
}
