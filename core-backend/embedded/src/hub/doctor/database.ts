import type { DatabaseSync } from "node:sqlite";
import { outboxBacklog } from "../../sqlite/outbox-backlog.ts";
import { checkDatabase, checkFiles } from "../inspect-data-folder.ts";
import { type Check, ok, problem, warning } from "./check.ts";

const STUCK_SECONDS = 60;

export function checkIntegrity(database: DatabaseSync, deep: boolean): Check {
  const name = "Database";
  const { damage } = checkDatabase(database, { deep });
  if (damage.length === 0) return ok(name, deep ? "every page and index is whole" : "is whole");
  return problem(
    name,
    `is damaged: ${damage.slice(0, 3).join("; ")}`,
    "Stop the hub and restore the last backup: assetql restore BACKUP --replace. Then look after the disk.",
  );
}

export function checkSchema(database: DatabaseSync, isRunning: boolean): Check {
  const name = "Schema";
  const { schema, newestSchema } = checkDatabase(database, { deep: false });
  if (schema === newestSchema) return ok(name, `is at ${schema}, the newest`);
  if (schema > newestSchema) {
    return problem(
      name,
      `is at ${schema}; this version knows ${newestSchema}`,
      "Use the newer version of AssetQL that wrote it, or restore a backup of this one.",
    );
  }
  const found = `is at ${schema}; this version has ${newestSchema}`;
  return isRunning
    ? warning(name, found, "An older hub runs on it. Restart it with this version.")
    : ok(name, `${found}, which the next start brings it to`);
}

export function checkDeadLetters(database: DatabaseSync): Check {
  const name = "Dead letters";
  const rows = database
    .prepare(
      "SELECT queue, count(*) AS count FROM jobs WHERE dead_at IS NOT NULL GROUP BY queue ORDER BY queue",
    )
    .all();
  if (rows.length === 0) return ok(name, "none");
  return warning(
    name,
    rows.map(({ queue, count }) => `${count} in ${queue}`).join(", "),
    "The hub's log says why they failed. When that is mended, set them going again: assetql dead-letters redrive QUEUE.",
  );
}

export function checkOutbox(
  database: DatabaseSync,
  { isRunning, now }: { isRunning: boolean; now: number },
): Check {
  const name = "Outbox";
  const { entries, oldestSeconds } = outboxBacklog(database, now);
  if (entries === 0) return ok(name, "is empty");
  const found = `${entries} ${entries === 1 ? "entry waits" : "entries wait"}, the oldest for ${Math.round(oldestSeconds)} s`;
  if (!isRunning) return ok(name, `${found}; they go out when the hub starts`);
  if (oldestSeconds < STUCK_SECONDS) return ok(name, found);
  return warning(
    name,
    found,
    'A dispatch keeps failing; the hub\'s log says why ("an outbox dispatch failed").',
  );
}

export async function checkReferencedFiles(
  database: DatabaseSync,
  folder: string,
  { sample, now }: { sample: number | undefined; now: number },
): Promise<Check> {
  const name = "Files";
  const { checked, missing, unreadable } = await checkFiles(database, folder, { sample, now });
  const of = `of ${checked} that were looked for${sample === undefined ? "" : " (a sample; --deep looks for all)"}`;
  if (unreadable.length > 0) {
    return problem(
      name,
      `${unreadable.length} records cannot be read, as ${unreadable[0]}`,
      "They were written by another version, or damaged. Restore a backup, or report this.",
    );
  }
  if (missing.length === 0) return ok(name, `none is missing ${of}`);
  return problem(
    name,
    `${missing.length} are missing ${of}, as ${missing[0]}`,
    "Copy them from a backup into the folder blobs, under the same names; regenerate those that no backup has.",
  );
}
