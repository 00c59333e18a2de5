import type { Client } from "@assetql/client";
import { type Schedule, scheduleIdSchema } from "@assetql/contract";
import { wrongInput } from "../../errors.ts";

/** A schedule by id, or by its whole name in any case. Throws a usage error when none or several fit. */
export async function findSchedule(client: Client, idOrName: string): Promise<Schedule> {
  const id = scheduleIdSchema.safeParse(idOrName);
  if (id.success) return client.schedules.get(id.data);
  const wanted = idOrName.trim().toLowerCase();
  const named: Schedule[] = [];
  for await (const schedule of client.schedules.listAll()) {
    if (schedule.name.toLowerCase() === wanted) named.push(schedule);
  }
  const [found, ...others] = named;
  if (found === undefined) {
    throw wrongInput(
      `There is no schedule named ${JSON.stringify(idOrName)}. \`assetql schedules list\` shows them.`,
    );
  }
  if (others.length > 0) {
    const ids = named.map((schedule) => schedule.id).join(", ");
    throw wrongInput(`${named.length} schedules are named ${JSON.stringify(idOrName)}; choose by id: ${ids}`);
  }
  return found;
}
