import { newWork, queueWork } from "../connector-work/work-record.ts";
import type { CoreDeps } from "../deps.ts";
import type { Action, Stored } from "../ports/index.ts";
import { type TargetRecord, targets } from "../targets/target-record.ts";
import { hasPending } from "./pending.ts";
import type { PublicationRecord } from "./publication-record.ts";

export type MoveDeps = Pick<CoreDeps, "store" | "clock" | "random" | "outbox" | "live">;

/** What a publication becomes, and the works that follow. */
export interface Move {
  readonly next: PublicationRecord;
  readonly actions: readonly Action[];
}

/** Throws when the target is gone: its publications went with it. */
export async function targetOf(
  { store }: Pick<CoreDeps, "store">,
  { targetId }: Pick<PublicationRecord, "targetId">,
): Promise<Stored<TargetRecord>> {
  const target = await store.get(targets, targetId);
  if (target === undefined) throw new Error(`The target ${targetId} is gone`);
  return target;
}

export async function startPlanning(deps: MoveDeps, publication: PublicationRecord): Promise<Move> {
  const { value: target } = await targetOf(deps, publication);
  const work = newWork(deps, target, {
    kind: "plan",
    publicationId: publication.id,
    round: publication.round,
  });
  const next = { ...publication, status: "planning" as const, workId: work.id, problem: null };
  return { next, actions: [queueWork(work)] };
}

/** Applies what waits; a publication in which nothing does is applied at once. */
export async function startApplying(deps: MoveDeps, publication: PublicationRecord): Promise<Move> {
  const { id: publicationId, round } = publication;
  const wanting = { kind: "apply", publicationId, round, finishing: false, force: false } as const;
  if (!(await hasPending(deps, wanting))) return { next: applied(deps, publication), actions: [] };
  const { value: target } = await targetOf(deps, publication);
  const work = newWork(deps, target, { kind: "apply", publicationId, round });
  return {
    next: { ...publication, status: "applying", pausedFrom: null, problem: null, workId: work.id },
    actions: [queueWork(work)],
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
  const { value: target } = await targetOf(deps, publication);
  const begun = { kind: "apply", publicationId, round, finishing: true, force: false } as const;
  const finishing = await hasPending(deps, begun);
  const work = newWork(deps, target, {
    kind: finishing ? "apply" : "revert",
    publicationId,
    round,
    finishing,
    force: !finishing && force,
  });
  return {
    next: { ...publication, status: "reverting", pausedFrom: null, problem: null, workId: work.id },
    actions: [queueWork(work)],
  };
}
