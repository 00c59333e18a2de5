import type { Asset } from "@assetql/contract";
import { percent } from "../common/score-badge.tsx";

export const reviewWords = { pending: "Waiting", approved: "Approved", rejected: "Rejected" } as const;

/** What a screen reader says of a tile. */
export const tileLabel = (asset: Asset): string =>
  `${asset.title}, style ${percent(asset.styleScore.score)}, ${reviewWords[asset.review].toLowerCase()}`;
