import { type PlannedChange, PUBLICATION_LIMITS } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { type Action, put } from "../ports/index.ts";
import { type ChangeRecord, changes, type Transition } from "../publications/change-record.ts";
import type { PublicationRecord } from "../publications/publication-record.ts";
import { changeIdOf } from "../shared/ids.ts";
import { invalidMember, invalidRequest } from "../shared/invalid-request.ts";
import { readMany } from "../shared/read-many.ts";
import type { WorkRecord } from "./work-record.ts";

/** Whose plan a change is of: another try of the same plan is another one. */
export const plannerOf = ({ id, attempt }: WorkRecord): string => `${id}/${attempt}`;

export interface Planned {
  readonly transitions: readonly Transition[];
  readonly actions: readonly Action[];
}

/** Writes the changes that a host has planned, over those of an earlier plan that nobody has begun yet. */
export async function planChanges(
  { store, clock }: Pick<CoreDeps, "store" | "clock">,
  { work, publication }: { work: WorkRecord; publication: PublicationRecord },
  planned: readonly PlannedChange[],
): Promise<Planned> {
  planned.forEach(assertSize);
  const byId = new Map(planned.map((change) => [changeIdOf(publication.id, change.externalId), change]));
  const present = await readMany(store, changes, [...byId.keys()]);
  const now = clock.now();
  const transitions = [...byId].flatMap(([id, change]) => {
    const before = present.get(id);
    if (before !== undefined && !isOpen(before)) return [];
    const after: ChangeRecord = {
      ...change,
      id,
      publicationId: publication.id,
      targetId: publication.targetId,
      state: change.kind === "skip" || change.kind === "conflict" ? "skipped" : "planned",
      problem: null,
      receipt: null,
      revert: null,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
      round: publication.round,
      plannedBy: plannerOf(work),
      journal: before?.journal ?? [],
      linkBefore: null,
    };
    return [{ before, after }];
  });
  return { transitions, actions: transitions.map(({ after }) => put(changes, after)) };
}

/** What was begun, or done, is no longer a plan's to change. */
const isOpen = ({ state }: ChangeRecord): boolean =>
  state === "planned" || state === "skipped" || state === "failed";

function assertSize({ fields }: PlannedChange, index: number): void {
  const path = `changes[${index}].fields`;
  // Each field has ours and theirs.
  if (Buffer.byteLength(JSON.stringify(fields)) > 2 * PUBLICATION_LIMITS.snapshotBytes) {
    const kilobytes = PUBLICATION_LIMITS.snapshotBytes / 1_000;
    throw invalidRequest([invalidMember(path, `${path}: a snapshot must have at most ${kilobytes} KB.`)]);
  }
}
