import {
  type CoreDeps,
  correlated,
  DISPATCH_ENTRIES,
  describeMessage,
  dispatch,
  handleMessage,
  ringAlarm,
} from "@assetql/core";
import type { JobQueue, Log, OutboxWorker, QueueName } from "@assetql/core/ports";
import { type Consumer, consume } from "../workers/consume.ts";

/** Six times the generation's time limit, as SQS asks of visibility timeouts. */
const GENERATION_VISIBILITY_SECONDS = 720;

/** Tasks in work per generation slot: one is generated while another waits to be, or is scored and stored. */
const TASKS_PER_SLOT = 2;

/** Webhooks that are sent to at the same time; they mostly wait for an answer. */
const WEBHOOKS_AT_ONCE = 64;

export interface Workers {
  /** Ends the running jobs or gives them back, then the dispatch of what they told. */
  stop(): Promise<void>;
}

/** Everything that happens without a request: alarms, the outbox's dispatch and the consumers of the queues. */
export function startWorkers(core: CoreDeps, queue: JobQueue): Workers {
  // What belongs to no single job must not seem to belong to the request that happened to wake a worker.
  const log: Log = (...line) => correlated(undefined, () => core.log(...line));
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
        describe: describeMessage,
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
    lane(["notification"], 1, 120),
    lane(["webhook"], 2, 120),
    lane(["webhook-delivery"], WEBHOOKS_AT_ONCE, 120),
  ];
  const scheduler = core.scheduler.start((due) => correlated(core.random.id(), () => ringAlarm(core, due)), {
    onError: (error) => log("error", "an alarm could not ring", { error: String(error) }),
  });
  return {
    async stop() {
      await scheduler.stop();
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await outbox.stop();
    },
  };
}
