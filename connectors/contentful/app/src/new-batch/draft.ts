import {
  type CreateTargetBatch,
  createTargetBatchSchema,
  type StyleProfileId,
  TARGET_LIMITS,
} from "@assetql/contract";
import type { AppParameters } from "../contentful/parameters.ts";

export interface Draft {
  readonly name: string;
  readonly contentTypeId: string;
  readonly entryIds: readonly string[];
  readonly styleProfileId: StyleProfileId | null;
  readonly template: string;
}
export type DraftProblems = Partial<Record<keyof Draft, string>>;

/** The contract takes as many ids in one query. */
export const MOST_ENTRIES = Math.min(500, TARGET_LIMITS.itemsPerBatch);

export const newDraft = (parameters: AppParameters, contentType: { id: string; name: string }): Draft => ({
  name: `${contentType.name}, ${new Date().toLocaleDateString("en-GB", { dateStyle: "long" })}`,
  contentTypeId: contentType.id,
  entryIds: [],
  styleProfileId: parameters.styleProfileId,
  template: parameters.template,
});

export function problemsOf(draft: Draft): DraftProblems {
  const problems: DraftProblems = {};
  if (draft.entryIds.length === 0) problems.entryIds = "Tick at least one entry.";
  if (draft.entryIds.length > MOST_ENTRIES) {
    problems.entryIds = `A batch takes at most ${MOST_ENTRIES} entries. Make another one for the rest.`;
  }
  if (draft.styleProfileId === null) problems.styleProfileId = "Choose a style profile.";
  if (draft.template.trim() === "") problems.template = "Write what the images should show.";
  if (draft.name.trim() === "") problems.name = "Give the batch a name.";
  return problems;
}

/** What is sent; only for a draft without problems. */
export const toBatch = ({
  name,
  contentTypeId,
  entryIds,
  styleProfileId,
  template,
}: Draft): CreateTargetBatch =>
  createTargetBatchSchema.parse({
    name: name.trim(),
    styleProfileId,
    template,
    query: { kind: contentTypeId, ids: entryIds },
  });
