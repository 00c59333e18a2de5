import type { DomainEvent, TaskStepped } from "@assetql/contract";
import { type CoreDeps, listEvents } from "@assetql/core";
import { expect, it } from "vitest";
import { batches } from "../../core-backend/core/src/batches/batch-record.ts";
import { eachRecord } from "../../core-backend/core/src/shared/pages.ts";
import { type TaskRecord, tasks } from "../../core-backend/core/src/tasks/task-record.ts";
import { owner } from "../support/test-home.ts";
import { testSeed } from "../support/test-seed.ts";
import { seededChance } from "./chance.ts";
import { millisecondsOf, simulateInStore } from "./store-simulation.ts";
import { countTruth, untouched } from "./truth.ts";

const truthOf = (task: TaskRecord) => ({
  ...untouched(),
  status: task.status,
  tries: task.earlierTries + task.tries,
  made: task.assetId !== null,
  making: task.regenerations?.making ?? null,
  versions: task.regenerations?.made ?? {},
  score: task.styleScore?.score ?? null,
  errorClass: task.error?.class ?? null,
  milliseconds: millisecondsOf(task),
});

async function allEvents(core: CoreDeps): Promise<DomainEvent[]> {
  const events: DomainEvent[] = [];
  for (let after = 0, more = true; more; ) {
    const page = await listEvents(core, owner, { after, limit: 500 });
    events.push(...page.events.map(({ event }) => event));
    ({ lastSeq: after, more } = page);
  }
  return events;
}

it("processes that die between sending, committing and going on leave exact counts, each event once", async () => {
  const seed = testSeed();
  console.info(`seed ${seed} (ASSETQL_TEST_SEED=${seed} repeats its chances)`);
  await simulateInStore(
    seededChance(seed),
    { batchCount: 3, rows: 250 },
    async ({ core, ids, crashes, left }) => {
      const told = await allEvents(core);
      for (const id of ids) {
        const records = await Array.fromAsync(
          eachRecord(core.store, tasks, { index: "byBatch", partition: id }),
          ({ value }) => value,
        );
        const workflow = (await core.store.get(batches, id))?.value.workflow;
        const own = told.filter((event) => "batchId" in event && event.batchId === id);
        const steps = own.filter((event): event is TaskStepped => event.type === "task.stepped");

        expect(records.length).toBe(250);
        expect(workflow?.tally).toEqual(countTruth(records.map(truthOf)));
        expect(workflow).toMatchObject({ status: "completed", requeueing: false, seq: own.length });
        expect(steps.map(({ row, step }) => `${row}/${step}`).sort()).toEqual(
          records
            .flatMap(({ row, step }) => Array.from({ length: step }, (_, at) => `${row}/${at + 1}`))
            .sort(),
        );
      }
      expect(left).toBe(0);
      for (const count of Object.values(crashes)) expect(count).toBeGreaterThan(3);
    },
  );
}, 300_000);
