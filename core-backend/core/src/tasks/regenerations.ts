import type { TaskRecord } from "./task-record.ts";

type Regenerated = Pick<TaskRecord, "regenerations">;

/** A new version is being made, which counts in `month`. */
export const beginRegeneration = ({ regenerations }: Regenerated, month: string): Regenerated => ({
  regenerations: { made: regenerations?.made ?? {}, making: month },
});

/** The new version is there, or has come to nothing and counts no more. Nothing changes where none is made. */
export function endRegeneration(
  { regenerations }: Regenerated,
  { isMade }: { readonly isMade: boolean },
): Regenerated {
  if (regenerations?.making == null) return {};
  const { making, made } = regenerations;
  const counted = isMade ? { ...made, [making]: (made[making] ?? 0) + 1 } : made;
  return { regenerations: { made: counted, making: null } };
}
