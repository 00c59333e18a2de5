import { type Batch, type BatchId, type CreateBatch, ProblemError } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { distributions } from "../distribution/distribute.ts";
import { createChunkWriter } from "../distribution/row-chunks.ts";
import { newWorkflow } from "../kiro/workflow.ts";
import { reserveFor } from "../limits/quota.ts";
import { create } from "../ports/index.ts";
import { newBatchId, seedOf } from "../shared/ids.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { type BatchRecord, batches } from "./batch-record.ts";
import { type BatchInput, type PreparedBatch, prepareBatch } from "./prepare-batch.ts";
import { getBatch } from "./read-batch.ts";
import { type RenderReport, renderRows } from "./render-rows.ts";

type CreateBatchInput = CreateBatch & BatchInput & { readonly idempotencyKey?: string | undefined };

/**
 * Submits a batch: every row is read and rendered first, and nothing is created if any of them has an error.
 * Throws the problems `input-invalid` with every problem found, `not-found`, `upload-missing`, `request-invalid`,
 * `quota-exceeded`.
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
  await submit(deps, principal, record);
  return getBatch(deps, principal, { id });
}

/** Makes the batch, unless a call with the same idempotency key has just made it. */
async function submit(deps: CoreDeps, principal: Principal, record: BatchRecord): Promise<void> {
  const { id, workspaceId, createdAt } = record;
  await untilNoConflict(async () => {
    if ((await deps.store.get(batches, id)) !== undefined) return;
    await deps.store.transact([
      create(batches, record),
      create(distributions, { id, nextRow: 1 }),
      ...(await reserveFor(deps, { before: undefined, after: record })),
      audit(deps, principal, { action: "batch.created", subject: id, after: record }),
      announce(deps.outbox, id, {
        workspaceId,
        events: [{ type: "batch.submitted", batchId: id, at: createdAt }],
      }),
    ]);
  });
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
    costPerImageMicroUsd: Math.round(prepared.generator.describe().costPerImageUsd * 1_000_000),
    template: input.template,
    config: input.config,
    targetId: input.targetId ?? null,
    workflow: newWorkflow(report.rows),
    createdAt: now,
    updatedAt: now,
  };
}
