import type { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, it } from "vitest";
import { startChild } from "./child.fixture.ts";
import { createSqliteJobQueue } from "./job-queue.ts";
import { openDataFolder } from "./open.ts";
import { outboxEntries } from "./outbox-entries.ts";
import { pairs } from "./pairs.fixture.ts";
import { createSqliteRecordStore } from "./record-store.ts";
import { temporaryFolder } from "./temporary-folder.fixture.ts";

const count = (database: DatabaseSync, sql: string) => Number(database.prepare(sql).get()?.count);

async function runUntil(folder: string, transactions: number): Promise<number> {
  const child = startChild(new URL("./writer.fixture.ts", import.meta.url), folder);
  let last = 0;
  let printed = 0;
  for await (const line of child.lines) {
    if (line === "ready") continue;
    last = Number(line);
    printed += 1;
    // The child goes on while the signal is on its way: it dies anywhere in a transaction.
    if (printed === transactions) void child.kill();
  }
  return last;
}

it("keeps every committed transaction, whole, however often the process is killed", async () => {
  const folder = temporaryFolder();
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100 }), async (transactions) => {
      const committed = await runUntil(folder, transactions);
      const { database, close } = openDataFolder(folder);
      try {
        expect(database.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
        const store = createSqliteRecordStore(database);
        const counter = (await store.get(pairs, "counter"))?.value.number ?? 0;
        // The last one may have been committed and not printed any more.
        expect(counter - committed).toBeOneOf([0, 1]);
        const query = { index: "number", partition: "all", limit: 3, order: "descending" as const };
        const newest = (await store.query(pairs, query)).items.map(({ value }) => value.id);
        expect(newest).toEqual([`right-${counter}`, `left-${counter}`, "counter"]);
        const records = "SELECT count(*) AS count FROM records WHERE collection = 'pair'";
        expect(count(database, records)).toBe(2 * counter + 1);
        const indexRows = "SELECT count(*) AS count FROM record_index WHERE collection = 'pair'";
        expect(count(database, indexRows)).toBe(2 * counter + 1);
        const entries = `SELECT count(*) AS count FROM records WHERE collection = '${outboxEntries.name}'`;
        expect(count(database, entries)).toBe(counter);
        // What the dead process had leased is free, and calls were sent whole or not at all.
        const queue = createSqliteJobQueue(database, { now: () => Date.now() });
        const depth = await queue.depth("generation");
        queue.close();
        expect(depth).toMatchObject({ leased: 0, delayed: 0 });
        expect(depth.visible % 2).toBe(0);
      } finally {
        close();
      }
    }),
    { numRuns: 4 },
  );
});
