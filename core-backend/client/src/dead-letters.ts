import type { Call, CallOptions, CallResult } from "./call/types.ts";

/** Jobs that were begun ten times and never came to an end. */
export interface DeadLetters {
  list(options?: CallOptions): Promise<CallResult<"listDeadLetters">>;
  /** Sets them going again: all of the workspace's, or those named. */
  redrive(ids?: readonly string[], options?: CallOptions): Promise<CallResult<"redriveDeadLetters">>;
}

export const createDeadLetters = (call: Call): DeadLetters => ({
  list: (options) => call("listDeadLetters", {}, options),
  redrive: (ids, options) =>
    call("redriveDeadLetters", { body: ids === undefined ? {} : { ids: [...ids] } }, options),
});
