import type { PlanPreview } from "../../server/batches/shop-batches.ts";
import type { Missing } from "./plan-form.ts";

interface Looked {
  readonly missing: Missing | undefined;
  readonly preview: PlanPreview | undefined;
  /** The preview is of what is filled in now. */
  readonly isCurrent: boolean;
  /** The last try to get a preview. */
  readonly hasFailed: boolean;
  readonly isQuotaShort: boolean;
  /** There are not as many free images, and nobody has agreed to pay for others. */
  readonly isPlanNeeded: boolean;
  /** The last try to make a batch of this very draft. */
  readonly isRefused: boolean;
}

/** Why no batch can be made now, as a code of the texts; undefined when one can. */
export function whyNot({
  missing,
  preview,
  isCurrent,
  hasFailed,
  isQuotaShort,
  isPlanNeeded,
  isRefused,
}: Looked): Missing | "plan" | "quota" | "checking" | "failed" | "problems" | undefined {
  if (missing !== undefined) return missing;
  if (isPlanNeeded) return "plan";
  if (isQuotaShort) return "quota";
  if (hasFailed) return "failed";
  if (!isCurrent || preview === undefined) return "checking";
  if (!preview.hasEnoughQuota) return "quota";
  return preview.valid && !isRefused ? undefined : "problems";
}
