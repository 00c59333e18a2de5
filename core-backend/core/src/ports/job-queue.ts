/**
 * Work that is delivered at least once, in no promised order. Limits are SQS's: a body of at most 256 KB, a delay
 * of at most 15 minutes, a visibility timeout of at most 12 hours; beyond them every method throws
 * {@link JobLimitError}.
 */
export interface JobQueue {
  /** All or nothing per call; any number of messages. */
  send(queue: QueueName, messages: readonly OutgoingMessage[]): Promise<void>;
  /** Up to `max` visible messages, hidden from others for `visibilitySeconds`. Returns at once. */
  receive(queue: QueueName, options: ReceiveOptions): Promise<readonly ReceivedMessage[]>;
  /** Done. A receipt that is no longer the current one is ignored: somebody else has the message. */
  acknowledge(queue: QueueName, receipts: readonly string[]): Promise<void>;
  /**
   * Visible again after `delaySeconds`, at most the longest visibility timeout; the same call extends a lease.
   * The receipt stays current until somebody else receives the message. Stale receipts are ignored.
   */
  release(queue: QueueName, receipt: string, delaySeconds: number): Promise<void>;
  /** How many messages wait, are delayed, are leased and are dead. */
  depth(queue: QueueName): Promise<QueueDepth>;
  /** Messages received {@link MAX_RECEIVES} times without being acknowledged, oldest first. */
  deadLetters(queue: QueueName, limit: number): Promise<readonly DeadLetter[]>;
  /** Makes dead letters ordinary messages again, their receives counted anew. Returns how many. */
  redrive(queue: QueueName, ids?: readonly string[]): Promise<number>;
  /** Called when a message may have become receivable. Returns the function that stops it. */
  onReady(listener: (queue: QueueName) => void): () => void;
}

export const MAX_RECEIVES = 10;
export const MAX_DELAY_SECONDS = 900;
export const MAX_VISIBILITY_SECONDS = 43_200;
export const MAX_BODY_BYTES = 256 * 1024;

/** A body, a delay or a visibility timeout beyond the limits; nothing of the call was done. */
export class JobLimitError extends Error {
  override readonly name = "JobLimitError";
}

/**
 * `priority` is generation's second lane: consumers empty it first. What waits for partners' servers has a queue of its
 * own, `webhook-delivery`.
 */
export const queueNames = [
  "workflow",
  "priority",
  "generation",
  "post-processing",
  "export",
  "notification",
  "webhook",
  "webhook-delivery",
] as const;
export type QueueName = (typeof queueNames)[number];

export interface OutgoingMessage {
  readonly body: string;
  readonly delaySeconds?: number;
}

export interface ReceiveOptions {
  readonly max: number;
  readonly visibilitySeconds: number;
}

export interface ReceivedMessage {
  readonly id: string;
  /** Current until the message is acknowledged or received by somebody else. */
  readonly receipt: string;
  readonly body: string;
  /** 1 on the first delivery. */
  readonly receives: number;
}

export interface QueueDepth {
  readonly visible: number;
  readonly delayed: number;
  readonly leased: number;
  readonly dead: number;
}

export interface DeadLetter {
  readonly id: string;
  readonly body: string;
  readonly receives: number;
  readonly diedAt: number;
}
