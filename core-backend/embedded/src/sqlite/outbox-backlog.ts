import type { DatabaseSync } from "node:sqlite";
import { outboxEntries, timeOfEntry } from "./outbox-entries.ts";

/** How many entries wait, and how long the oldest has: the hub's own measure of whether it keeps up. */
export function outboxBacklog(
  database: DatabaseSync,
  now: number,
): { entries: number; oldestSeconds: number } {
  const row = database
    .prepare("SELECT count(*) AS count, min(id) AS oldest FROM records WHERE collection = ?")
    .get(outboxEntries.name);
  const entries = Number(row?.count ?? 0);
  const oldest = row?.oldest;
  if (typeof oldest !== "string") return { entries, oldestSeconds: 0 };
  return { entries, oldestSeconds: Math.max(0, now - timeOfEntry(oldest)) / 1000 };
}
