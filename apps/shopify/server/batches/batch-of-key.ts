import { createHash } from "node:crypto";
import { ApiProblemError, type Client } from "@assetql/client";
import type { Batch } from "@assetql/contract";
import { z } from "zod";
import { type Documents, read } from "../store/documents.ts";

export interface MadeBatchesDeps {
  readonly hub: Pick<Client, "batches">;
  readonly documents: Documents;
  readonly shop: string;
  readonly targetId: string;
  /** Whether the app has heard that the hub made a batch. */
  readonly isKnown: (batchId: string) => Promise<boolean>;
}

interface Asked {
  readonly name: string;
  /** Images. */
  readonly images: number;
}

/** Which batches were asked for under which keys, whatever became of the answers. */
export interface MadeBatches {
  /** To be called before the hub is asked. */
  asked(idempotencyKey: string, asked: Asked): Promise<void>;
  made(idempotencyKey: string, batch: Batch): Promise<void>;
  /** The batch that was made under a key, if it was, and is still there. */
  of(idempotencyKey: string): Promise<Batch | undefined>;
}

const noteSchema = z.object({
  /** Null until the hub has answered. */
  batchId: z.string().nullable(),
  name: z.string(),
  images: z.int(),
  /** Milliseconds since 1970. */
  at: z.number(),
});

/** The hub's clock may be another. */
const CLOCKS_MS = 10 * 60_000;
const LOOKED_AT = 100;

export function createMadeBatches(deps: MadeBatchesDeps): MadeBatches {
  const { documents, shop } = deps;
  const placeOf = (idempotencyKey: string) => ({
    shop,
    key: `batch-keys/${createHash("sha256").update(idempotencyKey).digest("hex").slice(0, 32)}`,
  });
  return {
    async asked(idempotencyKey, asked) {
      await documents.put({ ...placeOf(idempotencyKey), value: { ...asked, batchId: null, at: Date.now() } });
    },
    async made(idempotencyKey, { id, name, totalTasks }) {
      const value = { batchId: id, name, images: totalTasks, at: Date.now() };
      await documents.put({ ...placeOf(idempotencyKey), value });
    },
    async of(idempotencyKey) {
      const note = (await read(documents, placeOf(idempotencyKey), noteSchema))?.value;
      if (note === undefined) return undefined;
      return note.batchId === null ? unheard(deps, note) : ifThere(deps, note.batchId);
    },
  };
}

async function ifThere({ hub }: MadeBatchesDeps, batchId: string): Promise<Batch | undefined> {
  try {
    return await hub.batches.get(batchId);
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === "not-found") return undefined;
    throw error;
  }
}

/** The answer was lost: one that looks like what was asked for, and of which the app has not heard. */
async function unheard(
  { hub, targetId, isKnown }: MadeBatchesDeps,
  { name, images, at }: z.infer<typeof noteSchema>,
): Promise<Batch | undefined> {
  const { items } = await hub.batches.list({ limit: LOOKED_AT });
  for (const batch of items) {
    const isAlike =
      batch.name === name &&
      batch.targetId === targetId &&
      batch.totalTasks === images &&
      batch.createdAt >= at - CLOCKS_MS;
    if (isAlike && !(await isKnown(batch.id))) return batch;
  }
  return undefined;
}
