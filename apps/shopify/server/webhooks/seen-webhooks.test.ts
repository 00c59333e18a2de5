import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../store/sqlite-database.ts";
import { createSqliteDocuments } from "../store/sqlite-documents.ts";
import { createSeenWebhooks } from "./seen-webhooks.ts";

const DAY_MS = 24 * 3_600_000;

it("knows a webhook as long as it may come again, and forgets it later, also after quiet days", async () => {
  const folder = mkdtempSync(join(tmpdir(), "assetql-seen-"));
  const database = openDatabase(folder);
  onTestFinished(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });
  const documents = createSqliteDocuments(database);
  let time = Date.UTC(2026, 1, 27, 12);
  const seen = createSeenWebhooks(documents, () => time);
  const kept = async () => (await documents.list("*webhooks", "")).map(({ key }) => key);

  await seen.add("first");
  time += 2 * DAY_MS;
  expect(await seen.has("first")).toBe(true);
  await seen.add("second");
  expect(await kept()).toEqual(["2026-02-27/first", "2026-03-01/second"]);

  time += 10 * DAY_MS;
  await seen.add("third");
  await seen.add("fourth");
  expect(await kept()).toEqual(["2026-03-11/fourth", "2026-03-11/third"]);
});
