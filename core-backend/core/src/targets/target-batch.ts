import {
  type Batch,
  type BatchPreview,
  type CreateTargetBatch,
  ProblemError,
  TARGET_LIMITS,
  type TargetId,
} from "@assetql/contract";
import { batches } from "../batches/batch-record.ts";
import { createBatch } from "../batches/create-batch.ts";
import { previewBatch } from "../batches/preview-batch.ts";
import { getBatch } from "../batches/read-batch.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { newBatchId } from "../shared/ids.ts";
import { itemsCsv } from "./items-csv.ts";
import { everyItem } from "./look-at-target.ts";
import { ownTarget } from "./read-target.ts";

type Input = CreateTargetBatch & { readonly id: TargetId; readonly isGone: () => boolean };

/**
 * Makes a batch of a target's items, a row an item. Throws the problems `not-found`, `host-unavailable`,
 * `target-failing`, `input-invalid` (also when no item fits, or too many do) and those of a submission.
 */
export async function createTargetBatch(
  deps: CoreDeps,
  principal: Principal,
  { idempotencyKey, ...input }: Input & { readonly idempotencyKey?: string | undefined },
): Promise<Batch> {
  const { workspaceId } = principal;
  if (idempotencyKey !== undefined) {
    // Made before: the platform need not be asked again.
    const id = newBatchId({ random: deps.random, workspaceId, idempotencyKey });
    if ((await deps.store.get(batches, id)) !== undefined) return getBatch(deps, principal, { id });
  }
  return createBatch(deps, principal, { ...(await batchInput(deps, principal, input)), idempotencyKey });
}

/** What {@link createTargetBatch} would make. Throws the same problems, but for those of the prompts, which it tells. */
export async function previewTargetBatch(
  deps: CoreDeps,
  principal: Principal,
  input: Input,
): Promise<BatchPreview> {
  return previewBatch(deps, principal, await batchInput(deps, principal, input));
}

async function batchInput(
  deps: CoreDeps,
  principal: Principal,
  { id, isGone, query, name, styleProfileId, template, config }: Input,
) {
  const { value: target } = await ownTarget(deps, principal, id);
  const most = TARGET_LIMITS.itemsPerBatch;
  const items = await everyItem(deps, principal, { id, isGone, query, most });
  if (items.length === 0) {
    throw new ProblemError("input-invalid", `"${target.name}" has no item that fits. Ask for others.`);
  }
  return { name, styleProfileId, template, config, csv: itemsCsv(items, target.mapping), targetId: id };
}
