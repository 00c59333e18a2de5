import type { ConflictPolicy, Publication, PublicationId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import { stopWork } from "../connector-work/work-record.ts";
import type { Principal } from "../deps.ts";
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
import { type Asked, assertAllowed, refusal } from "./transitions.ts";

interface Id {
  readonly id: PublicationId;
}

/**
 * Applies a plan; once applied, what failed is tried again. With `conflicts` the plan is compared anew by that policy
 * and then applied. Throws the problems `not-found` and `publication-state`.
 */
export function applyPublication(
  deps: MoveDeps,
  principal: Principal,
  { id, conflicts }: Id & { readonly conflicts?: ConflictPolicy | undefined },
): Promise<Publication> {
  return control(deps, principal, { id, asked: "apply" }, async (publication) => {
    const next = { ...publication, round: publication.round + 1 };
    if (conflicts !== undefined) return startPlanning(deps, { ...next, conflicts, apply: true });
    if (publication.status === "applied" && publication.counts.failed === 0) {
      throw refusal(publication, "Nothing of it has failed, so there is nothing to apply again.");
    }
    return startApplying(deps, next);
  });
}

/**
 * Stops planning, applying or reverting: the host is told at once, and nobody else goes on. A plan that is stopped is
 * over, since half of one is of no use. Throws the problems `not-found` and `publication-state`.
 */
export function pausePublication(deps: MoveDeps, principal: Principal, { id }: Id): Promise<Publication> {
  return control(deps, principal, { id, asked: "pause" }, async (publication) => ({
    next: publication.status === "planning" ? planFailed(publication, PLAN_STOPPED) : paused(publication),
    actions: await stopWork(deps, publication.workId),
  }));
}

const PLAN_STOPPED = {
  code: "plan-stopped",
  detail: "Somebody stopped it while its plan was made. Make a new publication to plan again.",
};

const paused = (publication: PublicationRecord): PublicationRecord => ({
  ...publication,
  status: "paused",
  pausedFrom: publication.status === "reverting" ? "reverting" : "applying",
  workId: null,
});

/** Goes on where it was paused. Throws the problems `not-found` and `publication-state`. */
export function resumePublication(deps: MoveDeps, principal: Principal, { id }: Id): Promise<Publication> {
  return control(deps, principal, { id, asked: "resume" }, (publication) =>
    publication.pausedFrom === "reverting"
      ? startReverting(deps, publication)
      : startApplying(deps, publication),
  );
}

/**
 * Takes back what was applied, but for what somebody changed meanwhile; with `force` that, too. Throws the problems
 * `not-found` and `publication-state`.
 */
export function revertPublication(
  deps: MoveDeps,
  principal: Principal,
  { id, force }: Id & { readonly force: boolean },
): Promise<Publication> {
  return control(deps, principal, { id, asked: "revert" }, (publication) => {
    if (publication.status === "reverted" && publication.counts.revertFailed === 0 && !force) {
      throw refusal(
        publication,
        "Everything but what somebody changed is as it was; `force` takes that back, too.",
      );
    }
    return startReverting(deps, { ...publication, force, round: publication.round + 1 });
  });
}

async function control(
  deps: MoveDeps,
  principal: Principal,
  { id, asked }: Id & { readonly asked: Asked },
  move: (publication: PublicationRecord) => Promise<Move>,
): Promise<Publication> {
  const publication = await untilNoConflict(async () => {
    const stored = await ownPublication(deps, principal, id);
    assertAllowed(stored.value, asked);
    const { next, actions } = await move(stored.value);
    await deps.store.transact([
      ...writePublication(deps, stored, next),
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
