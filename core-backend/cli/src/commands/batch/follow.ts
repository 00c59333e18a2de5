import type { Client } from "@assetql/client";
import type { Batch, BatchId } from "@assetql/contract";
import { failed } from "../../errors.ts";
import { createProgress } from "../../output/progress.ts";
import type { Session } from "../../session.ts";
import { formatBatch } from "./format-batch.ts";

/** Shows a batch's progress until it has ended, then its statistics. A failed batch is a failure. */
export async function followBatch(session: Session, client: Client, id: BatchId): Promise<void> {
  const batch = await watchProgress(session, client, id);
  session.terminal.result(batch, () => formatBatch(session.terminal, batch));
  if (batch.status === "failed" || batch.status === "cancelled")
    throw failed(`The batch ${id} ${batch.status === "cancelled" ? "was cancelled" : "failed"}.`);
}

/** Draws progress until the batch has ended; returns it as it is then. */
export async function watchProgress(session: Session, client: Client, id: BatchId): Promise<Batch> {
  const progress = createProgress(session.terminal);
  try {
    return await client.batches.watch(id, {
      signal: session.signal,
      onUpdate: (batch) => progress.update(batch),
    });
  } finally {
    progress.stop();
  }
}
