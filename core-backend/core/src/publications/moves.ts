import { ProblemError, type Publication, scheduledActions } from "@assetql/contract";
import { newWork, queueWork, type WorkRecord } from "../connector-work/work-record.ts";
import type { CoreDeps } from "../deps.ts";
import { type Action, replace } from "../ports/index.ts";
import { targets } from "../targets/target-record.ts";
import { hasPending } from "./pending.ts";
import type { PublicationRecord } from "./publication-record.ts";
import { unscheduled } from "./scheduled-steps.ts";

export type MoveDeps = Pick<CoreDeps, "store" | "clock" | "random" | "outbox" | "live">;

/** What a publication becomes, and the works that follow. */
export interface Move {
  readonly next: PublicationRecord;
  readonly actions: readonly Action[];
}

interface NewWork {
  readonly work: WorkRecord;
  readonly actions: readonly Action[];
}

/**
 * A work at the publication's target, which is written as it is with it, so that it is not deleted at the same moment.
 * Throws the problem `not-found` when it was deleted: its publications follow.
 */
async function queueFor(
  deps: MoveDeps,
  publication: PublicationRecord,
  wanted: Pick<WorkRecord, "kind"> & Partial<Pick<WorkRecord, "finishing" | "force">>,
): Promise<NewWork> {
  const { id: publicationId, targetId, round } = publication;
  const target = await deps.store.get(targets, targetId);
  if (target === undefined) {
    throw new ProblemError("not-found", `The target of the publication "${publication.name}" was deleted.`);
  }
  const work = newWork(deps, target.value, { ...wanted, publicationId, round });
  return { work, actions: [queueWork(work), replace(targets, target.value, target.revision)] };
}

export async function startPlanning(deps: MoveDeps, publication: PublicationRecord): Promise<Move> {
  const { work, actions } = await queueFor(deps, publication, { kind: "plan" });
  const next = { ...publication, status: "planning" as const, workId: work.id, problem: null };
  return { next, actions };
}

/**
 * A plan that was not made to its end. What was applied before can still be taken back; without that it is over, and
 * nothing happens to it by itself any more.
 */
export function planFailed(
  deps: Pick<CoreDeps, "scheduler">,
  publication: PublicationRecord,
  problem: NonNullable<Publication["problem"]>,
): Move {
  const next = { ...publication, problem, workId: null };
  if (publication.appliedAt !== null) return { next: { ...next, status: "applied" }, actions: [] };
  return unscheduled(deps, { ...next, status: "failed" }, scheduledActions);
}

/** Applies what waits; a publication in which nothing does is applied at once. */
export async function startApplying(deps: MoveDeps, publication: PublicationRecord): Promise<Move> {
  const { id: publicationId, round } = publication;
  const wanting = { kind: "apply", publicationId, round, finishing: false, force: false } as const;
  if (!(await hasPending(deps, wanting))) return { next: applied(deps, publication), actions: [] };
  const { work, actions } = await queueFor(deps, publication, { kind: "apply" });
  return {
    next: { ...publication, status: "applying", pausedFrom: null, problem: null, workId: work.id },
    actions,
  };
}

export const applied = (
  { clock }: Pick<CoreDeps, "clock">,
  publication: PublicationRecord,
): PublicationRecord => ({
  ...publication,
  status: "applied",
  pausedFrom: null,
  problem: null,
  workId: null,
  appliedAt: clock.now(),
});

/**
 * Takes everything back. What was begun and never ended has no receipt to go back by: it is brought to its end first.
 */
export async function startReverting(deps: MoveDeps, publication: PublicationRecord): Promise<Move> {
  const { id: publicationId, round, force } = publication;
  const begun = { kind: "apply", publicationId, round, finishing: true, force: false } as const;
  const finishing = await hasPending(deps, begun);
  const { work, actions } = await queueFor(deps, publication, {
    kind: finishing ? "apply" : "revert",
    finishing,
    force: !finishing && force,
  });
  return {
    next: { ...publication, status: "reverting", pausedFrom: null, problem: null, workId: work.id },
    actions,
  };
}
