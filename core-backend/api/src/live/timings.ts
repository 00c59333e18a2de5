import { LIVE_LIMITS } from "@assetql/contract";

/** Milliseconds; other ones are for tests. */
export interface LiveTimings {
  /** Until a client must have said hello. */
  readonly helloMs: number;
  /** Between two looks at whether the key still holds. */
  readonly recheckMs: number;
  /** A message that has not left by then ends the socket: its client reads too slowly. */
  readonly sendMs: number;
  /** Between two pings of the hub; a peer that misses one is gone. */
  readonly heartbeatMs: number;
}

export const defaultLiveTimings: LiveTimings = {
  helloMs: LIVE_LIMITS.helloSeconds * 1000,
  recheckMs: 30_000,
  sendMs: 20_000,
  heartbeatMs: 25_000,
};
