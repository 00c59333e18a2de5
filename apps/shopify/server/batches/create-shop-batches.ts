import { ApiProblemError, type Client } from "@assetql/client";
import {
  type Batch,
  type Item,
  type PreviewBatchInput,
  ProblemError,
  styleProfileIdSchema,
  targetIdSchema,
} from "@assetql/contract";
import type { Catalogue } from "@assetql/shopify";
import { z } from "zod";
import type { Preferences, Selection, Selections } from "../services.ts";
import { type Documents, read } from "../store/documents.ts";
import { createMadeBatches, type MadeBatches } from "./batch-of-key.ts";
import { createDrafts } from "./draft-store.ts";
import { ownProblem, planProblems } from "./plan-problems.ts";
import { PlanRefusedError } from "./plan-refused-error.ts";
import { columnsOf, csvForTemplate, csvOf, type Row, rowsByItem, rowsByNumber } from "./rows.ts";
import type { SelectionItems } from "./selection-items.ts";
import {
  type BatchPlan,
  PLAN_LIMITS,
  type PlanPreview,
  type PlanProblem,
  type SelectionSummary,
  type ShopBatches,
} from "./shop-batches.ts";
import { variablesOf } from "./variables.ts";

export interface ShopBatchesDeps {
  /** Of the person who asks. */
  readonly hub: Pick<Client, "batches">;
  readonly catalogue: Pick<Catalogue, "byIds">;
  readonly selections: Pick<Selections, "get">;
  readonly preferences: { save(changes: Preferences): Promise<void> };
  readonly documents: Documents;
  /** One for the process. */
  readonly items: SelectionItems;
  readonly shop: string;
  readonly targetId: string;
  readonly personId: string;
}

interface Chosen {
  readonly selection: Selection;
  readonly items: readonly Item[];
  readonly gone: number;
}

/** Batches of a shop's items, as one person of it makes them. */
export function createShopBatches(deps: ShopBatchesDeps): ShopBatches {
  const drafts = createDrafts(deps.documents, deps);
  const isKnown = async (batchId: string) =>
    (await read(deps.documents, sourceOf(deps, batchId), sourceSchema)) !== undefined;
  const made = createMadeBatches({ ...deps, isKnown });
  return {
    summaryOf: async (selectionId, options) => summaryOf(await chosen(deps, selectionId, options)),
    preview: async (plan) => preview(deps, plan, await chosen(deps, plan.selectionId)),
    async create(plan) {
      const { idempotencyKey } = plan;
      const batch =
        (await made.of(idempotencyKey)) ??
        (await create({ ...deps, made }, plan, await chosen(deps, plan.selectionId)));
      await made.made(idempotencyKey, batch);
      await deps.documents.put({ ...sourceOf(deps, batch.id), value: { selectionId: plan.selectionId } });
      await Promise.all([deps.preferences.save(preferencesOf(plan)), drafts.delete(plan.selectionId)]);
      return batch;
    },
    madeWith: made.of,
    async selectionOf(batchId) {
      const source = await read(deps.documents, sourceOf(deps, batchId), sourceSchema);
      return source === undefined ? undefined : deps.selections.get(source.value.selectionId);
    },
    draftOf: drafts.get,
    saveDraft: drafts.put,
  };
}

const sourceSchema = z.object({ selectionId: z.string() });
const sourceOf = ({ shop }: ShopBatchesDeps, batchId: string) => ({ shop, key: `batch-sources/${batchId}` });

async function chosen(
  { selections, catalogue, items, shop }: ShopBatchesDeps,
  selectionId: string,
  { anew = false }: { readonly anew?: boolean } = {},
): Promise<Chosen> {
  const selection = await selections.get(selectionId);
  if (selection === undefined) {
    throw new ProblemError("not-found", "This selection is no longer there. Choose the products once more.");
  }
  const found = await items.of(selection, { shop, catalogue, anew });
  return { selection, items: found, gone: selection.itemIds.length - found.length };
}

