import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  assetSearchBattery,
  jobQueueBattery,
  outboxBattery,
  recordStoreBattery,
} from "@assetql/core/testing";
import { vi } from "vitest";
import { createSqliteAssetSearch } from "./asset-search.ts";
import { createSqliteJobQueue } from "./job-queue.ts";
import { openDataFolder } from "./open.ts";
import { createSqliteOutbox } from "./outbox.ts";
import { createSqliteRecordStore } from "./record-store.ts";

const clock = { now: () => Date.now() };

function temporary() {
  const path = mkdtempSync(join(tmpdir(), "assetql-"));
  const folder = openDataFolder(path);
  const close = async () => {
    folder.close();
    rmSync(path, { recursive: true });
  };
  return { database: folder.database, close };
}

assetSearchBattery("SQLite", async () => {
  const { database, close } = temporary();
  const search = createSqliteAssetSearch(database);
  return { store: createSqliteRecordStore(database, [search.projection]), search, close };
});

recordStoreBattery("SQLite", async () => {
  const { database, close } = temporary();
  return { store: createSqliteRecordStore(database), close };
});

outboxBattery("SQLite", async () => {
  const { database, close } = temporary();
  const store = createSqliteRecordStore(database);
  return { store, outbox: createSqliteOutbox({ store, database, clock }), close };
});

jobQueueBattery("SQLite", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  const { database, close } = temporary();
  const queue = createSqliteJobQueue(database, clock);
  return {
    queue,
    advance: async (milliseconds) => {
      await vi.advanceTimersByTimeAsync(milliseconds);
    },
    async close() {
      queue.close();
      await close();
      vi.useRealTimers();
    },
  };
});
