import type { PublicationId, ScheduledAction, ScheduledStep } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import type { Action } from "../ports/index.ts";
import type { PublicationRecord } from "./publication-record.ts";
import type { Asked } from "./transitions.ts";

type Deps = Pick<CoreDeps, "scheduler">;

/** What is scheduled counts no longer when somebody asks for one of these. */
export const overtaken: Readonly<Record<Asked, readonly ScheduledAction[]>> = {
  apply: ["apply"],
  pause: [],
  resume: [],
  revert: ["apply", "revert"],
};

interface Scheduled {
  readonly next: PublicationRecord;
  readonly actions: readonly Action[];
}

/** The publication with a step, in the place of the one that it had of that action. */
export function withStep(
  { scheduler }: Deps,
  publication: PublicationRecord,
  step: ScheduledStep,
): Scheduled {
  const others = publication.scheduled.filter(({ action }) => action !== step.action);
  const scheduled = [...others, step].toSorted((one, other) => one.at - other.at);
  return { next: { ...publication, scheduled }, actions: [setAlarm({ scheduler }, publication, step)] };
}

/** The publication without the steps of these actions. */
export function unscheduled(
  { scheduler }: Deps,
  publication: PublicationRecord,
  actions: readonly ScheduledAction[],
): Scheduled {
  const gone = publication.scheduled.filter(({ action }) => actions.includes(action));
  return {
    next: { ...publication, scheduled: publication.scheduled.filter((step) => !gone.includes(step)) },
    actions: gone.map(({ action }) => scheduler.cancel(alarmIdOf(publication.id, action))),
  };
}

/** The alarms that a publication may have: taking away one that is not there is no error. */
export const cancelAlarms = ({ scheduler }: Deps, { id, scheduled }: PublicationRecord): readonly Action[] =>
  scheduled.map(({ action }) => scheduler.cancel(alarmIdOf(id, action)));

/** @param rings When it rings, unless at the step's own time: its message names the step's time in any case. */
export function setAlarm(
  { scheduler }: Deps,
  { id: publicationId, workspaceId }: PublicationRecord,
  { action, at, rings = at }: Pick<ScheduledStep, "action" | "at"> & { readonly rings?: number },
): Action {
  return scheduler.put({
    id: alarmIdOf(publicationId, action),
    when: { at: rings },
    job: { kind: "run-publication-step", workspaceId, publicationId, action, at },
  });
}

const alarmIdOf = (id: PublicationId, action: ScheduledAction): string => `${id}.${action}`;
