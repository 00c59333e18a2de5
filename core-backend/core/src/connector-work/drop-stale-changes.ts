import type { WorkResult } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { put, RECORD_LIMITS, remove, replace, type Stored } from "../ports/index.ts";
import { addTransitions, type ChangeRecord, changes, stateKey } from "../publications/change-record.ts";
import { isBegun } from "../publications/pending.ts";
import { type PublicationRecord, publications } from "../publications/publication-record.ts";
import { eachRecord } from "../shared/pages.ts";
import { plannerOf } from "./plan-changes.ts";
import type { WorkRecord } from "./work-record.ts";

/**
 * Removes what an earlier plan, or an earlier try of this one, wanted and this one does not: an asset may have lost its
 * approval since. Returns the publication with its counts moved. Safe to repeat.
 */
export async function dropStaleChanges(
  { store }: Pick<CoreDeps, "store">,
  publication: Stored<PublicationRecord>,
  { work, result }: { work: WorkRecord; result: WorkResult },
): Promise<Stored<PublicationRecord>> {
  if (result.problem !== undefined || (work.attempt <= 1 && publication.value.plannedAt === null)) {
    return publication;
  }
  const stale: ChangeRecord[] = [];
  for (const state of ["planned", "skipped", "failed"] as const) {
    const query = { index: "byState", partition: stateKey(publication.value.id, state) };
    for await (const { value } of eachRecord(store, changes, query)) {
      // What was begun can only be taken back by its journal.
      if (value.plannedBy !== plannerOf(work) && !isBegun(value)) stale.push(value);
    }
  }
  let current = publication;
  const most = RECORD_LIMITS.transactionActions - 1;
  for (let start = 0; start < stale.length; start += most) {
    const gone = stale.slice(start, start + most);
    const transitions = gone.map((before) => ({ before, after: undefined }));
    const value = { ...current.value, counts: addTransitions(current.value.counts, transitions) };
    await store.transact([
      replace(publications, value, current.revision),
      ...gone.map(({ id }) => remove(changes, id)),
    ]);
    current = { value, revision: current.revision + 1 };
  }
  return current;
}

/** Changes that were started and never begun, when everything else is taken back. Safe to repeat. */
export async function releaseChanges(
  { store }: Pick<CoreDeps, "store">,
  { id }: Pick<PublicationRecord, "id">,
): Promise<void> {
  const started: ChangeRecord[] = [];
  const query = { index: "byState", partition: stateKey(id, "applying") };
  for await (const { value } of eachRecord(store, changes, query)) started.push(value);
  // Their counts are those of planned ones.
  for (let start = 0; start < started.length; start += CHANGES_AT_ONCE) {
    const page = started.slice(start, start + CHANGES_AT_ONCE);
    await store.transact(page.map((change) => put(changes, { ...change, state: "planned" })));
  }
}

/** Of the largest size, within a transaction. */
const CHANGES_AT_ONCE = 8;
