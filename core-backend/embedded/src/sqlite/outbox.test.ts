import { describe, expect, it, onTestFinished, vi } from "vitest";
import { openDataFolder } from "./open.ts";
import { createSqliteOutbox } from "./outbox.ts";
import { createSqliteRecordStore } from "./record-store.ts";
import { temporaryFolder } from "./temporary-folder.fixture.ts";

const clock = { now: () => 1_700_000_000_000 };

describe("the outbox on SQLite", () => {
  it("keeps entries in order over a restart with the clock set back", async () => {
    const { database, close } = openDataFolder(temporaryFolder());
    const store = createSqliteRecordStore(database);
    const seen: unknown[] = [];
    for (const [at, now] of [2_000_000, 1_000_000, 3_000_000].entries()) {
      const outbox = createSqliteOutbox({ store, database, clock: { now: () => now } });
      await store.transact([outbox.write({ stream: "s", body: at })]);
      await store.transact([outbox.write({ stream: "s", body: `${at} again` })]);
    }
    const outbox = createSqliteOutbox({ store, database, clock });
    const worker = outbox.start(async (_stream, entries) => {
      seen.push(...entries.map(({ body }) => body));
      await store.transact(entries.map(outbox.done));
    });
    expect(() => outbox.start(async () => {})).toThrow("worker already");
    await worker.idle();
    await worker.stop();
    close();
    expect(seen).toEqual([0, "0 again", 1, "1 again", 2, "2 again"]);
  });

  it("misses no entry that is written while its stream is found empty", async () => {
    const { database, close } = openDataFolder(temporaryFolder());
    onTestFinished(close);
    const store = createSqliteRecordStore(database);
    const outbox = createSqliteOutbox({ store, database, clock });
    const write = (body: string) => store.transact([outbox.write({ stream: "s", body })]);
    const query = store.query.bind(store);
    let late: string | undefined = "late";
    vi.spyOn(store, "query").mockImplementation(async (collection, wanted) => {
      const page = await query(collection, wanted);
      if (page.items.length === 0 && late !== undefined) {
        const body = late;
        late = undefined;
        await write(body);
      }
      return page;
    });
    const seen: unknown[] = [];
    const worker = outbox.start(async (_stream, entries) => {
      seen.push(...entries.map(({ body }) => body));
      await store.transact(entries.map(outbox.done));
    });
    await write("early");
    await worker.idle();
    await worker.stop();
    expect(seen).toEqual(["early", "late"]);
  });
});
