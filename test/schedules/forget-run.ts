import type { ScheduleId } from "@assetql/contract";
import { type Collection, put, type RecordStore } from "@assetql/core/ports";

interface SeenSchedule {
  readonly id: string;
  readonly workspaceId: string;
  readonly createdAt: number;
}

/** The records of schedules, seen from outside. */
const schedules: Collection<SeenSchedule> = {
  name: "schedules",
  parse: (value) => value as SeenSchedule,
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, createdAt }) => ({
      partition: workspaceId,
      sort: String(createdAt).padStart(13, "0"),
    }),
  },
};

/** Takes back what a schedule's record says of its last run. */
export async function forgetRun(store: RecordStore, id: ScheduleId): Promise<void> {
  const stored = await store.get(schedules, id);
  if (stored === undefined) throw new Error(`There is no schedule ${id}`);
  const forgotten = { ...stored.value, lastPlannedAt: null, lastRunAt: null, lastBatchId: null };
  await store.transact([put(schedules, forgotten)]);
}
