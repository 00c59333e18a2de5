import type { Asset } from "@assetql/contract";
import { Badge, Button } from "@contentful/f36-components";
import type { KeyboardEvent } from "react";
import { ScoreBadge } from "../common/score-badge.tsx";
import { reviewWords, tileLabel } from "./review-words.ts";

export interface TileActions {
  readonly onOpen: (asset: Asset) => void;
  /** Absent for those who may only look. */
  readonly onDecide?: (asset: Asset, decision: "approve" | "reject") => Promise<void>;
  readonly onRegenerate?: (asset: Asset) => void;
}

interface AssetTileProps extends TileActions {
  readonly asset: Asset;
  readonly gate: number | undefined;
  readonly place: { readonly at: number; readonly of: number };
  readonly isInTabOrder: boolean;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const variants = { pending: "secondary", approved: "positive", rejected: "negative" } as const;

/** One image of the contact sheet with what was decided about it. */
export function AssetTile(props: AssetTileProps) {
  const { asset, gate, place, isInTabOrder, onFocus, onKeyDown, onOpen, onDecide, onRegenerate } = props;
  const { title, review, styleScore } = asset;
  return (
    <article
      className={`tile tile-${review}`}
      data-asset={asset.id}
      aria-label={tileLabel(asset)}
      aria-posinset={place.at}
      aria-setsize={place.of}
      tabIndex={isInTabOrder ? 0 : -1}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <button
        type="button"
        className="tile-image"
        aria-label={`Look closer at ${title}`}
        onClick={() => onOpen(asset)}
      >
        <img src={asset.urls?.thumbnail} alt={asset.altText} loading="lazy" />
      </button>
      <div className="tile-body">
        <p className="tile-title" title={title}>
          {title}
        </p>
        <div className="badges">
          <ScoreBadge score={styleScore.score} gate={gate} />
          <Badge variant={variants[review]}>{reviewWords[review]}</Badge>
        </div>
        {onDecide !== undefined && onRegenerate !== undefined && (
          <div className="tile-actions">
            <Button
              size="small"
              aria-label={`Approve ${title}`}
              isDisabled={review === "approved"}
              onClick={() => void onDecide(asset, "approve")}
            >
              Approve
            </Button>
            <Button
              size="small"
              aria-label={`Reject ${title}`}
              isDisabled={review === "rejected"}
              onClick={() => void onDecide(asset, "reject")}
            >
              Reject
            </Button>
            <Button size="small" aria-label={`Make another of ${title}`} onClick={() => onRegenerate(asset)}>
              Another
            </Button>
          </div>
        )}
      </div>
    </article>
  );
}
