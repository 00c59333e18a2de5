import type { Client } from "@assetql/client";
import { type Batch, priorities } from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandAction } from "../../handler.ts";
import { formatScore, plural } from "../../output/format.ts";
import { plain } from "../../output/text.ts";
import { findBatch } from "./find-batch.ts";
import { followBatch } from "./follow.ts";
import { countsOf } from "./format-batch.ts";

type Act = (client: Client, batch: Batch) => Promise<Batch>;

/** A command that does one thing to a batch and says how it stands then. */
const control =
  (act: Act, done: string): CommandAction<object> =>
  async ({ terminal, connect }, { args }) => {
    const client = await connect();
    const batch = await act(client, await findBatch(client, args[0] ?? ""));
    terminal.result(batch, () => `${done} ${plain(batch.name)} (${batch.id}): ${countsOf(batch)}.`);
  };

export const pauseBatch = control((client, { id }) => client.batches.pause(id), "Paused");
export const resumeBatch = control((client, { id }) => client.batches.resume(id), "Resumed");
export const cancelBatch = control((client, { id }) => client.batches.cancel(id), "Cancelled");

export const retryOptions = z.object({ watch: z.boolean().default(false) });

export const retryFailed: CommandAction<z.output<typeof retryOptions>> = async (
  session,
  { args, options },
) => {
  const client = await session.connect();
  const { id, failedTasks } = await findBatch(client, args[0] ?? "");
  const batch = await client.batches.retryFailed(id);
  if (options.watch) return followBatch(session, client, id);
  session.terminal.result(
    batch,
    () => `Gives ${plural(failedTasks, "failed image")} of ${plain(batch.name)} three more tries each.`,
  );
};

export const renameBatch: CommandAction<object> = async (
  { terminal, connect },
  { args: [from = "", name = ""] },
) => {
  const client = await connect();
  const { id } = await findBatch(client, from);
  const batch = await client.batches.update(id, { name });
  terminal.result(batch, () => `Renamed ${id} to ${plain(batch.name)}.`);
};

export const prioritise: CommandAction<object> = async (
  { terminal, connect },
  { args: [which = "", lane] },
) => {
  const priority = priorities.find((known) => known === lane);
  if (priority === undefined) throw wrongInput(`The priority is one of ${priorities.join(", ")}.`);
  const client = await connect();
  const { id } = await findBatch(client, which);
  const batch = await client.batches.update(id, { priority });
  terminal.result(batch, () => `What ${plain(batch.name)} has not queued yet goes to the ${priority} lane.`);
};

/** The image below the gate of one row. */
export const acceptBestTry: CommandAction<object> = async (
  { terminal, connect },
  { args: [which = "", text] },
) => {
  const row = Number(text);
  const client = await connect();
  const { id, name, totalTasks } = await findBatch(client, which);
  if (!Number.isInteger(row) || row < 1 || row > totalTasks) {
    throw wrongInput(`The row is a number from 1 to ${totalTasks}. \`assetql batch tasks\` shows them.`);
  }
  for await (const task of client.batches.allTasks(id)) {
    if (task.row !== row) continue;
    const asset = await client.batches.acceptBestTry(task.id);
    const score = formatScore(asset.styleScore.score);
    return terminal.result(
      asset,
      () => `Accepted row ${row} of ${plain(name)} (score ${score}) as ${asset.id}.`,
    );
  }
  throw wrongInput(`Row ${row} of ${plain(name)} was not distributed yet.`);
};
