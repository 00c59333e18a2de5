import { PassThrough } from "node:stream";
import { type DomainEvent, EXPORT_LIFETIME_SECONDS, type ExportMessage } from "@assetql/contract";
import { type ExportSummary, packageFileType, writePackage } from "@assetql/export-formats";
import type { CoreDeps } from "../deps.ts";
import type { Delivery } from "../jobs/delivery.ts";
import { MAX_RECEIVES, replace, type Stored } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { exportAssets } from "./export-assets.ts";
import { type ExportRecord, exportJobs, exportKey } from "./export-record.ts";

/** Milliseconds between two reports of progress: each rewrites the export's record. */
const REPORT_EVERY_MS = 1_000;
const MAX_FAILURES = 3;

type RunDeps = Pick<CoreDeps, "store" | "blobs" | "outbox" | "clock" | "log">;

/**
 * Writes an export's package, or after three failures says that it failed. Safe to repeat: a package that was
 * begun is written anew. Throws when it should be tried again.
 */
export async function runExport(
  deps: RunDeps,
  { exportId }: ExportMessage,
  { receives, signal }: Delivery,
): Promise<void> {
  const stored = await deps.store.get(exportJobs, exportId);
  if (stored === undefined || stored.value.status === "completed" || stored.value.status === "failed") return;
  if (receives >= MAX_RECEIVES) {
    const error = `Given up: it was begun ${receives} times and never came to an end.`;
    return finish(deps, stored, { status: "failed", error });
  }
  const progress = createProgress(deps, stored);
  await progress.update({ status: "processing", processedAssets: 0 });
  try {
    const summary = await writeToBlob(deps, stored.value, { signal, onProgress: progress.report });
    await progress.settled();
    await finish(deps, progress.latest(), completion(summary, deps.clock.now()));
  } catch (error) {
    if (signal.aborted) throw error;
    await progress.settled();
    await countFailure(deps, progress.latest(), error);
  }
}

/** Half a package is never stored as a whole one: one that fails takes the stream with it. */
async function writeToBlob(
  deps: RunDeps,
  job: ExportRecord,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (done: number) => void },
): Promise<ExportSummary> {
  const stream = new PassThrough();
  const stored = deps.blobs.put(exportKey(job.id), stream, {
    contentType: packageFileType(job.platform, job.options).contentType,
    overwrite: true,
  });
  const written = writePackage(
    {
      platform: job.platform,
      batchName: job.name,
      exportId: job.id,
      assets: exportAssets(deps, job),
      options: job.options,
      signal,
      onProgress,
    },
    stream,
  );
  written.catch((error: unknown) =>
    stream.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  const [summary] = await Promise.all([written, stored]);
  return summary;
}

/** The job's record while it runs: only its runner writes it, one write after the other. */
function createProgress({ store, outbox, clock }: RunDeps, stored: Stored<ExportRecord>) {
  let current = stored;
  let writing: Promise<void> = Promise.resolve();
  let reportedAt = clock.now();
  const update = (changes: Partial<ExportRecord>): Promise<void> => {
    writing = writing.then(async () => {
      const value = { ...current.value, ...changes, updatedAt: clock.now() };
      await store.transact([
        replace(exportJobs, value, current.revision),
        announce(outbox, value.workspaceId, {
          workspaceId: value.workspaceId,
          events: [progressEvent(value)],
        }),
      ]);
      current = { value, revision: current.revision + 1 };
    });
    return writing;
  };
  return {
    update,
    report(done: number): void {
      if (clock.now() - reportedAt < REPORT_EVERY_MS) return;
      reportedAt = clock.now();
      // A report that fails is told by `settled`.
      update({ processedAssets: done }).catch(() => undefined);
    },
    settled: () => writing,
    latest: () => current,
  };
}

const progressEvent = ({
  id: exportId,
  workspaceId,
  processedAssets,
  totalAssets,
  updatedAt: at,
}: ExportRecord): DomainEvent => ({
  type: "export.progressed",
  exportId,
  workspaceId,
  processedAssets,
  totalAssets,
  at,
});

function completion(summary: ExportSummary, now: number): Partial<ExportRecord> {
  const skippedAssets = summary.problems.length;
  if (summary.assets === 0) {
    return {
      status: "failed",
      skippedAssets,
      error:
        skippedAssets > 0
          ? "None of the assets could be read, so there is no package."
          : "No asset of the batch is left to export: see what was approved and rejected.",
    };
  }
  return {
    status: "completed",
    processedAssets: summary.assets + skippedAssets,
    totalAssets: summary.assets + skippedAssets,
    skippedAssets,
    bytes: summary.bytes,
    expiresAt: now + EXPORT_LIFETIME_SECONDS * 1000,
  };
}

async function countFailure(deps: RunDeps, job: Stored<ExportRecord>, error: unknown): Promise<void> {
  deps.log("error", "an export failed", { exportId: job.value.id, error: String(error) });
  const failures = job.value.failures + 1;
  if (failures < MAX_FAILURES) {
    const value = { ...job.value, failures, updatedAt: deps.clock.now() };
    await deps.store.transact([replace(exportJobs, value, job.revision)]);
    throw error;
  }
  await finish(deps, job, {
    status: "failed",
    failures,
    error: "The package could not be written. The hub's log says more; try the export again.",
  });
}

async function finish(
  { store, outbox, clock }: RunDeps,
  { value, revision }: Stored<ExportRecord>,
  changes: Partial<ExportRecord>,
): Promise<void> {
  const finished = { ...value, ...changes, updatedAt: clock.now() };
  const status = finished.status === "completed" ? "completed" : "failed";
  await store.transact([
    replace(exportJobs, finished, revision),
    announce(outbox, value.workspaceId, {
      workspaceId: value.workspaceId,
      events: [
        {
          type: "export.finished",
          exportId: value.id,
          workspaceId: value.workspaceId,
          status,
          at: clock.now(),
        },
      ],
    }),
  ]);
}
