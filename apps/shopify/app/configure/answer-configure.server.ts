import { createHash } from "node:crypto";
import { redirect } from "@remix-run/node";
import { draftSchema } from "../../server/batches/draft-store.ts";
import { PlanRefusedError } from "../../server/batches/plan-refused-error.ts";
import type { BatchPlan, Draft } from "../../server/batches/shop-batches.ts";
import type { Visit } from "../../server/services.ts";
import { jsonInputOf } from "../common/input.server.ts";
import { fieldOf } from "../common/visit-loader.server.ts";
import type { PerColourAnswer, PreviewAnswer, RefusedAnswer } from "./configure-requests.ts";
import { answerPerColour } from "./per-colour.server.ts";
import { missingIn, previewKey } from "./plan-form.ts";

export interface Asked {
  readonly visit: Pick<Visit, "batches" | "selections" | "catalogue" | "person">;
  readonly selectionId: string;
  readonly form: FormData;
}

/** Carries out what the page for configuring a batch asks for. Throws a Response where it leads elsewhere. */
export async function answerConfigure(
  asked: Asked,
): Promise<PreviewAnswer | RefusedAnswer | PerColourAnswer | { readonly saved: true }> {
  const draft = jsonInputOf(draftSchema, fieldOf(asked.form, "draft"));
  switch (fieldOf(asked.form, "intent")) {
    case "preview":
      return preview(asked, draft);
    case "create":
      return create(asked, draft);
    case "per-colour":
      return answerPerColour(asked, draft);
    default:
      await asked.visit.batches.saveDraft(asked.selectionId, draft);
      return { saved: true };
  }
}

async function preview(
  { visit: { batches }, selectionId, form }: Asked,
  draft: Draft,
): Promise<PreviewAnswer> {
  // The page was just opened: whoever mended products in another tab wants to see that.
  const isFirst = fieldOf(form, "first") === "yes";
  if (!isFirst) await batches.saveDraft(selectionId, draft);
  const { items, gone, variables } = await batches.summaryOf(selectionId, { anew: isFirst });
  const plan = planOf(selectionId, draft);
  return {
    summary: { items, gone, variables },
    preview: plan === undefined ? null : await batches.preview(plan),
    of: previewKey(draft),
  };
}

async function create({ visit, selectionId, form }: Asked, draft: Draft): Promise<RefusedAnswer> {
  const plan = planOf(selectionId, draft);
  const name = draft.name.trim();
  if (plan === undefined || name === "") throw new Response(null, { status: 400 });
  try {
    const idempotencyKey = keyOf(fieldOf(form, "page"), { ...plan, name });
    const batch = await visit.batches.create({ ...plan, name, idempotencyKey });
    throw redirect(`/app/batches/${batch.id}`);
  } catch (error) {
    if (error instanceof PlanRefusedError) {
      return { refused: error.problems, of: previewKey(draft) };
    }
    throw error;
  }
}

/** The same page with the same plan makes one batch, however often it is sent. */
const keyOf = (page: string, plan: BatchPlan & { readonly name: string }): string =>
  createHash("sha256")
    .update(JSON.stringify([page, plan]))
    .digest("hex")
    .slice(0, 40);

function planOf(selectionId: string, draft: Draft): BatchPlan | undefined {
  const missing = missingIn(draft);
  if ((missing !== undefined && missing !== "name") || draft.styleProfileId === null) return undefined;
  const { styleProfileId, template, perItem, width, height, quality, threshold } = draft;
  return {
    selectionId,
    styleProfileId,
    template,
    perItem,
    config: { width, height, quality, ...(threshold === null ? {} : { threshold }) },
  };
}
