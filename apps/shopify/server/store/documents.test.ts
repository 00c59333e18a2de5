import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startDynamo } from "../../../../test/support/shopify-server/dynamo.ts";
import { documentsBattery } from "./documents.battery.ts";
import { createDynamoDocuments } from "./dynamo-documents.ts";
import { openDatabase } from "./sqlite-database.ts";
import { createSqliteDocuments } from "./sqlite-documents.ts";

documentsBattery("SQLite", async () => {
  const folder = mkdtempSync(join(tmpdir(), "assetql-documents-"));
  const database = openDatabase(folder);
  return {
    documents: createSqliteDocuments(database),
    async close() {
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
});

documentsBattery("DynamoDB", async () => {
  const dynamo = await startDynamo();
  const { documents } = await dynamo.tables();
  return { documents: createDynamoDocuments(dynamo.client, documents), close: () => dynamo.stop() };
});

it("keeps the database for its owner alone, and what was written after it was opened anew", async () => {
  const folder = mkdtempSync(join(tmpdir(), "assetql-documents-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const first = openDatabase(join(folder, "data"));
  await createSqliteDocuments(first).put({ shop: "a.myshopify.com", key: "k", value: "kept" });
  if (process.platform !== "win32") {
    for (const file of ["app.sqlite", "app.sqlite-wal", "app.sqlite-shm"]) {
      expect(statSync(join(folder, "data", file)).mode & 0o777, file).toBe(0o600);
    }
  }
  first.close();
  const second = openDatabase(join(folder, "data"));
  const found = await createSqliteDocuments(second).get({ shop: "a.myshopify.com", key: "k" });
  second.close();
  expect(found).toEqual({ key: "k", value: "kept", version: 1 });
});
