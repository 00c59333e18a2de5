import { ApiProblemError, type Client } from "@assetql/client";

/** Pauses the batches of a target that are being made or wait for it, so that they go on when somebody wants it. */
export async function pauseBatches(admin: Client, targetId: string): Promise<void> {
  for (const status of ["queued", "processing"] as const) {
    for await (const batch of admin.batches.listAll({ status, limit: 200 })) {
      if (batch.targetId === targetId) await pause(admin, batch.id);
    }
  }
}

async function pause(admin: Client, id: string): Promise<void> {
  try {
    await admin.batches.pause(id);
  } catch (error) {
    // It has ended meanwhile.
    const isOver = error instanceof ApiProblemError && ["batch-state", "not-found"].includes(error.code);
    if (!isOver) throw error;
  }
}
