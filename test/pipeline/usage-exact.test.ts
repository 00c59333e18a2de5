import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BatchId,
  createBatchSchema,
  createStyleSchema,
  type DomainEvent,
  type MonthlyUsage,
  ProblemError,
  type Regenerations,
  type TaskStatus,
  taskIdSchema,
} from "@assetql/contract";
import { controlBatch, createBatch, createStyle, dispatch, getBatch, getUsage } from "@assetql/core";
import { type Home, openHome } from "@assetql/embedded";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { simpleCsv } from "../support/csv.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { owner } from "../support/test-home.ts";
import { testSeed } from "../support/test-seed.ts";

const seed = testSeed();
const DAY_MS = 86_400_000;
/** Of the fixed generator, in dollars. */
const COST = 0.01;

/** What is true of a task: its latest step. */
interface Task {
  step: number;
  status: TaskStatus;
  made: boolean;
  tries: number;
  regenerations?: Regenerations;
}
interface ModelBatch {
  readonly id: BatchId;
  readonly month: string;
  readonly tasks: readonly Task[];
  readonly pending: DomainEvent[];
  isCancelled: boolean;
  isRequeueing: boolean;
}

const index = fc.nat({ max: 1_000 });
const command = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("submit" as const),
      rows: fc.integer({ min: 1, max: 4 }),
      days: fc.integer({ min: 0, max: 12 }),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant("step" as const),
      batch: index,
      row: index,
      status: fc.constantFrom(
        "processing",
        "retrying",
        "completed",
        "completed",
        "failed",
        "failed",
        "queued",
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("regenerate" as const),
      batch: index,
      row: index,
      days: fc.integer({ min: 0, max: 20 }),
      status: fc.constantFrom("processing", "completed", "completed"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("control" as const),
      batch: index,
      asked: fc.constantFrom("pause", "resume", "cancel", "retry-failed", "retry-failed", "retry-failed"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("requeued" as const), batch: index }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("deliver" as const), order: fc.infiniteStream(fc.nat()) }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

let home: Home;
let folder: string;
let styleProfileId: string;
let now = Date.UTC(2026, 0, 1);
/** Of all runs: they share a workspace, and each is checked with what those before it have left. */
const all: ModelBatch[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assetql-usage-"));
  const image = await preparedImage(64);
  const generator = createFixedGenerator({ image, latencyMs: 0 });
  home = await openHome({ dataFolder: folder, generator, log: () => {} });
  const files = [{ name: "reference.png", bytes: image }];
  const style = await createStyle(home.core, owner, { ...createStyleSchema.parse({ name: "Noise" }), files });
  styleProfileId = style.id;
});
afterAll(async () => {
  await home.close();
  await rm(folder, { recursive: true });
});

const deps = () => ({ ...home.core, clock: { now: () => now }, queue: home.queue });

const monthNow = (): string => new Date(now).toISOString().slice(0, 7);

async function submit(rows: number): Promise<ModelBatch> {
  const input = { name: "Test", styleProfileId, template: "A {subject}", csv: simpleCsv(rows) };
  const { id } = await createBatch(deps(), owner, createBatchSchema.parse(input));
  const tasks = Array.from(
    { length: rows },
    (): Task => ({ step: 0, status: "queued", made: false, tries: 0 }),
  );
  const submitted: DomainEvent = { type: "batch.submitted", batchId: id, at: now };
  return { id, month: monthNow(), tasks, pending: [submitted], isCancelled: false, isRequeueing: false };
}

function stepTask(batch: ModelBatch, row: number, status: TaskStatus): void {
  const task = batch.tasks[row];
  if (task === undefined) throw new Error("No such row");
  task.step += 1;
  task.status = status;
  if (task.made) regenerate(task);
  task.made ||= status === "completed";
  if (status === "completed" || status === "failed") task.tries += 1;
  batch.pending.push({
    ...task,
    type: "task.stepped",
    batchId: batch.id,
    taskId: taskIdSchema.parse(`tsk_${String(row).padStart(4, "0")}`),
    row: row + 1,
    score: status === "completed" ? 0.9 : null,
    errorClass: status === "failed" ? "transient" : null,
    milliseconds: null,
    at: now,
  });
}

/** A task that has an asset is queued again for another version of it, which is made, or comes to nothing. */
function regenerate(task: Task): void {
  const { making = null, made = {} } = task.regenerations ?? {};
  if (task.status === "queued") task.regenerations = { made, making: monthNow() };
  if (task.status === "failed") task.regenerations = { made, making: null };
  if (task.status !== "completed" || making === null) return;
  task.regenerations = { made: { ...made, [making]: (made[making] ?? 0) + 1 }, making: null };
}

