import { setImmediate } from "node:timers/promises";
import {
  ANALYTICS_BATCHES,
  type Analytics,
  type BatchId,
  ProblemError,
  type StyleProfileId,
} from "@assetql/contract";
import { type BatchRecord, batches } from "../batches/batch-record.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { getOwned } from "../shared/not-found.ts";
import { sortableTime } from "../shared/sort-keys.ts";
import { addBatch, noSums, type Sums, toSummary } from "./summary.ts";

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
const MAX_DAYS = 366;
/** One call reads no more: some 0.3 s of CPU, with a pause for others after every page. */
export const MAX_ANALYSED_BATCHES = 10_000;
const PAGE = 200;

export interface AnalyticsQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly styleProfileId?: StyleProfileId | undefined;
  readonly model?: string | undefined;
  readonly batchId?: BatchId | undefined;
}

type ReadDeps = Pick<CoreDeps, "store" | "clock">;

/**
 * What the batches submitted in a range of days (UTC) came to, from the counts in their records alone. Exact: a range
 * with more batches than one call may read is refused, not cut. Throws the problems `request-invalid` and, for
 * `batchId`, `not-found`.
 */
export async function getAnalytics(
  deps: ReadDeps,
  principal: Principal,
  query: AnalyticsQuery,
): Promise<Analytics> {
  if (query.batchId !== undefined) return ofOneBatch(deps, principal, { ...query, batchId: query.batchId });
  const { from, to } = rangeOf(query, deps.clock.now());
  const groups = newGroups();
  let read = 0;
  for await (const page of pagesOf(deps, principal, { from, to })) {
    read += page.length;
    if (read > MAX_ANALYSED_BATCHES) {
      throw new ProblemError(
        "request-invalid",
        `From ${from} to ${to} there are more than ${MAX_ANALYSED_BATCHES} batches. Ask for fewer days at once.`,
      );
    }
    for (const batch of page) if (isWanted(batch, query)) groups.add(batch);
  }
  return { from, to, ...groups.result() };
}

async function ofOneBatch(
  deps: ReadDeps,
  principal: Principal,
  query: AnalyticsQuery & { batchId: BatchId },
): Promise<Analytics> {
  const { value } = await getOwned(deps, principal, {
    collection: batches,
    id: query.batchId,
    what: "batch",
  });
  const groups = newGroups();
  if (isWanted(value, query)) groups.add(value);
  const day = dayOf(value.createdAt);
  return { from: day, to: day, ...groups.result() };
}

const isWanted = ({ styleProfileId, config }: BatchRecord, wanted: AnalyticsQuery): boolean =>
  (wanted.styleProfileId === undefined || styleProfileId === wanted.styleProfileId) &&
  (wanted.model === undefined || config.model === wanted.model);

const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

function rangeOf(query: AnalyticsQuery, now: number): { from: string; to: string } {
  const to = query.to ?? dayOf(now);
  const from = query.from ?? dayOf(Math.max(0, Date.parse(to) - (DEFAULT_DAYS - 1) * DAY_MS));
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1)
    throw new ProblemError("request-invalid", `The range ends (${to}) before it begins (${from}).`);
  if (days > MAX_DAYS) throw new ProblemError("request-invalid", `Ask for at most ${MAX_DAYS} days at once.`);
  return { from, to };
}

/** Of any time that a day can name; sort keys reach from 1970 to 2286. */
const sortKeyOf = (milliseconds: number): string =>
  sortableTime(Math.min(9_999_999_999_999, Math.max(0, milliseconds)));

/** Newest first. */
async function* pagesOf(
  { store }: ReadDeps,
  { workspaceId }: Principal,
  { from, to }: { from: string; to: string },
): AsyncGenerator<readonly BatchRecord[]> {
  let cursor: string | undefined;
  do {
    const page = await store.query(batches, {
      index: "byWorkspace",
      partition: workspaceId,
      from: sortKeyOf(Date.parse(from)),
      to: sortKeyOf(Date.parse(to) + DAY_MS - 1),
      order: "descending",
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield page.items.map(({ value }) => value);
    cursor = page.cursor;
    // The store may answer without ever letting go of the thread that serves everybody.
    await setImmediate();
  } while (cursor !== undefined);
}

/** Sums batches by style, by model and by day, and keeps the first ones apart. */
function newGroups() {
  let totals: Sums = noSums;
  const styles = new Map<StyleProfileId, { name: string; sums: Sums }>();
  const models = new Map<string, Sums>();
  const days = new Map<string, Sums>();
  const first: BatchRecord[] = [];
  return {
    add(batch: BatchRecord): void {
      const { styleProfileId, styleName, config } = batch;
      totals = addBatch(totals, batch);
      // The newest batch comes first and knows the style's latest name.
      const style = styles.get(styleProfileId) ?? { name: styleName, sums: noSums };
      styles.set(styleProfileId, { ...style, sums: addBatch(style.sums, batch) });
      models.set(config.model, addBatch(models.get(config.model) ?? noSums, batch));
      const day = dayOf(batch.createdAt);
      days.set(day, addBatch(days.get(day) ?? noSums, batch));
      if (first.length < ANALYTICS_BATCHES) first.push(batch);
    },
    result: (): Omit<Analytics, "from" | "to"> => ({
      totals: toSummary(totals),
      byStyle: [...styles]
        .map(([styleProfileId, { name, sums }]) => ({ styleProfileId, name, summary: toSummary(sums) }))
        .sort((one, other) => other.summary.tasks - one.summary.tasks),
      byModel: [...models]
        .map(([model, sums]) => ({ model, summary: toSummary(sums) }))
        .sort((one, other) => other.summary.tasks - one.summary.tasks),
      byDay: [...days].map(toDay).sort((one, other) => (one.day < other.day ? -1 : 1)),
      byBatch: first.map((batch) => ({
        batchId: batch.id,
        name: batch.name,
        status: batch.workflow.status,
        createdAt: batch.createdAt,
        threshold: batch.threshold,
        summary: toSummary(addBatch(noSums, batch)),
      })),
    }),
  };
}

function toDay([day, { batches: count, tasks, costMicroUsd, tally }]: [
  string,
  Sums,
]): Analytics["byDay"][number] {
  const { completed, failed } = tally;
  return { day, batches: count, tasks, completed, failed, costUsd: costMicroUsd / 1_000_000 };
}
