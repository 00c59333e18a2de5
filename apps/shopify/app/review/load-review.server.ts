import type { Client } from "@assetql/client";
import type { Batch, BatchId } from "@assetql/contract";
import type { Visit } from "../../server/services.ts";
import { countStates, findImages } from "./find-images.server.ts";
import {
  type BelowGate,
  type ReviewCounts,
  type ReviewImage,
  toBelowGate,
  toReviewImage,
} from "./review-image.ts";
import type { ReviewQuery } from "./review-query.ts";
import { shopNow } from "./shop-now.server.ts";

/** A list of tasks is walked through up to so many; beyond, only those that failed. */
const TASKS_WALKED = 2_000;

export interface ReviewPage {
  readonly batch: Pick<Batch, "id" | "name" | "status" | "totalTasks" | "targetId">;
  /** Of the batch: the least score that passes. */
  readonly gate: number;
  readonly counts: ReviewCounts;
  /** What missed the gate and has a best try, at least. */
  readonly belowCount: number;
  readonly images: readonly ReviewImage[];
  readonly below: readonly BelowGate[];
  readonly cursor: string | null;
  readonly total: number | null;
  /** Names of columns that alt texts can be made of. */
  readonly columns: readonly string[];
}

export async function loadReview(
  { hub }: Pick<Visit, "hub">,
  batchId: BatchId,
  query: ReviewQuery,
): Promise<ReviewPage> {
  const batch = await hub.batches.get(batchId);
  const isBelow = query.tab === "below";
  const [counts, found, inWork, below, gate] = await Promise.all([
    countStates(hub, batchId),
    isBelow ? undefined : findImages(hub, batchId, query),
    tasksInWork(hub, batch),
    isBelow ? belowGate(hub, batch) : [],
    gateOf(hub, batch),
  ]);
  const assets = found?.assets ?? [];
  return {
    batch: {
      id: batch.id,
      name: batch.name,
      status: batch.status,
      totalTasks: batch.totalTasks,
      targetId: batch.targetId,
    },
    gate,
    counts,
    belowCount: isBelow ? below.length : batch.statistics.failuresByClass["style-deviation"],
    images: assets.map((asset) => toReviewImage(asset, inWork)),
    below,
    cursor: found?.cursor ?? null,
    total: isBelow ? below.length : (found?.total ?? null),
    columns: columnsOf(assets.map(({ metadata }) => metadata)),
  };
}

/** The shop's images for a page, which may come later than the rest. */
export const shopNowOf = (visit: Pick<Visit, "catalogue">, { images, below }: ReviewPage) =>
  shopNow(
    visit,
    [...images, ...below].map(({ itemId }) => itemId),
  );

async function gateOf(hub: Client, { config, styleProfileId }: Batch): Promise<number> {
  if (config.threshold !== undefined) return config.threshold;
  try {
    return (await hub.styles.get(styleProfileId)).deviationThreshold;
  } catch {
    // A style that was deleted meanwhile: nothing is marked as below it.
    return 0;
  }
}

const ended: ReadonlySet<Batch["status"]> = new Set(["completed", "failed", "cancelled"]);

/** Ids of the assets of which a new version is being made. */
async function tasksInWork(hub: Client, { id, status }: Batch): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  if (ended.has(status)) return ids;
  for (const state of ["queued", "processing", "retrying"] as const) {
    const { items } = await hub.batches.tasks(id, { status: state, limit: 200 });
    for (const { assetId } of items) if (assetId !== null) ids.add(assetId);
  }
  return ids;
}

async function belowGate(hub: Client, { id, totalTasks }: Batch): Promise<BelowGate[]> {
  const states = totalTasks <= TASKS_WALKED ? (["failed", "completed"] as const) : (["failed"] as const);
  const below: BelowGate[] = [];
  for (const status of states) {
    for await (const task of hub.batches.allTasks(id, { status, limit: 200 })) {
      const one = toBelowGate(task);
      if (one !== undefined) below.push(one);
    }
  }
  return below.sort((one, other) => other.score - one.score);
}

/** Columns that are for the machinery only are no help in a text. */
const hidden: ReadonlySet<string> = new Set(["item_id", "image_number", "description", "handle"]);

const columnsOf = (rows: readonly Readonly<Record<string, string>>[]): string[] =>
  [...new Set(rows.flatMap((row) => Object.keys(row).filter((name) => row[name]?.trim() !== "")))].filter(
    (name) => !hidden.has(name),
  );
