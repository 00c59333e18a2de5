import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BatchId,
  createBatchSchema,
  createStyleSchema,
  type GenerateMessage,
  queueMessageSchema,
} from "@assetql/contract";
import {
  type CoreDeps,
  controlBatch,
  createBatch,
  createStyle,
  DISPATCH_ENTRIES,
  dispatch,
  handleMessage,
} from "@assetql/core";
import { ConflictError, type QueueName, replace, type Stored } from "@assetql/core/ports";
import { consume, type Outcome, openHome } from "@assetql/embedded";
import { type BatchRecord, batches } from "../../core-backend/core/src/batches/batch-record.ts";
import { announce } from "../../core-backend/core/src/shared/outbox-body.ts";
import { park } from "../../core-backend/core/src/tasks/park.ts";
import { beginTry, endTry } from "../../core-backend/core/src/tasks/step.ts";
import { steppedEvent, type TaskRecord, tasks } from "../../core-backend/core/src/tasks/task-record.ts";
import { simpleCsv } from "../support/csv.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import type { Chance } from "./chance.ts";
import { type Crashes, SimulatedCrash, withCrashes } from "./crashes.ts";
import { toOutcome } from "./sim-task.ts";

export interface StoreSimulation {
  readonly core: CoreDeps;
  readonly ids: readonly BatchId[];
  readonly crashes: Crashes["counts"];
  /** Messages that are still there. */
  readonly left: number;
}

/**
 * Batches through the real database, outbox, queues and jobs, in which processes keep dying. Only the images are
 * left out: a try comes to an end by chance. Hands what became of it to `assess` before it is thrown away.
 */
export async function simulateInStore(
  chance: Chance,
  { batchCount, rows }: { batchCount: number; rows: number },
  assess: (simulation: StoreSimulation) => Promise<void>,
): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), "assetql-sim-"));
  const image = await preparedImage(64);
  const generator = createFixedGenerator({ image, latencyMs: 0 });
  const settings = { backoffUnitMs: 0, maxOutstandingTasks: 120 };
  const home = await openHome({ dataFolder, generator, log: () => {}, settings });
  try {
    const ids = await submit(home.core, image, { batchCount, rows });
    const crashes = withCrashes(chance, { afterSend: 0.15, beforeCommit: 0.02, afterCommit: 0.02 });
    const core = { ...home.core, store: crashes.store(home.core.store) };
    const workers = work(core, { home, crashes, chance });
    for (const id of ids) await runBatch(core, id, chance);
    crashes.end();
    await workers.stop();
    await assess({ core: home.core, ids, crashes: crashes.counts, left: await leftOver(home) });
  } finally {
    await home.close();
    await rm(dataFolder, { recursive: true });
  }
}

type Home = Awaited<ReturnType<typeof openHome>>;

async function submit(core: CoreDeps, image: Uint8Array, size: { batchCount: number; rows: number }) {
  const files = [{ name: "a.png", bytes: image }];
  const style = await createStyle(core, owner, { ...createStyleSchema.parse({ name: "Any" }), files });
  const input = { name: "B", styleProfileId: style.id, template: "A {subject}", csv: simpleCsv(size.rows) };
  const ids: BatchId[] = [];
  for (let made = 0; made < size.batchCount; made += 1) {
    ids.push((await createBatch(core, owner, createBatchSchema.parse(input))).id);
  }
  return ids;
}

/** A person pauses the batch for a moment, waits for its end, and has what failed tried again. */
async function runBatch(core: CoreDeps, id: BatchId, chance: Chance): Promise<void> {
  const ask = (asked: "pause" | "resume" | "retry-failed") =>
    untilNoCrash(() => controlBatch(core, owner, { id, asked }));
  const workflow = async () => (await core.store.get(batches, id))?.value.workflow;
  const ended = () =>
    until(async () => {
      const now = await workflow();
      return now?.completedAt != null && !now.requeueing ? now : undefined;
    });
  if ((await workflow())?.status === "processing" && chance.happens(0.7)) {
    await ask("pause");
    await ask("resume");
  }
  const { tally } = await ended();
  if (tally.failed === 0) return;
  await ask("retry-failed");
  await ended();
}

