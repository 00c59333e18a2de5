import { assets, assetVersions, versionIdOf } from "../assets/asset-record.ts";
import { batches } from "../batches/batch-record.ts";
import type { CoreDeps } from "../deps.ts";
import { exportJobs } from "../exports/export-record.ts";
import { isTerminal } from "../kiro/transitions.ts";
import type { BlobInfo, BlobStore } from "../ports/index.ts";
import { schedules } from "../schedules/schedule-record.ts";
import { styleVersionId, styleVersions } from "../styles/style-record.ts";
import { tasks } from "../tasks/task-record.ts";
import { uploads } from "../uploads/upload-record.ts";

/** Files younger than this may belong to a change that is still on its way to its commit. */
export const SWEEP_GRACE_MS = 3600 * 1000;

const RENDITION_KEPT_MS = 7 * 24 * 3600 * 1000;

type SweepDeps = Pick<CoreDeps, "store" | "clock"> & {
  readonly blobs: Pick<BlobStore, "list" | "head" | "delete">;
};
/** Whether a batch is there and may still be writing its files. */
async function isRunning(store: CoreDeps["store"], batchId: string): Promise<boolean> {
  const batch = (await store.get(batches, batchId))?.value;
  return batch !== undefined && !isTerminal(batch.workflow.status);
}

type IsReferenced = (deps: SweepDeps, groups: readonly string[], key: string) => Promise<boolean>;

/** For every kind of file: its key, and whether a record still refers to it. */
const kinds: readonly { prefix: string; pattern: RegExp; isReferenced: IsReferenced }[] = [
  {
    prefix: "raw/",
    pattern: /^raw\/([^/]+)\/(ast_[^./]+)\.v(\d+)\.png$/,
    // A task that a killed process left finds its image here again, however long ago that was.
    isReferenced: async ({ store }, [batchId = "", id = "", version]) =>
      (await isRunning(store, batchId)) || hasVersion(store, id, Number(version)),
  },
  {
    prefix: "thumbnails/",
    pattern: /^thumbnails\/(ast_[^./]+)\.v(\d+)\.jpg$/,
    isReferenced: ({ store }, [id = "", version]) => hasVersion(store, id, Number(version)),
  },
  {
    prefix: "renditions/",
    pattern: /^renditions\/(ast_[^./]+)\.v(\d+)-\w+\.\w+$/,
    isReferenced: async ({ store, clock, blobs }, [id = "", version], key) => {
      // Made again whenever it is asked for.
      const madeAt = (await blobs.head(key))?.modifiedAt ?? 0;
      return clock.now() - madeAt < RENDITION_KEPT_MS && hasVersion(store, id, Number(version));
    },
  },
  {
    prefix: "rejected/",
    pattern: /^rejected\/([^/]+)\/(tsk_[^./]+)\.t\d+\.png$/,
    isReferenced: async ({ store }, [batchId = "", id = ""], key) =>
      (await isRunning(store, batchId)) || (await store.get(tasks, id))?.value.bestTry?.blobKey === key,
  },
  {
    prefix: "style-references/",
    pattern: /^style-references\/(sty_[^/]+)\/v(\d+)\/[^/]+$/,
    isReferenced: async ({ store }, [id = "", version], key) => {
      const stored = await store.get(styleVersions, styleVersionId(id, Number(version)));
      return stored?.value.references.some(({ blobKey }) => blobKey === key) ?? false;
    },
  },
  {
    prefix: "batches/",
    pattern: /^batches\/(bat_[^/]+)\/rows\/[^/]+$/,
    isReferenced: async ({ store }, [id = ""]) => (await store.get(batches, id)) !== undefined,
  },
  {
    prefix: "schedules/",
    pattern: /^schedules\/(sch_[^/]+)\/rows\.csv$/,
    isReferenced: async ({ store }, [id = ""]) => (await store.get(schedules, id)) !== undefined,
  },
  {
    prefix: "uploads/",
    pattern: /^uploads\/(upl_[^/]+)$/,
    isReferenced: async ({ store, clock }, [id = ""]) =>
      ((await store.get(uploads, id))?.value.expiresAt ?? 0) > clock.now(),
  },
  {
    prefix: "exports/",
    pattern: /^exports\/(exp_[^/.]+)\.zip$/,
    isReferenced: async ({ store, clock }, [id = ""]) => {
      const job = (await store.get(exportJobs, id))?.value;
      return (
        job !== undefined &&
        job.status !== "failed" &&
        (job.expiresAt === null || job.expiresAt > clock.now())
      );
    },
  },
];

async function hasVersion(store: CoreDeps["store"], id: string, version: number): Promise<boolean> {
  if ((await store.get(assets, id))?.value.version === version) return true;
  return (await store.get(assetVersions, versionIdOf(id, version))) !== undefined;
}

export interface SweepOptions {
  readonly graceMs?: number;
  /** Only says what it would delete. */
  readonly dryRun?: boolean;
  /** Ends the sweep after the file it is at. */
  readonly signal?: AbortSignal;
}

/**
 * Deletes files that no record refers to: left by a process that died between a file and its record, or expired.
 * Returns the keys it deleted.
 */
export async function sweepBlobs(
  deps: SweepDeps,
  { graceMs = SWEEP_GRACE_MS, dryRun = false, signal }: SweepOptions = {},
): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const kind of kinds) {
    for await (const blob of eachBlob(deps, kind.prefix)) {
      if (signal?.aborted) return swept;
      const isFresh = deps.clock.now() - blob.modifiedAt < graceMs;
      if (isFresh || !(await isOrphan(deps, kind, blob.key)) || (await wasRewritten(deps, blob))) continue;
      if (!dryRun) await deps.blobs.delete([blob.key]);
      swept.push(blob.key);
    }
  }
  return swept;
}

async function* eachBlob({ blobs }: SweepDeps, prefix: string): AsyncGenerator<BlobInfo> {
  let cursor: string | undefined;
  do {
    const page = await blobs.list(prefix, cursor);
    yield* page.items;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** Whether the file was written again, or went, since it was listed. */
async function wasRewritten({ blobs }: SweepDeps, { key, modifiedAt }: BlobInfo): Promise<boolean> {
  return (await blobs.head(key))?.modifiedAt !== modifiedAt;
}

async function isOrphan(
  deps: SweepDeps,
  { pattern, isReferenced }: (typeof kinds)[number],
  key: string,
): Promise<boolean> {
  const match = pattern.exec(key);
  return match === null || !(await isReferenced(deps, match.slice(1), key));
}
