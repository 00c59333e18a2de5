import { type Schedule, scheduleSchema } from "@assetql/contract";
import { z } from "zod";
import type { Principal } from "../deps.ts";
import { type Collection, nextTime } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";

const scheduleRecordSchema = scheduleSchema.omit({ nextRunAt: true }).extend({
  /** The planned time whose run is recorded already: its job may be delivered again. */
  lastPlannedAt: z.number().nullable(),
});
export type ScheduleRecord = z.infer<typeof scheduleRecordSchema>;

export const schedules: Collection<ScheduleRecord> = {
  name: "schedules",
  parse: (value) => scheduleRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
  },
};

export const scheduleCsvKey = (id: string): string => `schedules/${id}/rows.csv`;

/** In whose name a schedule makes its batches: that of the person or the key who made it. */
export const principalOf = ({ workspaceId, createdBy }: ScheduleRecord): Principal => ({
  workspaceId,
  userId: createdBy,
  role: "creator",
});

export function toSchedule({ lastPlannedAt: _, ...rest }: ScheduleRecord, now: number): Schedule {
  return { ...rest, nextRunAt: nextRunOf(rest, now) };
}

function nextRunOf(
  { status, cron, timeZone, at }: Pick<ScheduleRecord, "status" | "cron" | "timeZone" | "at">,
  now: number,
): number | null {
  if (status !== "active") return null;
  return cron === null ? at : (nextTime({ cron, timeZone }, now) ?? null);
}
