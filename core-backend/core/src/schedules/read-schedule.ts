import type { Schedule, ScheduleId } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { getOwned } from "../shared/not-found.ts";
import { mapPage } from "../shared/pages.ts";
import { schedules, toSchedule } from "./schedule-record.ts";

type ReadDeps = Pick<CoreDeps, "store" | "clock">;

/** A schedule with its next and its last run. Throws the problem `not-found`. */
export async function getSchedule(
  deps: ReadDeps,
  principal: Principal,
  { id }: { id: ScheduleId },
): Promise<Schedule> {
  const { value } = await getOwned(deps, principal, { collection: schedules, id, what: "schedule" });
  return toSchedule(value, deps.clock.now());
}

/** The workspace's schedules, newest first. */
export async function listSchedules(
  { store, clock }: ReadDeps,
  { workspaceId }: Principal,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Schedule[]; cursor?: string }> {
  const page = await store.query(schedules, {
    index: "byWorkspace",
    partition: workspaceId,
    order: "descending",
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
  return mapPage(page, ({ value }) => toSchedule(value, clock.now()));
}
