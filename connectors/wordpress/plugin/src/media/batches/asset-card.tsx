import { Button } from "@wordpress/components";
import { __, sprintf } from "@wordpress/i18n";
import { score } from "../../shared/format.ts";
import type { Asset } from "../../shared/hub-types.ts";
import { ScoreBadge } from "../../shared/score-badge.tsx";

export type CardAction = "approve" | "reject" | "open";

interface Props {
  readonly asset: Asset;
  readonly isActive: boolean;
  readonly isBusy: boolean;
  readonly onFocus: () => void;
  readonly onAction: (action: CardAction) => void;
}

export const reviewLabel = (review: Asset["review"]): string =>
  ({
    pending: __("To review", "assetql"),
    approved: __("Approved", "assetql"),
    rejected: __("Rejected", "assetql"),
  })[review];

export function AssetCard({ asset, isActive, isBusy, onFocus, onAction }: Props) {
  const isReady = asset.status === "ready";
  return (
    <li
      className={`assetql-card is-${asset.review}`}
      tabIndex={isActive ? 0 : -1}
      onFocus={onFocus}
      aria-label={spoken(asset)}
    >
      <button type="button" tabIndex={-1} className="assetql-thumbnail" onClick={() => onAction("open")}>
        {asset.urls === undefined ? (
          <span>{__("Being prepared…", "assetql")}</span>
        ) : (
          <img src={asset.urls.thumbnail} alt={asset.altText} loading="lazy" />
        )}
      </button>
      <div className="assetql-card-text">
        <strong title={asset.title}>{asset.title}</strong>
        <span className="assetql-card-facts">
          <ScoreBadge value={asset.styleScore.score} />
          <span className={`assetql-review is-${asset.review}`}>{reviewLabel(asset.review)}</span>
        </span>
      </div>
      <div className="assetql-card-actions">
        <Button
          variant="secondary"
          isPressed={asset.review === "approved"}
          disabled={!isReady || isBusy}
          onClick={() => onAction("approve")}
        >
          {__("Approve", "assetql")}
        </Button>
        <Button
          variant="secondary"
          isPressed={asset.review === "rejected"}
          disabled={!isReady || isBusy}
          onClick={() => onAction("reject")}
        >
          {__("Reject", "assetql")}
        </Button>
      </div>
    </li>
  );
}

function spoken(asset: Asset): string {
  /* translators: 1: title of an image, 2: style score, as in 91 %, 3: as in Approved */
  const template = __("%1$s, style score %2$s, %3$s", "assetql");
  return sprintf(template, asset.title, score(asset.styleScore.score), reviewLabel(asset.review));
}
