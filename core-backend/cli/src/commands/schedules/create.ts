import path from "node:path";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { readInputFile } from "../../input-files.ts";
import { timeSchema } from "../../option-values.ts";
import { plural } from "../../output/format.ts";
import { plain } from "../../output/text.ts";
import type { Session } from "../../session.ts";
import { createBatchOptions, readTemplate } from "../batch/create.ts";
import { settingsFrom, settingsOptions } from "../batch/settings-options.ts";
import { findStyle } from "../styles/find-style.ts";
import { formatNextRun } from "./format-schedule.ts";

export const createScheduleOptions = createBatchOptions.omit({ watch: true, dryRun: true }).extend({
  cron: z.string().min(1).optional(),
  timeZone: z.string().min(1).optional(),
  at: timeSchema.optional(),
});
type Options = z.output<typeof createScheduleOptions>;

export async function createSchedule(session: Session, { options }: CommandInput<Options>): Promise<void> {
  if ((options.cron === undefined) === (options.at === undefined)) {
    throw wrongInput("Say when: with --cron for recurring batches, or with --at for a single one.");
  }
  const template = await readTemplate(session, options);
  const csv = await readInputFile(session, options.csv);
  const client = await session.connect();
  const style = await findStyle(client, options.style);
  const schedule = await client.schedules.create({
    name: options.name ?? path.parse(csv.name).name,
    timeZone: options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(options.cron === undefined ? {} : { cron: options.cron }),
    ...(options.at === undefined ? {} : { at: options.at }),
    batch: {
      styleProfileId: style.id,
      template,
      csv: csv.bytes,
      config: settingsFrom(settingsOptions.parse(options)),
    },
  });
  session.terminal.result(schedule, () =>
    [
      `Scheduled ${plain(schedule.name)} (${schedule.id}): ${plural(schedule.batch.rows, "image")} in the style ${plain(style.name)}.`,
      `Next run: ${formatNextRun(schedule)}.`,
    ].join("\n"),
  );
}
