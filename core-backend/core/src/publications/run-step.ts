import {
  isPublicationUnderWay,
  ProblemError,
  type RunPublicationStepMessage,
  type ScheduledStep,
} from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import type { Action, Stored } from "../ports/index.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { moveToApply, moveToRevert } from "./control-publication.ts";
import type { Move } from "./moves.ts";
import { type PublicationRecord, publications, writePublication } from "./publication-record.ts";
import { setAlarm, unscheduled } from "./scheduled-steps.ts";
import { assertAllowed } from "./transitions.ts";

/** While something else goes on with it, it is looked at again after so long. */
const AGAIN_MS = 30_000;
/** For as long; then it is told as missed. */
const LATEST_MS = 24 * 3600 * 1000;

/**
 * Applies or reverts a publication whose time has come, in the name of whoever asked for it; once, however often the
 * job is delivered. What cannot be done any more is told on the publication.
 */
export async function runPublicationStep(deps: CoreDeps, message: RunPublicationStepMessage): Promise<void> {
  const hasMoved = await untilNoConflict(async () => {
    const stored = await deps.store.get(publications, message.publicationId);
    if (stored === undefined) return false;
    const step = stored.value.scheduled.find(
      ({ action, at }) => action === message.action && at === message.at,
    );
    // Done before, taken away, or another time was set.
    if (step === undefined) return false;
    await deps.store.transact(await actionsOf(deps, stored, step));
    return true;
  });
  if (hasMoved) deps.live.ring(message.workspaceId);
}

async function actionsOf(
  deps: CoreDeps,
  stored: Stored<PublicationRecord>,
  step: ScheduledStep,
): Promise<readonly Action[]> {
  const { value: publication } = stored;
  const now = deps.clock.now();
  if (isPublicationUnderWay(publication) && now < step.at + LATEST_MS) {
    return [setAlarm(deps, publication, { ...step, rings: now + AGAIN_MS })];
  }
  const { outcome, next, actions } = await take(deps, publication, step);
  const { workspaceId, id } = publication;
  const principal: Principal = { workspaceId, userId: step.by, role: "creator" };
  const rest = unscheduled(deps, next, [step.action]);
  return [
    ...writePublication(deps, stored, rest.next),
    ...actions,
    ...rest.actions,
    audit(deps, principal, {
      action: `publication.${step.action}-${outcome}`,
      subject: id,
      before: publication,
      after: rest.next,
    }),
  ];
}

interface Taken extends Move {
  readonly outcome: "requested" | "missed";
}

async function take(deps: CoreDeps, publication: PublicationRecord, step: ScheduledStep): Promise<Taken> {
  try {
    assertAllowed(publication, step.action);
    const move =
      step.action === "apply"
        ? await moveToApply(deps, publication, { conflicts: step.conflicts ?? undefined })
        : await moveToRevert(deps, publication, step);
    return { outcome: "requested", ...move };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const what = step.action === "apply" ? "applied" : "reverted";
    const detail = `It was to be ${what} at ${new Date(step.at).toISOString()}, which was not possible. ${error.message}`;
    const problem = publication.problem ?? { code: "schedule-missed", detail };
    return { outcome: "missed", next: { ...publication, problem }, actions: [] };
  }
}
