import { type Batch, type BatchId, type CreateBatch, ProblemError } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { distributions } from "../distribution/distribute.ts";
import { createChunkWriter } from "../distribution/row-chunks.ts";
import { newWorkflow } from "../kiro/workflow.ts";
import { ConflictError, create } from "../ports/index.ts";
import { newBatchId, seedOf } from "../shared/ids.ts";
import { announce } from "../shared/outbox-body.ts";
import { type BatchRecord, batches, toBatch } from "./batch-record.ts";
import { type BatchInput, type PreparedBatch, prepareBatch } from "./prepare-batch.ts";
import { getBatch } from "./read-batch.ts";
import { type RenderReport, renderRows } from "./render-rows.ts";

type CreateBatchInput = CreateBatch & BatchInput & { readonly idempotencyKey?: string | undefined };

/**
 * Submits a batch: every row is read and rendered first, and nothing is created if any of them has an error.
 * Throws the problems `input-invalid` with every problem found, `not-found`, `upload-missing`, `request-invalid`.
 */
export async function createBatch(
  deps: CoreDeps,
  principal: Principal,
  input: CreateBatchInput,
): Promise<Batch> {
  const prepared = await prepareBatch(deps, principal, input);
  const { workspaceId } = principal;
  const id = newBatchId({ random: deps.random, workspaceId, idempotencyKey: input.idempotencyKey });
  // The same idempotency key has made it before.
  if ((await deps.store.get(batches, id)) !== undefined) return getBatch(deps, principal, { id });
  const report = await storeRows(deps, { id, prepared, template: input.template });
  const record = newBatch(deps, principal, { id, input, prepared, report });
  try {
    await deps.store.transact([
      create(batches, record),
      create(distributions, { id, nextRow: 1 }),
      announce(deps.outbox, id, { events: [{ type: "batch.submitted", batchId: id, at: record.createdAt }] }),
    ]);
  } catch (error) {
    if (error instanceof ConflictError) return getBatch(deps, principal, { id });
    throw error;
  }
  return toBatch(record, { concurrency: deps.settings.concurrency, now: record.createdAt });
}

async function storeRows(
  { blobs }: CoreDeps,
  { id, prepared, template }: { id: BatchId; prepared: PreparedBatch; template: string },
): Promise<RenderReport> {
  const chunks = createChunkWriter(blobs, id);
  const report = await renderRows(prepared, template, (row) => chunks.add(row));
  if (report.hasErrors) {
    await chunks.discard();
    const errors = report.problems.filter(({ severity }) => severity === "error").length;
    throw new ProblemError(
      "input-invalid",
      errors === 1
        ? "Nothing was submitted: one problem has to be mended."
        : `Nothing was submitted: ${errors} problems have to be mended.`,
      report.problems,
    );
  }
  await chunks.flush();
  return report;
}

interface NewBatch {
  readonly id: BatchId;
  readonly input: CreateBatchInput;
  readonly prepared: PreparedBatch;
  readonly report: RenderReport;
}

function newBatch(
  deps: CoreDeps,
  principal: Principal,
  { id, input, prepared, report }: NewBatch,
): BatchRecord {
  const now = deps.clock.now();
  return {
    id,
    workspaceId: principal.workspaceId,
    createdBy: principal.userId,
    name: input.name,
    styleProfileId: prepared.style.id,
    styleVersionId: prepared.version.id,
    styleName: prepared.style.name,
    threshold: input.config.threshold ?? prepared.style.deviationThreshold,
    seed: input.config.seed ?? seedOf(now, 0, Math.floor(deps.random.next() * 2 ** 31)),
    template: input.template,
    config: input.config,
    workflow: newWorkflow(report.rows),
    createdAt: now,
    updatedAt: now,
  };
}
