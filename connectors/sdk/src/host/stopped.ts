/**
 * Why a work ends before it is done. `stop`: the hub asked for it. `lost`: another host may have it by now.
 * `shutdown`: this host ends. `broken`: the hub does not take what it is told.
 */
export class WorkStopped extends Error {
  override readonly name = "WorkStopped";
  readonly reason: "stop" | "lost" | "shutdown" | "broken";
  constructor(reason: WorkStopped["reason"], options?: ErrorOptions) {
    super(`The work was stopped (${reason})`, options);
    this.reason = reason;
  }
}
