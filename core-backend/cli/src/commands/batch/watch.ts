import type { CommandInput } from "../../handler.ts";
import type { Session } from "../../session.ts";
import { findBatch } from "./find-batch.ts";
import { followBatch } from "./follow.ts";

export async function watchBatch(session: Session, { args }: CommandInput<object>): Promise<void> {
  const client = await session.connect();
  const { id } = await findBatch(client, args[0] ?? "");
  await followBatch(session, client, id);
}
