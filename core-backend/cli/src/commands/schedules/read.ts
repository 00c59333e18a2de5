import type { Schedule } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { limitOption } from "../../option-values.ts";
import { formatTime } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";
import { findSchedule } from "./find-schedule.ts";
import { formatSchedule, formatStatus, formatTimes, statusTone } from "./format-schedule.ts";

export const listSchedulesOptions = z.object({ limit: limitOption });

const columns: readonly TableColumn<Schedule>[] = [
  { title: "ID", value: (schedule) => schedule.id },
  { title: "Name", value: (schedule) => schedule.name, shrinks: true },
  { title: "Status", value: formatStatus, tone: statusTone },
  { title: "Times", value: formatTimes },
  { title: "Next run", value: ({ nextRunAt }) => (nextRunAt === null ? "" : formatTime(nextRunAt)) },
  { title: "Last run", value: ({ lastRunAt }) => (lastRunAt === null ? "" : formatTime(lastRunAt)) },
];

export async function listSchedules(
  { terminal, connect }: Session,
  { options: { limit } }: CommandInput<z.output<typeof listSchedulesOptions>>,
): Promise<void> {
  const client = await connect();
  const schedules = await take(client.schedules.listAll(), limit);
  terminal.result(schedules, () =>
    schedules.length === 0 ? "There is no schedule." : formatTable(terminal, columns, schedules),
  );
}

export async function showSchedule(
  { terminal, connect }: Session,
  { args }: CommandInput<object>,
): Promise<void> {
  const schedule = await findSchedule(await connect(), args[0] ?? "");
  terminal.result(schedule, () => formatSchedule(terminal, schedule));
}