const summaryOf = ({ selection, items, gone }: Chosen): SelectionSummary => ({
  selection,
  items: items.length,
  gone,
  variables: variablesOf(items),
});

async function preview(
  deps: ShopBatchesDeps,
  plan: BatchPlan,
  { items, gone }: Chosen,
): Promise<PlanPreview> {
  const images = items.length * plan.perItem;
  const isTooMany = images > PLAN_LIMITS.rows;
  const rows = rowsByNumber(items, plan.perItem).slice(0, PLAN_LIMITS.rows);
  const answer = await deps.hub.batches.preview({
    ...inputOf(deps, plan),
    csv: csvForTemplate(rows, columnsOf(items), plan.template),
  });
  const problems = [
    ...(isTooMany ? [tooMany(images)] : []),
    ...(gone > 0 ? [someGone(gone)] : []),
    ...planProblems(answer.problems, rows),
  ];
  const { perImage, ...cost } = answer.estimatedCost;
  const share = rows.length === 0 ? 1 : images / rows.length;
  return {
    valid: answer.valid && !isTooMany,
    images,
    prompts: answer.prompts.flatMap(({ row, prompt }) => promptOf(rows[row - 1], prompt)),
    problems,
    estimatedCost: { ...cost, perImage, total: cost.total * share, atMost: cost.atMost * share },
    estimatedSeconds: Math.ceil(answer.estimatedSeconds * share),
    quota: answer.quota,
    hasEnoughQuota: answer.quota.remaining === null || answer.quota.remaining >= images,
  };
}

const promptOf = (row: Row | undefined, prompt: string): PlanPreview["prompts"] =>
  row === undefined
    ? []
    : [
        {
          prompt,
          itemId: row.item.id,
          title: row.item.title,
          imageUrl: row.item.image?.url ?? null,
        },
      ];

async function create(
  deps: ShopBatchesDeps & { readonly made: MadeBatches },
  plan: Parameters<ShopBatches["create"]>[0],
  { items, gone }: Chosen,
): Promise<Batch> {
  const images = items.length * plan.perItem;
  if (images > PLAN_LIMITS.rows) throw new PlanRefusedError([tooMany(images)]);
  if (images === 0) throw new PlanRefusedError([{ ...someGone(gone), severity: "error" }]);
  const rows = rowsByItem(items, plan.perItem);
  await deps.made.asked(plan.idempotencyKey, { name: plan.name, images });
  try {
    return await deps.hub.batches.create(
      { ...inputOf(deps, plan), name: plan.name, csv: csvOf(rows, columnsOf(items)) },
      { idempotencyKey: plan.idempotencyKey },
    );
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === "input-invalid") {
      throw new PlanRefusedError(planProblems(error.problem.problems ?? [], rows));
    }
    throw error;
  }
}

const inputOf = (
  { targetId }: ShopBatchesDeps,
  { styleProfileId, template, config }: BatchPlan,
): PreviewBatchInput => ({
  styleProfileId: styleProfileIdSchema.parse(styleProfileId),
  targetId: targetIdSchema.parse(targetId),
  template,
  config,
});

const preferencesOf = ({ styleProfileId, template, perItem, config }: BatchPlan): Preferences => ({
  styleProfileId,
  template,
  perItem,
  ...(config.width === undefined ? {} : { width: config.width }),
  ...(config.height === undefined ? {} : { height: config.height }),
});

const tooMany = (images: number): PlanProblem =>
  ownProblem("too-many-images", {
    severity: "error",
    count: images,
    message: `That is ${images} images; a batch has at most ${PLAN_LIMITS.rows}. Choose fewer products, or fewer images of each.`,
  });

const someGone = (gone: number): PlanProblem =>
  ownProblem("items-gone", {
    severity: "warning",
    count: gone,
    message: `${gone} of what was chosen is no longer in the shop. No images are made for it.`,
  });
