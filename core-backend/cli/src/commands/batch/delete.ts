import type { CommandInput } from "../../handler.ts";
import { plain } from "../../output/text.ts";
import type { Session } from "../../session.ts";
import { findBatch } from "./find-batch.ts";

export async function deleteBatch(
  { terminal, connect }: Session,
  { args }: CommandInput<object>,
): Promise<void> {
  const client = await connect();
  const { id, name } = await findBatch(client, args[0] ?? "");
  await client.batches.delete(id);
  terminal.result({ id, deleted: true }, () => `Deleted ${plain(name)} (${id}) with its tasks and images.`);
}
