import type { Draft, PlanPreview, PlanProblem, SelectionSummary } from "../../server/batches/shop-batches.ts";
import type { AppProblem } from "../problems/problem.ts";

/** What the page sends with its form. */
export type ConfigureIntent = "preview" | "draft" | "create" | "per-colour";

export type ConfigureSummary = Pick<SelectionSummary, "items" | "gone" | "variables">;

export interface PreviewAnswer {
  readonly summary: ConfigureSummary;
  /** Null while there is no style or template to preview. */
  readonly preview: PlanPreview | null;
  /** The draft it is of, as {@link previewKey} says. */
  readonly of: string;
}

/** No batch was made. */
export interface RefusedAnswer {
  readonly refused: readonly PlanProblem[];
  readonly of: string;
}

/** What images for each colour would come to; nothing was done yet. */
export interface PerColourAnswer {
  /** None when no product has a colour. */
  readonly colours: number;
  /** Products that have colours. */
  readonly products: number;
  /** Products that have none. */
  readonly others: number;
}

/** What becomes of products without colours. */
export type OthersIntent = "ask" | "keep" | "leave-out";

export interface ProblemAnswer {
  readonly problem: AppProblem;
}

export function formOf(
  intent: ConfigureIntent,
  draft: Draft,
  more: Readonly<Record<string, string>> = {},
): FormData {
  const form = new FormData();
  form.set("intent", intent);
  form.set("draft", JSON.stringify(draft));
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  return form;
}
