import type { ConflictPolicy, Publication, PublicationId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import { stopWork } from "../connector-work/work-record.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import {
  type Move,
  type MoveDeps,
  planFailed,
  startApplying,
  startPlanning,
  startReverting,
} from "./moves.ts";
import { type PublicationRecord, toPublication, writePublication } from "./publication-record.ts";
import { ownPublication } from "./read-publication.ts";
import { scheduleStep } from "./schedule-step.ts";
import { overtaken, unscheduled } from "./scheduled-steps.ts";
import { type Asked, assertAllowed, assertSomethingToApply, refusal } from "./transitions.ts";

export type ControlDeps = MoveDeps & Pick<CoreDeps, "scheduler">;

interface Id {
  readonly id: PublicationId;
}

/**
 * Applies a plan; once applied, what failed is tried again. With `conflicts` the plan is compared anew by that policy
 * and then applied. With `at` all of that happens at that time. Throws the problems `not-found`, `publication-state`
 * and, for a time that cannot be, `request-invalid`.
 */
export function applyPublication(
  deps: ControlDeps,
  principal: Principal,
  { id, conflicts, at }: Id & Apply & { readonly at?: number | undefined },
): Promise<Publication> {
  if (at !== undefined) {
    return scheduleStep(deps, principal, { id, action: "apply", at, conflicts: conflicts ?? null });
  }
  return control(deps, principal, { id, asked: "apply" }, (publication) =>
    moveToApply(deps, publication, { conflicts }),
  );
}

interface Apply {
  readonly conflicts?: ConflictPolicy | undefined;
}

export async function moveToApply(
  deps: MoveDeps,
  publication: PublicationRecord,
  { conflicts }: Apply,
): Promise<Move> {
  const next = { ...publication, round: publication.round + 1 };
  if (conflicts !== undefined) return startPlanning(deps, { ...next, conflicts, apply: true });
  assertSomethingToApply(publication);
  return startApplying(deps, next);
}

/**
 * Stops planning, applying or reverting: the host is told at once, and nobody else goes on. A plan that is stopped is
 * over, since half of one is of no use. Throws the problems `not-found` and `publication-state`.
 */
export function pausePublication(deps: ControlDeps, principal: Principal, { id }: Id): Promise<Publication> {
  return control(deps, principal, { id, asked: "pause" }, async (publication) => {
    const { next, actions } =
      publication.status === "planning" ? planFailed(deps, publication, PLAN_STOPPED) : paused(publication);
    return { next, actions: [...actions, ...(await stopWork(deps, publication.workId))] };
  });
}

const PLAN_STOPPED = {
  code: "plan-stopped",
  detail: "Somebody stopped it while its plan was made. Make a new publication to plan again.",
};

const paused = (publication: PublicationRecord): Move => ({
  next: {
    ...publication,
    status: "paused",
    pausedFrom: publication.status === "reverting" ? "reverting" : "applying",
    workId: null,
  },
  actions: [],
});

/** Goes on where it was paused. Throws the problems `not-found` and `publication-state`. */
export function resumePublication(deps: ControlDeps, principal: Principal, { id }: Id): Promise<Publication> {
  return control(deps, principal, { id, asked: "resume" }, (publication) =>
    publication.pausedFrom === "reverting"
      ? startReverting(deps, publication)
      : startApplying(deps, publication),
  );
}

/**
 * Takes back what was applied, but for what somebody changed meanwhile; with `force` that, too. With `at` it happens at
 * that time. Throws the problems `not-found`, `publication-state` and, for a time that cannot be, `request-invalid`.
 */
export function revertPublication(
  deps: ControlDeps,
  principal: Principal,
  { id, force, at }: Id & { readonly force: boolean; readonly at?: number | undefined },
): Promise<Publication> {
  if (at !== undefined) return scheduleStep(deps, principal, { id, action: "revert", at, force });
  return control(deps, principal, { id, asked: "revert" }, (publication) =>
    moveToRevert(deps, publication, { force }),
  );
}

export async function moveToRevert(
  deps: MoveDeps,
  publication: PublicationRecord,
  { force }: { readonly force: boolean },
): Promise<Move> {
  if (publication.status === "reverted" && publication.counts.revertFailed === 0 && !force) {
    throw refusal(
      publication,
      "Everything but what somebody changed is as it was; `force` takes that back, too.",
    );
  }
  return startReverting(deps, { ...publication, force, round: publication.round + 1 });
}

async function control(
  deps: ControlDeps,
  principal: Principal,
  { id, asked }: Id & { readonly asked: Asked },
  move: (publication: PublicationRecord) => Promise<Move>,
): Promise<Publication> {
  const publication = await untilNoConflict(async () => {
    const stored = await ownPublication(deps, principal, id);
    assertAllowed(stored.value, asked);
    const moved = await move(stored.value);
    // Whoever does it now does not want it done once more then.
    const { next, actions } = unscheduled(deps, moved.next, overtaken[asked]);
    await deps.store.transact([
      ...writePublication(deps, stored, next),
      ...moved.actions,
      ...actions,
      audit(deps, principal, {
        action: `publication.${asked}-requested`,
        subject: id,
        before: stored.value,
        after: next,
      }),
    ]);
    return next;
  });
  // Hosts that wait for work, or for a word, look at once.
  deps.live.ring(principal.workspaceId);
  return toPublication(publication);
}
