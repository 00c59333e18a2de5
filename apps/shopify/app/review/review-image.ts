import type { Asset, AssetVersion, ReviewState, Task } from "@assetql/contract";

type Score = Asset["styleScore"];

/** What the screens need of an asset: small enough to send many of them. */
export interface ReviewImage {
  readonly id: string;
  readonly row: number;
  readonly sku: string | null;
  /** Of several of one item, from 1. */
  readonly imageNumber: number;
  readonly title: string;
  readonly altText: string;
  readonly review: ReviewState;
  readonly reviewNote: string | null;
  readonly version: number;
  readonly latestVersion: number;
  readonly prompt: string;
  readonly score: number;
  readonly parts: Score["parts"];
  readonly itemId: string | null;
  readonly thumbnailUrl: string | null;
  readonly imageUrl: string | null;
  readonly width: number;
  readonly height: number;
  /** A new version is being made. */
  readonly isInWork: boolean;
  /** Of a new version that missed the gate: its task, whose best try may be accepted. */
  readonly bestTry: BestTry | null;
}

export interface BestTry {
  readonly taskId: string;
  readonly score: number;
  readonly url: string | null;
}

/** What has no image that passed the gate, but a best try. */
export interface BelowGate extends BestTry {
  readonly row: number;
  readonly title: string;
  readonly prompt: string;
  readonly itemId: string | null;
  /** It had passed once: this is a new version that did not. */
  readonly isNewVersion: boolean;
}

export const toReviewImage = (asset: Asset, inWork: ReadonlySet<string>): ReviewImage => ({
  id: asset.id,
  row: asset.row,
  sku: asset.sku,
  imageNumber: Number(asset.metadata.image_number) || 1,
  title: asset.title,
  altText: asset.altText,
  review: asset.review,
  reviewNote: asset.reviewNote,
  version: asset.version,
  latestVersion: asset.latestVersion,
  prompt: asset.prompt,
  score: asset.styleScore.score,
  parts: asset.styleScore.parts,
  itemId: asset.item?.itemId ?? null,
  thumbnailUrl: asset.urls?.thumbnail ?? null,
  imageUrl: asset.urls?.image ?? null,
  width: asset.dimensions.width,
  height: asset.dimensions.height,
  isInWork: inWork.has(asset.id),
  bestTry: null,
});

export const toBelowGate = (task: Task): BelowGate | undefined => {
  if (task.bestTry === null) return undefined;
  const { title, item_id: itemId } = task.metadata;
  return {
    taskId: task.id,
    row: task.row,
    title: title?.trim() || task.prompt,
    prompt: task.prompt,
    itemId: itemId ?? null,
    score: task.bestTry.score,
    url: task.bestTry.url ?? null,
    isNewVersion: task.assetId !== null,
  };
};

/** An image of an asset's past, or the one that counts. */
export interface ReviewVersion {
  readonly version: number;
  readonly isCurrent: boolean;
  readonly score: number;
  readonly review: ReviewState;
  readonly prompt: string;
  readonly thumbnailUrl: string | null;
  readonly imageUrl: string | null;
  readonly createdAt: number;
}

export const toReviewVersion = (version: AssetVersion): ReviewVersion => ({
  version: version.version,
  isCurrent: version.isCurrent,
  score: version.styleScore.score,
  review: version.review,
  prompt: version.prompt,
  thumbnailUrl: version.urls?.thumbnail ?? null,
  imageUrl: version.urls?.image ?? null,
  createdAt: version.createdAt,
});

export type ReviewCounts = Readonly<Record<ReviewState, number>>;

/** The image that a product, variant or collection shows now, and what people call it. */
export interface ShopNow {
  readonly title: string;
  readonly url: string | null;
  readonly imageUrl: string | null;
  readonly altText: string;
}
