import { setImmediate } from "node:timers/promises";
import type { JobQueue, Log, QueueName } from "@assetql/core/ports";

/** Acknowledges together what finishes in the same turn of the event loop. */
export interface Acknowledger {
  add(lane: QueueName, receipt: string): void;
  /** Resolves when everything added is acknowledged. */
  flush(): Promise<void>;
}

export function createAcknowledger(queue: JobQueue, log: Log): Acknowledger {
  const receipts = new Map<QueueName, string[]>();
  let scheduled = false;
  let sent = Promise.resolve();

  const send = async (): Promise<void> => {
    await setImmediate();
    scheduled = false;
    const batches = [...receipts];
    receipts.clear();
    for (const [lane, batch] of batches) {
      try {
        await queue.acknowledge(lane, batch);
      } catch (error) {
        // They come again when their leases end, to handlers that find their work done.
        log("error", "Messages could not be acknowledged", {
          lane,
          count: batch.length,
          error: String(error),
        });
      }
    }
  };

  return {
    add(lane, receipt) {
      const batch = receipts.get(lane);
      if (batch === undefined) receipts.set(lane, [receipt]);
      else batch.push(receipt);
      if (scheduled) return;
      scheduled = true;
      sent = sent.then(send);
    },
    flush: () => sent,
  };
}
