import type { Batch, BatchPreview, GenerationSettingsInput, StyleProfileId } from "@assetql/contract";
import type { Selection } from "../services.ts";

export const PLAN_LIMITS = {
  /** Images that one batch may ask for. */
  rows: 5_000,
  perItem: 10,
} as const;

export interface BatchPlan {
  readonly selectionId: string;
  readonly styleProfileId: string;
  readonly template: string;
  /** Images of each item, 1 to 10. */
  readonly perItem: number;
  readonly config: GenerationSettingsInput;
}

/** What a template can name. */
export interface Variable {
  /** As it is written between braces. */
  readonly name: string;
  /** The first item's that has one, cut to a line. */
  readonly example: string;
  /** How many of the items have something in it. */
  readonly filled: number;
}

export interface SelectionSummary {
  readonly selection: Selection;
  /** Those that are still in the shop. */
  readonly items: number;
  /** Those that were chosen and are gone. */
  readonly gone: number;
  readonly variables: readonly Variable[];
}

/** A problem of the template, of items, or of the plan itself; those of many items are told once. */
export interface PlanProblem {
  /** The hub's, or `too-many-images` or `items-gone`. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** The hub's own sentence, in English: for codes that nobody has translated. */
  readonly message: string;
  /** The variable or the column that it is about. */
  readonly name: string | null;
  /** What was probably meant by the name. */
  readonly suggestion: string | null;
  /** In the template, both from 1. */
  readonly place: { readonly line: number; readonly character: number } | null;
  /** Titles of items that have it, at most five. */
  readonly titles: readonly string[];
  /** How many items have it; 0 when it is about none. */
  readonly count: number;
}

export interface PromptPreview {
  readonly prompt: string;
  readonly itemId: string;
  readonly title: string;
  readonly imageUrl: string | null;
}

export interface PlanPreview {
  /** Whether a batch could be made like this. */
  readonly valid: boolean;
  readonly images: number;
  readonly prompts: readonly PromptPreview[];
  readonly problems: readonly PlanProblem[];
  readonly estimatedCost: BatchPreview["estimatedCost"];
  readonly estimatedSeconds: number;
  readonly quota: BatchPreview["quota"];
  readonly hasEnoughQuota: boolean;
}

/** What somebody has filled in and not sent yet. */
export interface Draft {
  readonly name: string;
  readonly styleProfileId: StyleProfileId | null;
  readonly template: string;
  readonly perItem: number;
  readonly width: number;
  readonly height: number;
  readonly quality: "draft" | "standard" | "high";
  /** Style score that images must reach; null is the style's own. */
  readonly threshold: number | null;
}

export interface ShopBatches {
  /**
   * Looks at the items of a selection; `anew` has them read from the shop even if that was done a moment ago.
   * Throws the problem `not-found` when there is no such selection, and a ConnectorError when the shop does not answer.
   */
  summaryOf(selectionId: string, options?: { readonly anew?: boolean }): Promise<SelectionSummary>;
  /**
   * What three of its prompts would be, what all of it would cost, and everything that is wrong with it. Items are as
   * they were a few minutes ago at most. Throws as `summaryOf`, and what the hub answers for an unknown style.
   */
  preview(plan: BatchPlan): Promise<PlanPreview>;
  /**
   * Makes the batch, once for each key, and forgets the draft. Throws a `PlanRefusedError` when something is wrong with
   * it, and the hub's problems, `quota-exceeded` among them.
   */
  create(plan: BatchPlan & { readonly name: string; readonly idempotencyKey: string }): Promise<Batch>;
  /** The batch that was made with a key before, though nobody may have heard of it. */
  madeWith(idempotencyKey: string): Promise<Batch | undefined>;
  /** Which selection a batch was made of, if it was made here. */
  selectionOf(batchId: string): Promise<Selection | undefined>;
  /** What the same person left unfinished. */
  draftOf(selectionId: string): Promise<Draft | undefined>;
  saveDraft(selectionId: string, draft: Draft): Promise<void>;
}
