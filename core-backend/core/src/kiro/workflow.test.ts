import { batchIdSchema, type DomainEvent, type TaskStepped, taskIdSchema } from "@assetql/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyLedger, foldLedger, type Ledger, shardOf } from "./ledger.ts";
import { addTallies, emptyTally } from "./tally.ts";
import { advance, newWorkflow, type Workflow } from "./workflow.ts";

const batchId = batchIdSchema.parse("bat_0001");
const options = { maxOutstandingTasks: 1_000 };

const step = (row: number, fields: Partial<TaskStepped>): TaskStepped => ({
  type: "task.stepped",
  batchId,
  taskId: taskIdSchema.parse(`tsk_${String(row).padStart(4, "0")}`),
  row,
  step: 1,
  status: "processing",
  made: false,
  tries: 0,
  score: null,
  errorClass: null,
  milliseconds: null,
  at: 1_000 + row,
  ...fields,
});

/** The steps of one task's whole life, as the core would announce them. */
function life(
  row: number,
  endings: readonly ("deviated" | "transient")[],
  last: "completed" | "failed",
): TaskStepped[] {
  const steps: TaskStepped[] = [];
  let count = 0;
  for (const [index, ending] of endings.entries()) {
    steps.push(step(row, { step: ++count, tries: index }));
    const errorClass = ending === "deviated" ? "style-deviation" : "transient";
    steps.push(
      step(row, { step: ++count, status: "retrying", tries: index + 1, errorClass, milliseconds: 40 }),
    );
  }
  steps.push(step(row, { step: ++count, tries: endings.length }));
  const score = last === "completed" ? 0.85 + row / 10_000 : null;
  const errorClass = last === "completed" ? null : "permanent";
  steps.push(
    step(row, {
      step: ++count,
      status: last,
      tries: endings.length + 1,
      score,
      errorClass,
      milliseconds: 50,
    }),
  );
  return steps;
}

interface Run {
  readonly workflow: Workflow;
  readonly ledgers: ReadonlyMap<number, Ledger>;
  readonly finished: number;
}

/** Folds groups of events as the dispatcher does: ledgers by shard, then the workflow. */
function run(total: number, groups: readonly (readonly DomainEvent[])[]): Run {
  const ledgers = new Map<number, Ledger>();
  let workflow = newWorkflow(total);
  let finished = 0;
  for (const events of groups) {
    let change = emptyTally();
    const steps = events.filter((event): event is TaskStepped => event.type === "task.stepped");
    for (const [shard, group] of Map.groupBy(steps, ({ row }) => shardOf(row))) {
      const folded = foldLedger(ledgers.get(shard) ?? emptyLedger(batchId, shard), group);
      ledgers.set(shard, folded.ledger);
      change = addTallies(change, folded.change);
    }
    const { state, commands } = advance(workflow, { events, change }, options);
    workflow = state;
    finished += commands.filter(({ kind }) => kind === "announce-finished").length;
  }
  return { workflow, ledgers, finished };
}

const submitted: DomainEvent = { type: "batch.submitted", batchId, at: 1 };
const distributed = (nextRow: number, more: boolean): DomainEvent => ({
  type: "batch.distributed",
  batchId,
  nextRow,
  more,
  at: 2,
});

describe("the workflow", () => {
  it("ends in the same counts for any order and repetition of the same events", () => {
    const lives = fc.array(
      fc.record({
        endings: fc.array(fc.constantFrom("deviated" as const, "transient" as const), { maxLength: 2 }),
        last: fc.constantFrom("completed" as const, "failed" as const),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(lives, fc.infiniteStream(fc.nat()), (tasks, chance) => {
        // Prepare: rows spread over several ledgers, each event up to three times, in any order and grouping.
        const total = tasks.length;
        const rowOf = (index: number) => index * 173 + 1;
        const events = [
          submitted,
          distributed(total + 1, false),
          ...tasks.flatMap(({ endings, last }, index) => life(rowOf(index), endings, last)),
        ];
        const next = () => Number(chance.next().value);
        const repeated = events.flatMap((event) => Array.from({ length: 1 + (next() % 3) }, () => event));
        const shuffled = repeated.map((event) => ({ event, at: next() })).sort((a, b) => a.at - b.at);
        const groups = shuffled.map(({ event }) => [event]);

        // Act
        const inOrder = run(total, [events]);
        const anyOrder = run(total, groups);

        // Assess
        expect(anyOrder.workflow.tally).toEqual(inOrder.workflow.tally);
        expect(anyOrder.workflow.status).toBe(inOrder.workflow.status);
        expect([anyOrder.workflow.minScore, anyOrder.workflow.maxScore]).toEqual([
          inOrder.workflow.minScore,
          inOrder.workflow.maxScore,
        ]);
        expect(anyOrder.workflow.tryTimes).toEqual(inOrder.workflow.tryTimes);
        const completed = tasks.filter(({ last }) => last === "completed").length;
        const { tally } = anyOrder.workflow;
        expect([tally.completed, tally.failed]).toEqual([completed, total - completed]);
        expect(tally.retries).toBe(tasks.reduce((sum, { endings }) => sum + endings.length, 0));
        expect([tally.processing, tally.retrying]).toEqual([0, 0]);
        expect(anyOrder.finished).toBe(1);
      }),
      { numRuns: 150 },
    );
  });

  it("asks for tasks once it is submitted, and again when half of the outstanding ones are done", () => {
    const begun = advance(newWorkflow(3_000), { events: [submitted], change: emptyTally() }, options);
    expect(begun.commands).toEqual([{ kind: "distribute" }]);
    const full = advance(begun.state, { events: [distributed(1_001, false)], change: emptyTally() }, options);
    expect(full.commands).toEqual([]);
    const half = advance(full.state, { events: [], change: { ...emptyTally(), completed: 500 } }, options);
    expect(half.commands).toEqual([{ kind: "distribute" }]);
    const again = advance(half.state, { events: [], change: { ...emptyTally(), completed: 100 } }, options);
    expect(again.commands).toEqual([]);
  });

  it("asks again after a distribution that found no room", () => {
    const waiting: Workflow = {
      ...newWorkflow(3_000),
      status: "processing",
      distributedTasks: 1_000,
      distributing: true,
    };
    const noRoom = advance(waiting, { events: [distributed(1_001, false)], change: emptyTally() }, options);
    expect(noRoom.state.distributing).toBe(false);
    const room = advance(noRoom.state, { events: [], change: { ...emptyTally(), completed: 600 } }, options);
    expect(room.commands).toEqual([{ kind: "distribute" }]);
  });

  it("knows the shortest and the longest try, unless some were timed before it did", () => {
    const timed = (milliseconds: number) => [step(1, { status: "retrying", milliseconds })];
    const one = (tally: Partial<Workflow["tally"]>, events: readonly DomainEvent[]) =>
      advance(
        { ...newWorkflow(2), tally: { ...emptyTally(), ...tally } },
        { events, change: emptyTally() },
        options,
      ).state.tryTimes;
    expect(one({}, [])).toBeNull();
    expect(one({}, [...timed(70), ...timed(40)])).toEqual({ shortest: 40, longest: 70 });
    expect(one({ timed: 1 }, timed(40))).toBeNull();
  });

  it("fails when no task completed, and completes otherwise", () => {
    const groups = (last: "completed" | "failed") => [
      [submitted, distributed(3, false)],
      life(1, [], "failed"),
      life(2, [], last),
    ];
    expect(run(2, groups("failed")).workflow.status).toBe("failed");
    expect(run(2, groups("completed")).workflow.status).toBe("completed");
  });
});
