import type { Client } from "@assetql/client";
import { type Asset, assetIdSchema, type BatchId, ProblemError, type Task } from "@assetql/contract";
import { countStates, idsOfAll } from "./find-images.server.ts";
import { inParallel } from "./in-parallel.ts";
import { readAssets, taskOf } from "./read-assets.server.ts";
import { type ReviewImage, toReviewImage, toReviewVersion } from "./review-image.ts";
import { readQuery } from "./review-query.ts";
import type { ReviewReads } from "./review-requests.ts";

const IDS = 60;

/** Throws what the hub's client throws, and the problem `request-invalid`. */
export async function readForReview(
  hub: Client,
  batchId: BatchId,
  parameters: URLSearchParams,
): Promise<ReviewReads[keyof ReviewReads]> {
  switch (parameters.get("read")) {
    case "images":
      return readImages(hub, batchId, idsIn(parameters));
    case "versions": {
      const [id = ""] = idsIn(parameters);
      const { items } = await hub.assets.versions(id, { limit: 50 });
      return { versions: items.map(toReviewVersion) };
    }
    case "match":
      return { ids: await idsOfAll(hub, batchId, readQuery(parameters)) };
    default:
      throw new ProblemError("request-invalid", "There is nothing of that name to read.");
  }
}

const idsIn = (parameters: URLSearchParams) =>
  (parameters.get("ids") ?? "")
    .split(",")
    .slice(0, IDS)
    .flatMap((id) => {
      const parsed = assetIdSchema.safeParse(id);
      return parsed.success ? [parsed.data] : [];
    });

async function readImages(
  hub: Client,
  batchId: BatchId,
  ids: readonly Asset["id"][],
): Promise<ReviewReads["images"]> {
  const [assets, counts] = await Promise.all([readAssets(hub, ids), countStates(hub, batchId)]);
  const images = new Map<string, ReviewImage>();
  await inParallel(assets, async (asset) => {
    images.set(asset.id, withTask(asset, await taskOf(hub, asset)));
  });
  return { images: assets.flatMap(({ id }) => images.get(id) ?? []), counts };
}

function withTask(asset: Asset, task: Task | undefined): ReviewImage {
  const isInWork = task !== undefined && task.status !== "completed" && task.status !== "failed";
  const image = toReviewImage(asset, new Set(isInWork ? [asset.id] : []));
  if (isInWork || task === undefined || task.bestTry === null) return image;
  const { score, url } = task.bestTry;
  return { ...image, bestTry: { taskId: task.id, score, url: url ?? null } };
}
