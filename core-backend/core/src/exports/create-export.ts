import { type BatchId, type CreateExport, type Export, ProblemError } from "@assetql/contract";
import { assets } from "../assets/asset-record.ts";
import { audit } from "../audit/audit.ts";
import { batches } from "../batches/batch-record.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { ConflictError, create, RECORD_LIMITS } from "../ports/index.ts";
import { newExportId } from "../shared/ids.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { assertOptionsFit } from "./check-options.ts";
import { type ExportRecord, exportJobs } from "./export-record.ts";
import { getExport, toExport } from "./read-export.ts";

type CreateExportDeps = Pick<CoreDeps, "store" | "blobs" | "outbox" | "clock" | "random">;

/**
 * Queues an export. Throws the problems `not-found` (batch, asset), `export-empty` and `request-invalid` for an option
 * that the platform has no use for.
 */
export async function createExport(
  deps: CreateExportDeps,
  principal: Principal,
  input: CreateExport & { idempotencyKey?: string | undefined },
): Promise<Export> {
  const { workspaceId, userId } = principal;
  assertOptionsFit(input);
  const selection = await select(deps, principal, input);
  const id = newExportId({ random: deps.random, workspaceId, idempotencyKey: input.idempotencyKey });
  const now = deps.clock.now();
  const record: ExportRecord = {
    id,
    workspaceId,
    createdBy: userId,
    platform: input.platform,
    options: input.options,
    include: input.include,
    ...selection,
    status: "queued",
    processedAssets: 0,
    skippedAssets: 0,
    failures: 0,
    bytes: null,
    error: null,
    expiresAt: null,
    createdAt: now,
    updatedAt: now,
  };
  assertFits(record);
  try {
    await deps.store.transact([
      create(exportJobs, record),
      audit(deps, principal, { action: "export.created", subject: id, after: record }),
      announce(deps.outbox, workspaceId, {
        workspaceId,
        jobs: [{ queue: "export", message: { kind: "export", exportId: id } }],
      }),
    ]);
  } catch (error) {
    // The same idempotency key has made it before.
    if (error instanceof ConflictError) return getExport(deps, principal, { id });
    throw error;
  }
  return toExport(deps, record);
}

/** Every progress report writes the record, also with the counts grown. */
const SPARE_BYTES = 2_000;

/** Throws the problem `request-invalid`: ids and a taxonomy together can be more than a record holds. */
function assertFits(record: ExportRecord): void {
  if (Buffer.byteLength(JSON.stringify(record)) + SPARE_BYTES <= RECORD_LIMITS.recordBytes) return;
  throw new ProblemError(
    "request-invalid",
    "So many assets and mapped terms together are more than one export holds. Export the whole batch, or fewer assets at once.",
  );
}

type Selection = Pick<ExportRecord, "name" | "batchId" | "assetIds" | "totalAssets">;

async function select(deps: CreateExportDeps, principal: Principal, input: CreateExport): Promise<Selection> {
  if (input.batchId !== undefined) return selectBatch(deps, principal, input.batchId);
  const assetIds = [...new Set(input.assetIds ?? [])];
  if (assetIds.length === 0) throw new ProblemError("export-empty", "Choose at least one asset to export.");
  for (let start = 0; start < assetIds.length; start += 100) {
    const ids = assetIds.slice(start, start + 100);
    const found = await deps.store.getMany(assets, ids);
    const own = new Set(
      found.filter(({ value }) => value.workspaceId === principal.workspaceId).map(({ value }) => value.id),
    );
    const missing = ids.find((id) => !own.has(id));
    if (missing !== undefined) {
      throw new ProblemError("not-found", `There is no asset with the id ${missing} in this workspace.`);
    }
  }
  return { name: "Selection", batchId: null, assetIds, totalAssets: assetIds.length };
}

async function selectBatch(deps: CreateExportDeps, principal: Principal, id: BatchId): Promise<Selection> {
  const { value: batch } = await getOwned(deps, principal, { collection: batches, id, what: "batch" });
  const { completed } = batch.workflow.tally;
  if (completed === 0) {
    throw new ProblemError(
      "export-empty",
      `The batch "${batch.name}" has no finished assets${batch.workflow.status === "processing" ? " yet" : ""}.`,
    );
  }
  return { name: batch.name, batchId: id, assetIds: null, totalAssets: completed };
}
