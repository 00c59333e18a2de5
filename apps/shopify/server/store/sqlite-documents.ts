import type { DatabaseSync } from "node:sqlite";
import { jsonSchema } from "@assetql/contract";
import { z } from "zod";
import type { Documents, StoredDocument } from "./documents.ts";

const rowSchema = z.object({ key: z.string(), value: z.string(), version: z.number() });

function toDocument(row: unknown): StoredDocument {
  const { key, value, version } = rowSchema.parse(row);
  return { key, value: jsonSchema.parse(JSON.parse(value)), version };
}

/** Documents in the app's own database. Every call is one statement, so others see it whole or not at all. */
export function createSqliteDocuments(database: DatabaseSync): Documents {
  const get = database.prepare("SELECT key, value, version FROM documents WHERE shop = ? AND key = ?");
  const list = database.prepare(
    "SELECT key, value, version FROM documents WHERE shop = ? AND substr(key, 1, length(?)) = ? ORDER BY key",
  );
  const put = database.prepare(
    `INSERT INTO documents (shop, key, value, version) VALUES (?, ?, ?, 1)
     ON CONFLICT (shop, key) DO UPDATE SET value = excluded.value, version = version + 1 RETURNING version`,
  );
  const create = database.prepare(
    "INSERT INTO documents (shop, key, value, version) VALUES (?, ?, ?, 1) ON CONFLICT DO NOTHING RETURNING version",
  );
  const replace = database.prepare(
    `UPDATE documents SET value = ?, version = version + 1 WHERE shop = ? AND key = ? AND version = ?
     RETURNING version`,
  );
  const remove = database.prepare("DELETE FROM documents WHERE shop = ? AND key = ?");
  const removeIf = database.prepare("DELETE FROM documents WHERE shop = ? AND key = ? AND version = ?");
  const erase = database.prepare("DELETE FROM documents WHERE shop = ?");
  const versionOf = (row: unknown): number | undefined =>
    row === undefined ? undefined : z.object({ version: z.number() }).parse(row).version;
  return {
    async get({ shop, key }) {
      const row = get.get(shop, key);
      return row === undefined ? undefined : toDocument(row);
    },
    async put({ shop, key, value, ifVersion }) {
      const json = JSON.stringify(value);
      if (ifVersion === undefined) return versionOf(put.get(shop, key, json));
      if (ifVersion === 0) return versionOf(create.get(shop, key, json));
      return versionOf(replace.get(json, shop, key, ifVersion));
    },
    async delete({ shop, key, ifVersion }) {
      if (ifVersion === undefined) remove.run(shop, key);
      else if (removeIf.run(shop, key, ifVersion).changes === 0) return get.get(shop, key) === undefined;
      return true;
    },
    list: async (shop, prefix) => list.all(shop, prefix, prefix).map(toDocument),
    async erase(shop) {
      erase.run(shop);
    },
  };
}
