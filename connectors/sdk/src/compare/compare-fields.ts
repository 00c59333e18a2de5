import type { ConflictPolicy, FieldChange, FieldOutcome, Json, Link, Snapshot } from "@assetql/contract";
import { fieldOf, isEmpty, isSame } from "./equal.ts";

/** What the ledger knows of a remote thing. */
export type Base = Pick<Link, "state" | "written" | "seen" | "kept">;

export interface Comparison {
  /** What the target should have. */
  readonly ours: Snapshot;
  /** What it has. */
  readonly theirs: Snapshot;
  /** Null: we have never written it. */
  readonly base: Base | null;
  /** Fields that are somebody else's place. */
  readonly places: readonly string[];
  readonly policy: ConflictPolicy;
}

/** The three-way compare, field by field, in the order of `ours`. Pure. */
export function compareFields(comparison: Comparison): FieldChange[] {
  return Object.keys(comparison.ours).map((name) => {
    const ours = fieldOf(comparison.ours, name);
    const theirs = fieldOf(comparison.theirs, name);
    return { name, ours, theirs, outcome: compareField(comparison, name, { ours, theirs }) };
  });
}

interface Values {
  readonly ours: Json;
  readonly theirs: Json;
}

function compareField(comparison: Comparison, name: string, { ours, theirs }: Values): FieldOutcome {
  if (isSame(theirs, ours)) return "same";
  const base = usable(comparison.base);
  const byPolicy = outcomes[comparison.policy];
  const isPlace = comparison.places.includes(name);
  if (base === undefined) return isPlace && !isEmpty(theirs) ? byPolicy : "write";
  // Not seen when we last wrote: whatever is there now was put there by somebody.
  if (!Object.hasOwn(base.seen, name)) return isEmpty(theirs) ? "write" : byPolicy;
  if (!isSame(theirs, fieldOf(base.seen, name))) return byPolicy;
  if (base.state === "reverted") return isPlace && !isEmpty(theirs) ? byPolicy : "write";
  // A change of somebody's that was kept then, also one that emptied it.
  if (base.kept.includes(name)) return byPolicy;
  // Not asked for until now: a mapping has changed.
  if (!Object.hasOwn(base.written, name)) return isEmpty(theirs) ? "write" : byPolicy;
  // Platforms normalise text: what they made of ours is ours.
  return isSame(ours, fieldOf(base.written, name)) ? "same" : "write";
}

const outcomes: Readonly<Record<ConflictPolicy, FieldOutcome>> = {
  "keep-theirs": "keep",
  overwrite: "write",
  ask: "ask",
};

/** What was unlinked, archived or deleted is nothing to compare with. */
const usable = (base: Base | null): Base | undefined =>
  base !== null && (base.state === "published" || base.state === "reverted") ? base : undefined;

/** The values that a plan's outcomes leave as ours, to be remembered as written: what was kept is not. */
export function writtenOf(fields: readonly FieldChange[]): Snapshot {
  const ours = fields.filter(({ outcome }) => outcome === "same" || outcome === "write");
  return Object.fromEntries(ours.map(({ name, ours: value }) => [name, value]));
}
