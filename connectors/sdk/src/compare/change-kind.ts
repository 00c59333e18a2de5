import type { ChangeKind, ConflictPolicy, FieldChange } from "@assetql/contract";
import type { Base } from "./compare-fields.ts";
import { isSame } from "./equal.ts";
import { planReasons } from "./plan-reasons.ts";

export interface Compared {
  readonly fields: readonly FieldChange[];
  /** There is such a thing at the target. */
  readonly isThere: boolean;
  readonly base: Base | null;
  readonly policy: ConflictPolicy;
}

export interface Decision {
  readonly kind: ChangeKind;
  readonly fields: FieldChange[];
  readonly reason: string | null;
}

/** What a compared asset comes to. Pure. */
export function decideKind({ fields, isThere, base, policy }: Compared): Decision {
  const has = (outcome: FieldChange["outcome"]): boolean => fields.some((field) => field.outcome === outcome);
  if (!isThere && base?.state === "published") return decideDeleted(fields, policy);
  if (has("ask")) return { kind: "conflict", fields: [...fields], reason: sentence(fields, "ask") };
  if (!isThere) return { kind: "create", fields: [...fields], reason: null };
  if (has("write")) return { kind: "update", fields: [...fields], reason: null };
  if (has("keep")) return { kind: "conflict", fields: [...fields], reason: sentence(fields, "keep") };
  return { kind: "skip", fields: [...fields], reason: planReasons["as-it-should-be"] };
}

/** Somebody removed at the target what we had published; a field that has nothing on either side stays out of it. */
function decideDeleted(fields: readonly FieldChange[], policy: ConflictPolicy): Decision {
  const outcome = policy === "overwrite" ? "write" : policy === "ask" ? "ask" : "keep";
  return {
    kind: policy === "overwrite" ? "create" : "conflict",
    fields: fields.map((field) => (isSame(field.ours, field.theirs) ? field : { ...field, outcome })),
    reason: planReasons["deleted-there"],
  };
}

function sentence(fields: readonly FieldChange[], outcome: FieldChange["outcome"]): string {
  const names = fields.filter((field) => field.outcome === outcome).map(({ name }) => name);
  return `${planReasons["somebody-else"]}: ${names.join(", ")}.`.slice(0, 500);
}
