/** How a message came. */
export interface Delivery {
  /** 1 on the first delivery of the message. */
  readonly receives: number;
  /** Aborted when the process is stopping. */
  readonly signal: AbortSignal;
}
