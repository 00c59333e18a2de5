import type { Publication, WorkResult } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { type Action, replace, type Stored } from "../ports/index.ts";
import {
  applied,
  type Move,
  type MoveDeps,
  planFailed,
  startApplying,
  startReverting,
} from "../publications/moves.ts";
import { hasPending } from "../publications/pending.ts";
import {
  type PublicationRecord,
  publications,
  writePublication,
} from "../publications/publication-record.ts";
import { type TargetRecord, targets } from "../targets/target-record.ts";
import { targetChanged } from "../targets/update-target.ts";
import { dropStaleChanges, releaseChanges } from "./drop-stale-changes.ts";
import { wantingOf } from "./list-work.ts";
import { type WorkRecord, writeWork } from "./work-record.ts";
import { storeItems } from "./work-result.ts";

type Deps = MoveDeps & Pick<CoreDeps, "scheduler">;

/** A work that is given back before its time is there for the next host after so long. */
const AGAIN_MS = 500;

/**
 * What becomes of a work and of what it is about when it has ended: the target's health, the page of items, the next
 * status of the publication. A work that a host gives back, and without a problem one whose changes have not all
 * ended, is queued again, unless nobody wants it any more. Throws ConflictError when somebody else was first. `also`
 * belongs into the transaction.
 */
export async function endWork(
  deps: Deps,
  stored: Stored<WorkRecord>,
  result: WorkResult,
  also: readonly Action[] = [],
): Promise<void> {
  const { value: work } = stored;
  const publication =
    work.publicationId === null ? undefined : await deps.store.get(publications, work.publicationId);
  const isCurrent = publication?.value.workId === work.id;
  if (await goesOn(deps, work, { result, isCurrent })) {
    const again = {
      status: "queued",
      host: null,
      availableAt: deps.clock.now() + AGAIN_MS,
      givenBack: work.givenBack + (result.released === true ? 1 : 0),
    } as const;
    await deps.store.transact([writeWork(deps, stored, again), ...also]);
    return;
  }
  const { items, ...kept } = result;
  const parts = items === undefined ? [] : storeItems(work, items, deps.clock.now());
  const isOver = result.released !== true;
  const moved =
    publication !== undefined && isCurrent && isOver ? await move(deps, publication, { work, result }) : [];
  await deps.store.transact([
    writeWork(deps, stored, { status: "done", host: work.host, result: kept, parts: parts.length }),
    ...parts,
    ...(work.kind === "check" && isOver ? await healthActions(deps, work, result) : []),
    ...moved,
    ...also,
  ]);
  deps.live.ring(work.workspaceId);
}

/** Whether another host is to go on with a work. */
async function goesOn(
  deps: Deps,
  work: WorkRecord,
  { result, isCurrent }: { readonly result: WorkResult; readonly isCurrent: boolean },
): Promise<boolean> {
  // One that was told to stop is over, whoever gives it back.
  if (result.released) return work.status === "leased" && (isCurrent || work.publicationId === null);
  const wanting = isCurrent && result.problem === undefined ? wantingOf(work) : undefined;
  return wanting !== undefined && (await hasPending(deps, wanting));
}

async function healthActions(
  deps: Deps,
  { targetId }: WorkRecord,
  { health, problem }: WorkResult,
): Promise<readonly Action[]> {
  const target = await deps.store.get(targets, targetId);
  if (target === undefined) return [];
  const checkedAt = deps.clock.now();
  const found: TargetRecord["health"] =
    health === undefined || problem !== undefined
      ? {
          status: "failing",
          code: problem?.code ?? null,
          detail: problem?.detail ?? "The host has said nothing of the target's health.",
          facts: {},
          checkedAt,
        }
      : { ...health, checkedAt };
  const next = { ...target.value, health: found };
  return [replace(targets, next, target.revision), targetChanged(deps, next)];
}

interface Ended {
  readonly work: WorkRecord;
  readonly result: WorkResult;
}

async function move(
  deps: Deps,
  publication: Stored<PublicationRecord>,
  ended: Ended,
): Promise<readonly Action[]> {
  const { kind } = ended.work;
  const current = kind === "plan" ? await dropStaleChanges(deps, publication, ended) : publication;
  if (kind === "revert") await releaseChanges(deps, publication.value);
  const { next, actions } = await moveOf(deps, current.value, ended);
  return [...writePublication(deps, current, next), ...actions];
}

async function moveOf(deps: Deps, publication: PublicationRecord, { work, result }: Ended): Promise<Move> {
  const { problem } = result;
  const now = deps.clock.now();
  if (work.kind === "plan") return planEnded(deps, publication, problem);
  if (problem !== undefined) {
    const wanting = wantingOf(work);
    if (wanting !== undefined && (await hasPending(deps, wanting))) {
      const pausedFrom = work.kind === "revert" || work.finishing ? "reverting" : "applying";
      return { next: { ...publication, status: "paused", pausedFrom, problem, workId: null }, actions: [] };
    }
  }
  if (work.kind === "apply" && work.finishing) return startReverting(deps, publication);
  const note = problem ?? null;
  if (work.kind === "apply") return { next: { ...applied(deps, publication), problem: note }, actions: [] };
  const next = { ...publication, status: "reverted" as const, workId: null, problem: note, revertedAt: now };
  return { next, actions: [] };
}

async function planEnded(
  deps: Deps,
  publication: PublicationRecord,
  problem: Publication["problem"] | undefined,
): Promise<Move> {
  const now = deps.clock.now();
  if (problem !== undefined && problem !== null) {
    return planFailed(deps, publication, problem);
  }
  const planned: PublicationRecord = {
    ...publication,
    status: "planned",
    plannedAt: now,
    problem: null,
    workId: null,
  };
  if (!publication.apply || (await isUndecided(deps, publication))) return { next: planned, actions: [] };
  return startApplying(deps, { ...planned, round: planned.round + 1 });
}

/** With the policy `ask`, conflicts are a person's to decide. */
async function isUndecided(
  { store }: Deps,
  { counts, conflicts, targetId }: PublicationRecord,
): Promise<boolean> {
  if (counts.conflict === 0) return false;
  const policy = conflicts ?? (await store.get(targets, targetId))?.value.policies.conflict;
  return policy === "ask";
}
