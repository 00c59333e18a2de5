import type { Receipt, Snapshot } from "@assetql/contract";
import { fieldOf, isEmpty, isSame } from "./equal.ts";

export interface RevertInput {
  readonly receipt: Pick<Receipt, "existed" | "before" | "after" | "remoteId">;
  /** What is there now. */
  readonly now: Snapshot;
  readonly isThere: boolean;
  readonly places: readonly string[];
  /** What an earlier try to undo it has left, if it failed: nobody's change. */
  readonly left?: Snapshot;
  /** Also what somebody has changed since. */
  readonly force: boolean;
}

export interface RevertDecision {
  /** Fields to bring back, with the values they had. */
  readonly fields: Snapshot;
  /** Fields that somebody changed since; they stay. */
  readonly kept: string[];
  /** What the receipt made goes. */
  readonly remove: boolean;
}

/**
 * What undoing a receipt takes: only what the receipt changed, and only where it is still as the receipt left it
 * (unless forced). What was made goes, unless somebody has edited it; its place is given back in any case. Pure.
 */
export function decideRevert(input: RevertInput): RevertDecision {
  const { receipt, now, isThere, force } = input;
  const made = !receipt.existed && receipt.remoteId !== null;
  const changed = changedNames(receipt);
  const own = made ? namesIn(receipt.before, receipt.after, now).filter((name) => !isPlace(input, name)) : [];
  const edited = force ? [] : [...new Set([...changed, ...own])].filter((name) => isEditedSince(input, name));
  const remove = made && isThere && !own.some((name) => edited.includes(name));
  const restored = changed.filter(
    (name) =>
      !own.includes(name) &&
      !edited.includes(name) &&
      !isSame(fieldOf(now, name), fieldOf(receipt.before, name)),
  );
  return {
    fields: Object.fromEntries(restored.map((name) => [name, fieldOf(receipt.before, name)])),
    kept: edited,
    remove,
  };
}

const namesIn = (...snapshots: readonly Snapshot[]): string[] => [
  ...new Set(snapshots.flatMap((snapshot) => Object.keys(snapshot))),
];

/** The names of what the receipt changed. */
export function changedNames({ before, after }: Pick<Receipt, "before" | "after">): string[] {
  return namesIn(before, after).filter((name) => !isSame(fieldOf(before, name), fieldOf(after, name)));
}

/** What is as it was before needs no keeping. */
function isEditedSince({ receipt, now, left }: RevertInput, name: string): boolean {
  const value = fieldOf(now, name);
  const known = [receipt.after, receipt.before, ...(left === undefined ? [] : [left])];
  return !known.some((snapshot) => isSame(value, fieldOf(snapshot, name)));
}

/** What had a value before the thing was made belongs to a place, not to the thing. */
const isPlace = ({ receipt, places }: RevertInput, name: string): boolean =>
  places.includes(name) || !isEmpty(fieldOf(receipt.before, name));
