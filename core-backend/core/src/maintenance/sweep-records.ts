import { WEBHOOK_LIMITS } from "@assetql/contract";
import { works } from "../connector-work/work-record.ts";
import { workParts } from "../connector-work/work-result.ts";
import type { CoreDeps } from "../deps.ts";
import { ANSWER_KEPT_MS, idempotentCalls } from "../idempotency/with-idempotency.ts";
import { dailySpends } from "../limits/daily-budget.ts";
import { type Collection, ConflictError, remove, type Stored } from "../ports/index.ts";
import { eachRecord } from "../shared/pages.ts";
import { sortableTime } from "../shared/sort-keys.ts";
import { uploads } from "../uploads/upload-record.ts";
import { webhookDeliveries } from "../webhooks/delivery-record.ts";

const HOUR_MS = 3600 * 1000;
const WORK_KEPT_MS = 24 * HOUR_MS;
const SPEND_KEPT_MS = 31 * 24 * HOUR_MS;
const DELIVERY_KEPT_MS = WEBHOOK_LIMITS.keptDays * 24 * HOUR_MS;

type SweepDeps = Pick<CoreDeps, "store" | "clock">;
type Sweep = (deps: SweepDeps, options: SweepOptions) => Promise<number>;

interface SweepOptions {
  readonly dryRun?: boolean | undefined;
  /** Ends the sweep after the record it is at. */
  readonly signal?: AbortSignal | undefined;
}

/** The sweep of a collection whose index `index` has one partition, in the order of what makes records stale. */
const older =
  <T>(collection: Collection<T>, index: string, before: (now: number) => string): Sweep =>
  async (deps, { dryRun, signal }) => {
    const query = { index, partition: "all", to: before(deps.clock.now()) };
    let count = 0;
    for await (const stored of eachRecord(deps.store, collection, query)) {
      if (signal?.aborted) break;
      if (dryRun || (await removeStale(deps, collection, stored))) count += 1;
    }
    return count;
  };

/** False when somebody has written the record meanwhile: it is fresh again. */
async function removeStale<T>(
  { store }: SweepDeps,
  collection: Collection<T>,
  { value, revision }: Stored<T>,
): Promise<boolean> {
  try {
    await store.transact([remove(collection, collection.id(value), revision)]);
    return true;
  } catch (error) {
    if (error instanceof ConflictError) return false;
    throw error;
  }
}

const day = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

const sweeps = {
  "idempotency answers": older(idempotentCalls, "byTime", (now) =>
    sortableTime(now - ANSWER_KEPT_MS - HOUR_MS),
  ),
  "expired uploads": older(uploads, "byExpiry", (now) => sortableTime(now - HOUR_MS)),
  "daily counters": older(dailySpends, "byDay", (now) => day(now - SPEND_KEPT_MS)),
  "webhook deliveries": older(webhookDeliveries, "byAge", (now) => sortableTime(now - DELIVERY_KEPT_MS)),
  "ended connector work": older(works, "byEnd", (now) => sortableTime(now - WORK_KEPT_MS)),
  "unread lists of items": older(workParts, "byTime", (now) => sortableTime(now - WORK_KEPT_MS)),
} as const satisfies Record<string, Sweep>;

export type SweptRecords = { readonly [Kind in keyof typeof sweeps]: number };

/**
 * Removes records whose time is over: answers to repeated calls, announcements of uploads, the counters of past
 * days, deliveries of webhooks that nobody replays any more, work of connector hosts that ended a day ago.
 * Returns how many of each; with `dryRun` how many there are to remove.
 */
export async function sweepRecords(deps: SweepDeps, options: SweepOptions = {}): Promise<SweptRecords> {
  return {
    "idempotency answers": await sweeps["idempotency answers"](deps, options),
    "expired uploads": await sweeps["expired uploads"](deps, options),
    "daily counters": await sweeps["daily counters"](deps, options),
    "webhook deliveries": await sweeps["webhook deliveries"](deps, options),
    "ended connector work": await sweeps["ended connector work"](deps, options),
    "unread lists of items": await sweeps["unread lists of items"](deps, options),
  };
}
