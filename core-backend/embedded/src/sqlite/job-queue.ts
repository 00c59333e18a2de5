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
  type ReceiveOptions,
} from "@assetql/core/ports";
import { inTransaction } from "./migrations.ts";
import { createReadiness, type Readiness } from "./readiness.ts";
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
  return new JobTable(database, clock);
}

class JobTable implements SqliteJobQueue {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #prepare: ReturnType<typeof statementCache>;
  readonly #readiness: Readiness;

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#prepare = statementCache(database);
    this.#prepare(
      "UPDATE jobs SET visible_at = ?1 WHERE receipt IS NOT NULL AND dead_at IS NULL AND visible_at > ?1",
    ).run(clock.now());
    this.#readiness = createReadiness(clock, (queue, after) => this.#nextVisible(queue, after));
  }

  async send(queue: QueueName, messages: readonly OutgoingMessage[]): Promise<void> {
    for (const message of messages) checkMessage(message);
    const now = this.#clock.now();
    const insert = this.#prepare("INSERT INTO jobs (queue, body, visible_at) VALUES (?, ?, ?)");
    inTransaction(this.#database, () => {
      for (const { body, delaySeconds = 0 } of messages) insert.run(queue, body, now + delaySeconds * 1000);
    });
    for (const { delaySeconds = 0 } of messages) this.#readiness.expect(queue, now + delaySeconds * 1000);
  }

  async receive(queue: QueueName, options: ReceiveOptions): Promise<readonly ReceivedMessage[]> {
    const { max, visibilitySeconds } = options;
    checkSeconds(visibilitySeconds, MAX_VISIBILITY_SECONDS, "A visibility timeout");
    const now = this.#clock.now();
    this.#bury(queue, now);
    const until = now + visibilitySeconds * 1000;
    const rows = this.#prepare(
      `UPDATE jobs SET receives = receives + 1, visible_at = ?1, receipt = id || '.' || ?2
       WHERE id IN (SELECT id FROM jobs WHERE queue = ?3 AND dead_at IS NULL AND visible_at <= ?4
                    ORDER BY visible_at, id LIMIT ?5)
       RETURNING id, receipt, body, receives`,
    ).all(until, randomUUID(), queue, now, Math.max(0, max));
    if (rows.length > 0) this.#readiness.expect(queue, until);
    // The order in which RETURNING gives rows is not defined.
    return rows.map(toMessage).sort((a, b) => Number(a.id) - Number(b.id));
  }

  async acknowledge(queue: QueueName, receipts: readonly string[]): Promise<void> {
    const remove = this.#prepare("DELETE FROM jobs WHERE id = ? AND receipt = ? AND queue = ?");
    inTransaction(this.#database, () => {
      for (const receipt of receipts) remove.run(messageId(receipt), receipt, queue);
    });
  }

  async release(queue: QueueName, receipt: string, delaySeconds: number): Promise<void> {
    checkSeconds(delaySeconds, MAX_VISIBILITY_SECONDS, "A release's delay");
    const visibleAt = this.#clock.now() + delaySeconds * 1000;
    const { changes } = this.#prepare(
      "UPDATE jobs SET visible_at = ? WHERE id = ? AND receipt = ? AND queue = ? AND dead_at IS NULL",
    ).run(visibleAt, messageId(receipt), receipt, queue);
    if (changes > 0) this.#readiness.expect(queue, visibleAt);
  }

  async depth(queue: QueueName): Promise<QueueDepth> {
    const now = this.#clock.now();
    this.#bury(queue, now);
    const row = this.#prepare(
      `SELECT count(*) FILTER (WHERE dead_at IS NULL AND visible_at <= ?1) AS visible,
              count(*) FILTER (WHERE dead_at IS NULL AND visible_at > ?1 AND receipt IS NULL) AS delayed,
              count(*) FILTER (WHERE dead_at IS NULL AND visible_at > ?1 AND receipt IS NOT NULL) AS leased,
              count(*) FILTER (WHERE dead_at IS NOT NULL) AS dead
       FROM jobs WHERE queue = ?2`,
    ).get(now, queue);
    return row as unknown as QueueDepth;
  }

  async deadLetters(queue: QueueName, limit: number): Promise<readonly DeadLetter[]> {
    this.#bury(queue, this.#clock.now());
    const rows = this.#prepare(
      `SELECT CAST(id AS TEXT) AS id, body, receives, dead_at AS diedAt FROM jobs
       WHERE queue = ? AND dead_at IS NOT NULL ORDER BY dead_at, jobs.id LIMIT ?`,
    ).all(queue, limit);
    return rows as unknown as DeadLetter[];
  }

  async redrive(queue: QueueName, ids?: readonly string[]): Promise<number> {
    const now = this.#clock.now();
    this.#bury(queue, now);
    const revive =
      "UPDATE jobs SET dead_at = NULL, receives = 0, visible_at = ? WHERE queue = ? AND dead_at IS NOT NULL";
    const count = inTransaction(this.#database, () => {
      if (ids === undefined) return Number(this.#prepare(revive).run(now, queue).changes);
      const one = this.#prepare(`${revive} AND id = ?`);
      return ids.reduce((sum, id) => sum + Number(one.run(now, queue, messageId(id)).changes), 0);
    });
    if (count > 0) this.#readiness.expect(queue, now);
    return count;
  }

  onReady(listener: (queue: QueueName) => void): () => void {
    return this.#readiness.onReady(listener);
  }

  close(): void {
    this.#readiness.close();
  }

  /** What was received {@link MAX_RECEIVES} times and is visible yet again is dead. */
  #bury(queue: QueueName, now: number): void {
    this.#prepare(
      `UPDATE jobs SET dead_at = ?2, receipt = NULL
       WHERE queue = ?1 AND dead_at IS NULL AND receives >= ${MAX_RECEIVES} AND visible_at <= ?2`,
    ).run(queue, now);
  }

  #nextVisible(queue: QueueName, after: number): number | undefined {
    const row = this.#prepare(
      "SELECT min(visible_at) AS at FROM jobs WHERE queue = ? AND dead_at IS NULL AND visible_at > ?",
    ).get(queue, after);
    return typeof row?.at === "number" ? row.at : undefined;
  }
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