async function ask(batch: ModelBatch, asked: "pause" | "resume" | "cancel" | "retry-failed"): Promise<void> {
  try {
    await controlBatch(deps(), owner, { id: batch.id, asked });
    if (asked === "cancel") batch.isCancelled = true;
    if (asked === "retry-failed") batch.isRequeueing = true;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}

/** Events reach their batches shuffled and doubled, those of all batches at the same time. */
async function deliver(batches: readonly ModelBatch[], order: Iterator<number>): Promise<void> {
  await Promise.all(
    batches.map(async (batch) => {
      const events = batch.pending.splice(0).map((event) => ({ event, at: order.next().value as number }));
      const shuffled = [...events, ...events.slice(0, 2)].sort((one, other) => one.at - other.at);
      if (shuffled.some(({ event }) => event.type === "batch.requeued")) batch.isRequeueing = false;
      for (let at = 0; at < shuffled.length; at += 3) {
        const body = {
          workspaceId: owner.workspaceId,
          jobs: [],
          events: shuffled.slice(at, at + 3).map(({ event }) => event),
        };
        await dispatch(deps(), batch.id, [{ id: `${batch.id}-${at}`, stream: batch.id, body }]);
      }
    }),
  );
}

async function run(commands: readonly Command[]): Promise<void> {
  const batches = [await submit(3)];
  const pick = (at: number): ModelBatch => batches[at % batches.length] ?? all[0]!;
  for (const one of commands) {
    if (one.kind === "submit") {
      now += one.days * DAY_MS;
      batches.push(await submit(one.rows));
    }
    if (one.kind === "step") stepTask(pick(one.batch), one.row % pick(one.batch).tasks.length, one.status);
    if (one.kind === "regenerate") {
      const batch = pick(one.batch);
      const row = one.row % batch.tasks.length;
      stepTask(batch, row, "completed");
      now += one.days * DAY_MS;
      stepTask(batch, row, "queued");
      stepTask(batch, row, one.status);
    }
    if (one.kind === "control") await ask(pick(one.batch), one.asked);
    if (one.kind === "requeued") {
      const { id, pending } = pick(one.batch);
      pending.push({ type: "batch.requeued", batchId: id, more: false, at: now });
    }
    if (one.kind === "deliver") await deliver(batches, one.order[Symbol.iterator]());
  }
  await deliver(batches, [][Symbol.iterator]() as Iterator<number>);
  all.push(...batches);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const countOf = (batch: ModelBatch, status: TaskStatus): number =>
  batch.tasks.filter((task) => task.status === status).length;
const triesOf = ({ tasks }: ModelBatch): number => sum(tasks.map(({ tries }) => tries));

function assetsOf(batch: ModelBatch): number {
  if (batch.isCancelled) return batch.tasks.filter(({ made }) => made).length;
  return batch.tasks.length - (batch.isRequeueing ? 0 : countOf(batch, "failed"));
}

/** New versions that a month has to answer for. */
function versionsOf({ tasks, isCancelled }: ModelBatch, month: string): { made: number; making: number } {
  const all = tasks.flatMap(({ regenerations }) => regenerations ?? []);
  return {
    made: sum(all.map(({ made }) => made[month] ?? 0)),
    making: isCancelled ? 0 : all.filter(({ making }) => making === month).length,
  };
}

function expectedMonth(month: string): MonthlyUsage {
  const submitted = all.filter((batch) => batch.month === month);
  const versions = all.map((batch) => versionsOf(batch, month));
  const made = sum(versions.map((one) => one.made));
  return {
    month,
    batches: submitted.length,
    assets: sum(submitted.map(assetsOf)) + made + sum(versions.map(({ making }) => making)),
    completed: sum(submitted.map((batch) => batch.tasks.filter((task) => task.made).length)) + made,
    failed: sum(submitted.map((batch) => countOf(batch, "failed"))),
    tries: sum(submitted.map(triesOf)),
    costUsd: Math.round(sum(submitted.map(triesOf)) * COST * 1e6) / 1e6,
  };
}

function expectedMonths(): MonthlyUsage[] {
  const wanted = all.flatMap(({ tasks }) => tasks.flatMap(({ regenerations }) => regenerations ?? []));
  const versions = wanted.flatMap(({ making, made }) => [
    ...Object.keys(made),
    ...(making === null ? [] : [making]),
  ]);
  return [...new Set([...all.map(({ month }) => month), ...versions])]
    .sort()
    .map(expectedMonth)
    .filter(isUsed);
}

/** One whose only new version came to nothing may be there, and is empty. */
const isUsed = ({ batches, assets }: MonthlyUsage): boolean => batches + assets > 0;

it(`a month's usage is the sum of its batches, whatever becomes of them (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40 }), async (commands) => {
      await run(commands);
      const first = all[0]?.month;
      const { months } = await getUsage(deps(), owner, { from: first, to: monthNow() });
      expect(months.filter(isUsed)).toEqual(expectedMonths());
      const last = all.at(-1);
      const batch = last && (await getBatch(deps(), owner, { id: last.id }));
      expect(batch?.usage).toEqual({
        tries: last && triesOf(last),
        costUsd: last && (triesOf(last) * 10_000) / 1e6,
      });
    }),
    // A failed run leaves its batches behind, so a shrunk one would not be the same.
    { seed, numRuns: 60, endOnFailure: true },
  );
  expect(new Set(all.map(({ month }) => month)).size).toBeGreaterThan(3);
  const wantedLater = all.filter(({ month, tasks }) =>
    tasks.some(({ regenerations }) => Object.keys(regenerations?.made ?? {}).some((one) => one !== month)),
  );
  expect(wantedLater.length).toBeGreaterThan(3);
});
