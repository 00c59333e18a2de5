import type { JobQueue, QueueName, ReceivedMessage } from "../job-queue.ts";

export interface JobQueueHarness {
  readonly queue: JobQueue;
  /** Lets time pass for the queue: its clock and its timers. */
  advance(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

export const QUEUE: QueueName = "generation";

/** Receives until nothing comes. */
export async function receiveAll(queue: JobQueue, visibilitySeconds = 60): Promise<ReceivedMessage[]> {
  const all: ReceivedMessage[] = [];
  for (;;) {
    const some = await queue.receive(QUEUE, { max: 10, visibilitySeconds });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

export const bodies = (messages: readonly { readonly body: string }[]) =>
  messages.map(({ body }) => body).sort();

/** The one message there is. */
export async function receiveOne(queue: JobQueue, visibilitySeconds = 60): Promise<ReceivedMessage> {
  const [message, ...others] = await queue.receive(QUEUE, { max: 10, visibilitySeconds });
  if (message === undefined || others.length > 0)
    throw new Error(`${others.length} messages too many, or none`);
  return message;
}
