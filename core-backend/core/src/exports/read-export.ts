import { EXPORT_LIFETIME_SECONDS, type Export, type ExportId, ProblemError } from "@assetql/contract";
import { packageFileType, safeStem } from "@assetql/export-formats";
import type { CoreDeps, Principal } from "../deps.ts";
import { getOwned } from "../shared/not-found.ts";
import { type ExportRecord, exportJobs, exportKey } from "./export-record.ts";

type ReadDeps = Pick<CoreDeps, "store" | "blobs" | "clock">;

/** How far an export is; its signed URL when completed. Throws the problem `not-found`. */
export async function getExport(
  deps: ReadDeps,
  principal: Principal,
  { id }: { id: ExportId },
): Promise<Export> {
  const { value } = await getOwned(deps, principal, { collection: exportJobs, id, what: "export" });
  return toExport(deps, value);
}

/**
 * The signed URL of a completed export. Throws the problems `not-found`, `export-not-ready`, `export-failed` and
 * `export-expired`.
 */
export async function exportDownloadUrl(
  deps: ReadDeps,
  principal: Principal,
  input: { id: ExportId },
): Promise<string> {
  const job = await getExport(deps, principal, input);
  if (job.downloadUrl !== null) return job.downloadUrl;
  if (job.status === "failed") throw new ProblemError("export-failed", job.error ?? "The export has failed.");
  if (job.status === "completed") {
    throw new ProblemError("export-expired", "The package was kept for 7 days. Export the assets again.");
  }
  throw new ProblemError(
    "export-not-ready",
    `The export is ${job.status}: ${job.processedAssets} of ${job.totalAssets} assets are packed.`,
  );
}

export async function toExport(
  { blobs, clock }: Pick<ReadDeps, "blobs" | "clock">,
  record: ExportRecord,
): Promise<Export> {
  const { name, options, assetIds: _, failures: __, include: ___, ...job } = record;
  const secondsLeft = job.expiresAt === null ? 0 : Math.floor((job.expiresAt - clock.now()) / 1000);
  const isThere = job.status === "completed" && secondsLeft > 0;
  const downloadUrl = isThere
    ? await blobs.signedReadUrl(exportKey(job.id), {
        expiresInSeconds: Math.min(secondsLeft, EXPORT_LIFETIME_SECONDS),
        downloadName: `${safeStem(name) || "export"}-${job.platform}.${packageFileType(job.platform, options).extension}`,
      })
    : null;
  return { ...job, downloadUrl };
}
