import { daySchema } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import type { Session } from "../../session.ts";
import { findBatch } from "../batch/find-batch.ts";
import { findStyle } from "../styles/find-style.ts";
import { formatStats } from "./format-stats.ts";

export const statsOptions = z.object({
  from: daySchema.optional(),
  to: daySchema.optional(),
  style: z.string().min(1).optional(),
  model: z.string().min(1).max(100).optional(),
  batch: z.string().min(1).optional(),
});

export async function showStats(
  { terminal, connect }: Session,
  { options: { from, to, style, model, batch } }: CommandInput<z.output<typeof statsOptions>>,
): Promise<void> {
  const client = await connect();
  const analytics = await client.analytics.get({
    from,
    to,
    model,
    styleProfileId: style === undefined ? undefined : (await findStyle(client, style)).id,
    batchId: batch === undefined ? undefined : (await findBatch(client, batch)).id,
  });
  terminal.result(analytics, () => formatStats(terminal, analytics));
}
