import { setImmediate } from "node:timers/promises";
import { schedulerBattery } from "@assetql/core/testing";
import { expect, it, vi } from "vitest";
import { openDataFolder } from "./open.ts";
import { createSqliteRecordStore } from "./record-store.ts";
import { createSqliteScheduler } from "./scheduler.ts";
import { temporaryFolder } from "./temporary-folder.fixture.ts";

const clock = { now: () => Date.now() };

/** A look takes one turn of the event loop, and the looks it leads to one each. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await setImmediate();
}

schedulerBattery("SQLite", openHarness);

async function openHarness() {
  vi.useFakeTimers({
    toFake: ["Date", "setTimeout", "clearTimeout"],
    now: Date.UTC(2026, 4, 5, 12, 34, 56, 789),
  });
  const folder = openDataFolder(temporaryFolder());
  const store = createSqliteRecordStore(folder.database);
  return {
    store,
    scheduler: createSqliteScheduler({ store, clock }),
    now: clock.now,
    async advance(milliseconds: number) {
      await settle();
      await vi.advanceTimersByTimeAsync(milliseconds);
      await settle();
    },
    setClock: (milliseconds: number) => void vi.setSystemTime(milliseconds),
    async close() {
      folder.close();
      vi.useRealTimers();
    },
  };
}

it("rings a SQLite alarm in the millisecond it is set for, also one that was set while another was waited for", async () => {
  const { store, scheduler, now, advance, close } = await openHarness();
  const rung: number[] = [];
  const worker = scheduler.start(({ plannedAt }) => {
    rung.push(now() - plannedAt);
    return [];
  });
  await store.transact([scheduler.put({ id: "later", job: null, when: { at: now() + 20_000 } })]);
  await advance(1_000);
  await store.transact([scheduler.put({ id: "sooner", job: null, when: { at: now() + 3_000 } })]);
  await advance(3_000);
  expect(rung).toEqual([0]);
  await advance(16_000);
  expect(rung).toEqual([0, 0]);
  await worker.stop();
  await close();
});
