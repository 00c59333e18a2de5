import { batchIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import type { Session } from "../../session.ts";
import { formatBatch } from "./format-batch.ts";

export const noOptions = z.object({});

export async function showBatch(
  { terminal, connect }: Session,
  { args }: CommandInput<object>,
): Promise<void> {
  const id = parseId(batchIdSchema, args[0]);
  const client = await connect();
  const batch = await client.batches.get(id);
  terminal.result(batch, () => formatBatch(terminal, batch));
}
