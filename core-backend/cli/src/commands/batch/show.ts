import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import type { Session } from "../../session.ts";
import { findBatch } from "./find-batch.ts";
import { formatBatch } from "./format-batch.ts";

export const noOptions = z.object({});

export async function showBatch(
  { terminal, connect }: Session,
  { args }: CommandInput<object>,
): Promise<void> {
  const batch = await findBatch(await connect(), args[0] ?? "");
  terminal.result(batch, () => formatBatch(terminal, batch));
}