/** Whoever asks again after a crash may find it done. */
async function untilNoCrash(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof SimulatedCrash)) throw error;
    await untilNoCrash(run);
  }
}

function work(core: CoreDeps, { home, crashes, chance }: { home: Home; crashes: Crashes; chance: Chance }) {
  const deps = { ...core, queue: crashes.queue(home.queue) };
  const outbox = core.outbox.start((stream, entries) => dispatch(deps, stream, entries), {
    maxEntries: DISPATCH_ENTRIES,
  });
  const lane = (lanes: readonly QueueName[], concurrency: number, run: (body: string) => Promise<Outcome>) =>
    consume(
      { queue: home.queue, log: core.log },
      { lanes, concurrency, visibilitySeconds: 60, handle: ({ body }) => survive(() => run(body)) },
    );
  const signal = new AbortController().signal;
  const consumers = [
    lane(["workflow"], 2, (body) => handleMessage(core, body, { receives: 1, signal })),
    lane(["priority", "generation"], 20, async (body) => {
      const message = queueMessageSchema.parse(JSON.parse(body));
      if (message.kind === "generate") await tryTask(core, message, chance);
      return { kind: "done" };
    }),
  ];
  return {
    async stop() {
      for (const consumer of consumers) await consumer.idle();
      await outbox.idle();
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await outbox.stop();
    },
  };
}

/** The message of a process that died comes again. */
async function survive(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof SimulatedCrash || error instanceof ConflictError) {
      return { kind: "later", delaySeconds: 0 };
    }
    throw error;
  }
}

/** What the core's `generate` does, without an image. */
async function tryTask(core: CoreDeps, { taskId }: GenerateMessage, chance: Chance): Promise<void> {
  const task = await core.store.get(tasks, taskId);
  if (task === undefined || task.value.status === "completed" || task.value.status === "failed") return;
  const batch = (await core.store.get(batches, task.value.batchId))?.value;
  if (batch === undefined) return;
  if (batch.workflow.status === "paused") return park(core, { batch, task, asset: undefined });
  const begun = task.value.status === "processing" ? task : await begin(core, task);
  const kind = chance.weighted({ passed: 70, deviated: 15, transient: 10, permanent: 5 });
  const now = (begun.value.processingStartTime ?? 0) + chance.below(3_000);
  const ended = endTry(begun.value, toOutcome(kind, chance), now);
  await commit(core, { next: ended, revision: begun.revision, batch, milliseconds: millisecondsOf(ended) });
}

async function begin(core: CoreDeps, task: Stored<TaskRecord>): Promise<Stored<TaskRecord>> {
  const next = beginTry(task.value, core.clock.now());
  await commit(core, { next, revision: task.revision, milliseconds: null });
  return { value: next, revision: task.revision + 1 };
}

interface Step {
  readonly next: TaskRecord;
  /** Of the record that `next` takes the place of. */
  readonly revision: number;
  readonly milliseconds: number | null;
  readonly batch?: BatchRecord;
}

async function commit({ store, outbox }: CoreDeps, { next, revision, milliseconds }: Step): Promise<void> {
  const { batchId, workspaceId, id: taskId } = next;
  const again = { queue: "generation", message: { kind: "generate", batchId, taskId } } as const;
  await store.transact([
    replace(tasks, next, revision),
    announce(outbox, batchId, {
      workspaceId,
      events: [steppedEvent(next, milliseconds)],
      jobs: next.status === "retrying" ? [again] : [],
    }),
  ]);
}

/** How long the try took that ended last, as its task's record tells it. */
export const millisecondsOf = ({ processingStartTime, processingEndTime }: TaskRecord): number | null =>
  processingStartTime === null || processingEndTime === null ? null : processingEndTime - processingStartTime;

async function leftOver({ queue }: Home): Promise<number> {
  let left = 0;
  for (const name of ["workflow", "priority", "generation"] as const) {
    const { visible, leased, dead } = await queue.depth(name);
    left += visible + leased + dead;
  }
  return left;
}
