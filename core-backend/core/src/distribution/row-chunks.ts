import { z } from "zod";
import type { BlobStore } from "../ports/index.ts";

/** Rows a chunk of a batch's input holds. */
export const CHUNK_ROWS = 500;

const batchRowSchema = z.object({
  row: z.int().positive(),
  prompt: z.string(),
  metadata: z.record(z.string(), z.string()),
});
/** A row of the CSV, rendered: what a task is made of. */
export type BatchRow = z.infer<typeof batchRowSchema>;

/** What a row may take as JSON: an asset holds it too, beside its own members, in a record of 400 KB at most. */
export const MAX_ROW_BYTES = 120_000;

export const rowBytes = (row: BatchRow): number => Buffer.byteLength(JSON.stringify(row));

const chunkSchema = z.array(batchRowSchema);

export const chunkPrefix = (batchId: string): string => `batches/${batchId}/rows/`;

export const chunkKey = (batchId: string, chunk: number): string =>
  `${chunkPrefix(batchId)}${String(chunk).padStart(4, "0")}.json`;

export const chunkOfRow = (row: number): number => Math.floor((row - 1) / CHUNK_ROWS);

/** Rows `from` to the end of their chunk, at most `limit`. */
export async function readRows(
  blobs: BlobStore,
  batchId: string,
  { from, limit }: { from: number; limit: number },
): Promise<readonly BatchRow[]> {
  const bytes = await blobs.read(chunkKey(batchId, chunkOfRow(from)));
  if (bytes === undefined) throw new Error(`The rows of ${batchId} from ${from} on are missing`);
  const rows = chunkSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  const start = (from - 1) % CHUNK_ROWS;
  return rows.slice(start, start + limit);
}

/** Collects rows and writes them chunk by chunk, so that 100,000 rows are never held at once. */
export function createChunkWriter(blobs: BlobStore, batchId: string) {
  let pending: BatchRow[] = [];
  let chunk = 0;
  const flush = async (): Promise<void> => {
    if (pending.length === 0) return;
    const body = Buffer.from(JSON.stringify(pending));
    await blobs.put(chunkKey(batchId, chunk), body, { contentType: "application/json", overwrite: true });
    pending = [];
    chunk += 1;
  };
  return {
    async add(row: BatchRow): Promise<void> {
      pending.push(row);
      if (pending.length === CHUNK_ROWS) await flush();
    },
    flush,
    /** Takes back what was written. */
    async discard(): Promise<void> {
      await blobs.delete(Array.from({ length: chunk }, (_, index) => chunkKey(batchId, index)));
    },
  };
}
