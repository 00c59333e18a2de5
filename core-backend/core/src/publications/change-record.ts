import {
  type Change,
  changeSchema,
  journalEntrySchema,
  linkSchema,
  type PublicationCounts,
} from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";
import { noCounts } from "./publication-record.ts";

const changeRecordSchema = changeSchema.extend({
  /** The publication's round in which it last ended without success, or was taken back. */
  round: z.int().nonnegative(),
  /** Who planned it, and at which try: what a later plan did not name again is dropped. */
  plannedBy: z.string(),
  journal: z.array(journalEntrySchema),
  /** The ledger's entry before this change, for the way back. */
  linkBefore: linkSchema.nullable(),
});
export type ChangeRecord = z.infer<typeof changeRecordSchema>;

/** Plans are read by people: in the order of their titles. */
const sortOf = ({ title, externalId }: ChangeRecord): string =>
  `${title.slice(0, 80).toLowerCase()} ${externalId.slice(0, 40)}`.replaceAll("\0", "");

export const stateKey = (publicationId: string, state: Change["state"]): string =>
  `${publicationId}/${state}`;

export const changes: Collection<ChangeRecord> = {
  name: "publication-changes",
  parse: (value) => changeRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byPublication: (change) => ({ partition: change.publicationId, sort: sortOf(change) }),
    byState: (change) => ({
      partition: stateKey(change.publicationId, change.state),
      sort: sortOf(change),
    }),
    byAsset: ({ assetId, createdAt }) =>
      assetId === null ? undefined : { partition: assetId, sort: sortableTime(createdAt) },
  },
};

export function toChange(record: ChangeRecord): Change {
  const { round: _, plannedBy: __, journal: ___, linkBefore: ____, ...change } = record;
  return change;
}

/** What one change adds to its publication's counts. */
function countsOf({ kind, state, receipt }: ChangeRecord): Partial<PublicationCounts> {
  const outcome =
    // Without a receipt it is one that failed half way.
    state === "applied" || (state === "reverting" && receipt !== null)
      ? { applied: 1 }
      : state === "failed"
        ? { failed: 1 }
        : state === "reverted"
          ? { reverted: 1 }
          : state === "revert-failed"
            ? { revertFailed: 1 }
            : {};
  return { [kind]: 1, ...outcome };
}

/** A change as it was, if it was there, and as it becomes, unless it goes. */
export interface Transition {
  readonly before: ChangeRecord | undefined;
  readonly after: ChangeRecord | undefined;
}

/** The counts after transitions: exact, however often and in whatever order they are told. */
export function addTransitions(
  counts: PublicationCounts,
  transitions: readonly Transition[],
): PublicationCounts {
  const next: PublicationCounts = { ...counts };
  const names = Object.keys(noCounts) as (keyof PublicationCounts)[];
  for (const { before, after } of transitions) {
    const minus = before === undefined ? {} : countsOf(before);
    const plus = after === undefined ? {} : countsOf(after);
    for (const name of names) next[name] += (plus[name] ?? 0) - (minus[name] ?? 0);
  }
  return next;
}
