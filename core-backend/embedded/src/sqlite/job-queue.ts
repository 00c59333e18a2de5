import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import {
  type Clock,
  type DeadLetter,
  JobLimitError,
  type JobQueue,
  MAX_BODY_BYTES,
  MAX_DELAY_SECONDS,
  MAX_RECEIVES,
  MAX_VISIBILITY_SECONDS,
  type OutgoingMessage,
  type QueueDepth,
  type QueueName,
  type ReceivedMessage,
} from "@assetql/core/ports";
import { inTransaction } from "./migrations.ts";
import { createReadiness } from "./readiness.ts";
import { statementCache } from "./statements.ts";

export interface SqliteJobQueue extends JobQueue {
  /** Stops the timer for delayed messages. The messages stay. */
  close(): void;
}

/**
 * The job queue on a migrated database (`openDataFolder`). The data folder's lock says that no other consumer
 * lives, so what a dead process had leased is visible again from here on.
 */
export function createSqliteJobQueue(database: DatabaseSync, clock: Clock): SqliteJobQueue {
  const prepare = statementCache(database);
  prepare(
    "UPDATE jobs SET visible_at = ?1 WHERE receipt IS NOT NULL AND dead_at IS NULL AND visible_at > ?1",
  ).run(clock.now());
  const nextVisible = (queue: QueueName, after: number) => {
    const row = prepare(
      "SELECT min(visible_at) AS at FROM jobs WHERE queue = ? AND dead_at IS NULL AND visible_at > ?",
    ).get(queue, after);
    return row?.at === null || row === undefined ? undefined : Number(row.at);
  };
  const readiness = createReadiness(clock, nextVisible);

  /** What was received {@link MAX_RECEIVES} times and is visible yet again is dead. */
  const bury = (queue: QueueName, now: number) =>
    prepare(
      `UPDATE jobs SET dead_at = ?2, receipt = NULL
       WHERE queue = ?1 AND dead_at IS NULL AND receives >= ${MAX_RECEIVES} AND visible_at <= ?2`,
    ).run(queue, now);

  return {
    async send(queue, messages) {
      for (const message of messages) checkMessage(message);
      const now = clock.now();
      const insert = prepare("INSERT INTO jobs (queue, body, visible_at) VALUES (?, ?, ?)");
      inTransaction(database, () => {
        for (const { body, delaySeconds = 0 } of messages) insert.run(queue, body, now + delaySeconds * 1000);
      });
      for (const { delaySeconds = 0 } of messages) readiness.expect(queue, now + delaySeconds * 1000);
    },

    async receive(queue, { max, visibilitySeconds }) {
      checkSeconds(visibilitySeconds, MAX_VISIBILITY_SECONDS, "A visibility timeout");
      const now = clock.now();
      bury(queue, now);
      const until = now + visibilitySeconds * 1000;
      const rows = prepare(
        `UPDATE jobs SET receives = receives + 1, visible_at = ?1, receipt = id || '.' || ?2
         WHERE id IN (SELECT id FROM jobs WHERE queue = ?3 AND dead_at IS NULL AND visible_at <= ?4
                      ORDER BY visible_at, id LIMIT ?5)
         RETURNING id, receipt, body, receives`,
      ).all(until, randomUUID(), queue, now, Math.max(0, max));
      if (rows.length > 0) readiness.expect(queue, until);
      // The order in which RETURNING gives rows is not defined.
      return rows.map(toMessage).sort((a, b) => Number(a.id) - Number(b.id));
    },

    async acknowledge(queue, receipts) {
      const remove = prepare("DELETE FROM jobs WHERE id = ? AND receipt = ? AND queue = ?");
      inTransaction(database, () => {
        for (const receipt of receipts) remove.run(messageId(receipt), receipt, queue);
      });
    },

    async release(queue, receipt, delaySeconds) {
      checkSeconds(delaySeconds, MAX_VISIBILITY_SECONDS, "A release's delay");
      const visibleAt = clock.now() + delaySeconds * 1000;
      const { changes } = prepare(
        "UPDATE jobs SET visible_at = ? WHERE id = ? AND receipt = ? AND queue = ? AND dead_at IS NULL",
      ).run(visibleAt, messageId(receipt), receipt, queue);
      if (changes > 0) readiness.expect(queue, visibleAt);
    },

    async depth(queue) {
      const now = clock.now();
      bury(queue, now);
      const row = prepare(
        `SELECT count(*) FILTER (WHERE dead_at IS NULL AND visible_at <= ?1) AS visible,
                count(*) FILTER (WHERE dead_at IS NULL AND visible_at > ?1 AND receipt IS NULL) AS delayed,
                count(*) FILTER (WHERE dead_at IS NULL AND visible_at > ?1 AND receipt IS NOT NULL) AS leased,
                count(*) FILTER (WHERE dead_at IS NOT NULL) AS dead
         FROM jobs WHERE queue = ?2`,
      ).get(now, queue);
      return row as unknown as QueueDepth;
    },

    async deadLetters(queue, limit) {
      bury(queue, clock.now());
      const rows = prepare(
        `SELECT CAST(id AS TEXT) AS id, body, receives, dead_at AS diedAt FROM jobs
         WHERE queue = ? AND dead_at IS NOT NULL ORDER BY dead_at, jobs.id LIMIT ?`,
      ).all(queue, limit);
      return rows as unknown as DeadLetter[];
    },

    async redrive(queue, ids) {
      const now = clock.now();
      bury(queue, now);
      const revive =
        "UPDATE jobs SET dead_at = NULL, receives = 0, visible_at = ? WHERE queue = ? AND dead_at IS NOT NULL";
      const count = inTransaction(database, () => {
        if (ids === undefined) return Number(prepare(revive).run(now, queue).changes);
        const one = prepare(`${revive} AND id = ?`);
        return ids.reduce((sum, id) => sum + Number(one.run(now, queue, messageId(id)).changes), 0);
      });
      if (count > 0) readiness.expect(queue, now);
      return count;
    },

    onReady: readiness.onReady,
    close: readiness.close,
  };
}

function checkMessage({ body, delaySeconds = 0 }: OutgoingMessage): void {
  const bytes = Buffer.byteLength(body);
  if (bytes > MAX_BODY_BYTES)
    throw new JobLimitError(`A message of ${bytes} bytes; ${MAX_BODY_BYTES} is the most`);
  checkSeconds(delaySeconds, MAX_DELAY_SECONDS, "A delay");
}

function checkSeconds(seconds: number, most: number, what: string): void {
  if (!(seconds >= 0 && seconds <= most))
    throw new JobLimitError(`${what} of ${seconds} s; 0 to ${most} are possible`);
}

/** A receipt is `<id>.<lease>`; whatever else comes in matches no message. */
function messageId(receiptOrId: string): number {
  const id = Number.parseInt(receiptOrId, 10);
  return Number.isSafeInteger(id) ? id : -1;
}

function toMessage(row: Record<string, unknown>): ReceivedMessage {
  return {
    id: String(row.id),
    receipt: String(row.receipt),
    body: String(row.body),
    receives: Number(row.receives),
  };
}
