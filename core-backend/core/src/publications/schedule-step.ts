import {
  PUBLICATION_LIMITS,
  type Publication,
  type PublicationId,
  type ScheduledAction,
  type ScheduledStep,
  scheduledActions,
} from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { invalidTime } from "../shared/check-recurrence.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import type { MoveDeps } from "./moves.ts";
import { type PublicationRecord, toPublication, writePublication } from "./publication-record.ts";
import { ownPublication } from "./read-publication.ts";
import { unscheduled, withStep } from "./scheduled-steps.ts";
import { assertAllowed, assertSomethingToApply, refusal } from "./transitions.ts";

type Deps = MoveDeps & Pick<CoreDeps, "scheduler">;

const DAY_MS = 24 * 3600 * 1000;

type Wanted = Pick<ScheduledStep, "action" | "at"> &
  Partial<Pick<ScheduledStep, "conflicts" | "force">> & { readonly id: PublicationId };

/**
 * Has a publication applied or reverted at a time, instead of the time it had for that. Throws the problems
 * `not-found`, `publication-state` and `request-invalid`.
 */
export function scheduleStep(
  deps: Deps,
  principal: Principal,
  { id, action, at, conflicts = null, force = false }: Wanted,
): Promise<Publication> {
  return change(deps, principal, { id, audited: `publication.${action}-scheduled` }, (publication) => {
    assertInTime(at, deps.clock.now());
    assertPossible(publication, { action, at });
    return withStep(deps, publication, { action, at, by: principal.userId, conflicts, force });
  });
}

/**
 * Nothing happens to it by itself any more, or not what `action` says. Throws the problems `not-found` and
 * `publication-state` where nothing was scheduled.
 */
export function unschedulePublication(
  deps: Deps,
  principal: Principal,
  { id, action }: { readonly id: PublicationId; readonly action?: ScheduledAction | undefined },
): Promise<Publication> {
  const actions = action === undefined ? scheduledActions : [action];
  return change(deps, principal, { id, audited: "publication.unscheduled" }, (publication) => {
    const after = unscheduled(deps, publication, actions);
    if (after.actions.length > 0) return after;
    throw refusal(publication, "Nothing of that is scheduled. It may have happened a moment ago.");
  });
}

function assertInTime(at: number, now: number): void {
  if (at <= now)
    throw invalidTime("at", `The time ${new Date(at).toISOString()} is over. Choose a later one.`);
  if (at > now + PUBLICATION_LIMITS.scheduledDays * DAY_MS) {
    throw invalidTime(
      "at",
      `It can be at most ${PUBLICATION_LIMITS.scheduledDays} days away. \`at\` is in milliseconds since 1970-01-01 UTC.`,
    );
  }
}

function assertPossible(
  publication: PublicationRecord,
  { action, at }: Pick<ScheduledStep, "action" | "at">,
): void {
  if (action === "apply") {
    assertAllowed(publication, "apply");
    assertSomethingToApply(publication);
    return;
  }
  if (!isApplyComing(publication, at)) assertAllowed(publication, "revert");
}

/** What is going to be applied may be taken back after that. */
const isApplyComing = ({ status, apply, scheduled }: PublicationRecord, before: number): boolean =>
  status === "applying" ||
  (status === "planning" && apply) ||
  scheduled.some((step) => step.action === "apply" && step.at < before);

interface Changed {
  readonly id: PublicationId;
  readonly audited: string;
}

async function change(
  deps: Deps,
  principal: Principal,
  { id, audited }: Changed,
  make: (publication: PublicationRecord) => ReturnType<typeof withStep>,
): Promise<Publication> {
  const publication = await untilNoConflict(async () => {
    const stored = await ownPublication(deps, principal, id);
    const { next, actions } = make(stored.value);
    await deps.store.transact([
      ...writePublication(deps, stored, next),
      ...actions,
      audit(deps, principal, { action: audited, subject: id, before: stored.value, after: next }),
    ]);
    return next;
  });
  return toPublication(publication);
}
