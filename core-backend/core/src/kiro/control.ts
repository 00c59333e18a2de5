import { assertBatchTransition, IllegalTransitionError, isTerminal } from "./transitions.ts";
import type { Workflow } from "./workflow.ts";

/** What a person may ask of a batch. */
export type Control = "pause" | "resume" | "cancel" | "retry-failed";

/**
 * The workflow after what a person asked for, at `now` in milliseconds. Unlike events, which arrive in any order and
 * are folded, a person's word counts at once: it is written with the record it changes. Throws
 * IllegalTransitionError.
 */
export function control(state: Workflow, asked: Control, now: number): Workflow {
  switch (asked) {
    case "pause":
      return moved(state, "paused");
    case "resume":
      // One that has ended runs again only by what it is to do again.
      if (isTerminal(state.status))
        throw new IllegalTransitionError(`A ${state.status} batch cannot be resumed`);
      return moved(state, "processing");
    case "cancel":
      return { ...moved(state, "cancelled"), completedAt: now };
    case "retry-failed":
      return {
        ...(isTerminal(state.status) ? reopened(state) : retriedMeanwhile(state)),
        requeueing: true,
        alerted: false,
      };
  }
}

const reopened = (state: Workflow): Workflow => ({
  ...moved(state, "processing"),
  completedAt: null,
  reopenedBy: "retry",
});

/** One that makes a single image again has more to tell at its end now. */
const retriedMeanwhile = (state: Workflow): Workflow =>
  state.reopenedBy === "regeneration" ? { ...state, reopenedBy: "retry" } : state;

function moved(state: Workflow, status: Workflow["status"]): Workflow {
  assertBatchTransition(state.status, status);
  return { ...state, status };
}
