import { type CoreDeps, DISPATCH_ENTRIES, dispatch, handleMessage } from "@assetql/core";
import type { JobQueue, OutboxWorker, QueueName } from "@assetql/core/ports";
import { type Consumer, consume } from "../workers/consume.ts";

/** Six times the generation's time limit, as SQS asks of visibility timeouts. */
const GENERATION_VISIBILITY_SECONDS = 720;

/** Tasks in work per generation slot: one is generated while another waits to be, or is scored and stored. */
const TASKS_PER_SLOT = 2;

export interface Workers {
  /** Ends the running jobs or gives them back, then the dispatch of what they told. */
  stop(): Promise<void>;
}

/** Everything that happens without a request: the outbox's dispatch and the consumers of the queues. */
export function startWorkers(core: CoreDeps, queue: JobQueue): Workers {
  const { log } = core;
  const outbox: OutboxWorker = core.outbox.start(
    (stream, entries) => dispatch({ ...core, queue }, stream, entries),
    {
      maxEntries: DISPATCH_ENTRIES,
      onError: (error) => log("error", "an outbox dispatch failed", { error: String(error) }),
    },
  );
  const lane = (lanes: readonly QueueName[], concurrency: number, visibilitySeconds: number): Consumer =>
    consume(
      { queue, log },
      {
        lanes,
        concurrency,
        visibilitySeconds,
        handle: ({ body, receives }, signal) => handleMessage(core, body, { receives, signal }),
      },
    );
  const consumers = [
    lane(["workflow"], 2, 120),
    lane(
      ["priority", "generation"],
      Math.ceil(core.settings.concurrency * TASKS_PER_SLOT),
      GENERATION_VISIBILITY_SECONDS,
    ),
    lane(["post-processing"], 2, 120),
    lane(["export"], 1, 900),
  ];
  return {
    async stop() {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await outbox.stop();
    },
  };
}
