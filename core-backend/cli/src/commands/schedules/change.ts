import type { CommandInput } from "../../handler.ts";
import { plural } from "../../output/format.ts";
import { plain } from "../../output/text.ts";
import type { Session } from "../../session.ts";
import { findSchedule } from "./find-schedule.ts";
import { formatNextRun } from "./format-schedule.ts";

type Input = CommandInput<object>;

export async function pauseSchedule({ terminal, connect }: Session, { args }: Input): Promise<void> {
  const client = await connect();
  const { id } = await findSchedule(client, args[0] ?? "");
  const schedule = await client.schedules.pause(id);
  terminal.result(schedule, () => `Paused ${plain(schedule.name)} (${id}).`);
}

export async function resumeSchedule({ terminal, connect }: Session, { args }: Input): Promise<void> {
  const client = await connect();
  const { id } = await findSchedule(client, args[0] ?? "");
  const schedule = await client.schedules.resume(id);
  terminal.result(
    schedule,
    () => `Resumed ${plain(schedule.name)} (${id}). Next run: ${formatNextRun(schedule)}.`,
  );
}

export async function runSchedule({ terminal, connect }: Session, { args }: Input): Promise<void> {
  const client = await connect();
  const { id } = await findSchedule(client, args[0] ?? "");
  const batch = await client.schedules.run(id);
  terminal.result(batch, () =>
    [
      `Submitted ${plain(batch.name)}: ${plural(batch.totalTasks, "image")}.`,
      `Follow it with \`assetql batch watch ${batch.id}\`.`,
    ].join("\n"),
  );
}

export async function deleteSchedule({ terminal, connect }: Session, { args }: Input): Promise<void> {
  const client = await connect();
  const { id, name } = await findSchedule(client, args[0] ?? "");
  await client.schedules.delete(id);
  terminal.result({ id, deleted: true }, () => `Deleted ${plain(name)} (${id}). The batches it made stay.`);
}
