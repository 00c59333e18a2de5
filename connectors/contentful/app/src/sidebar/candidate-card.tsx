import type { Asset } from "@assetql/contract";
import { Badge, Button } from "@contentful/f36-components";
import { ScoreBadge } from "../common/score-badge.tsx";

interface CandidateCardProps {
  readonly asset: Asset;
  readonly fieldName: string;
  readonly isKept: boolean;
  readonly isBusy: boolean;
  readonly onOpen: () => void;
  /** Absent for those who may only look. */
  readonly onKeep?: () => void;
}

export function CandidateCard({ asset, fieldName, isKept, isBusy, onOpen, onKeep }: CandidateCardProps) {
  return (
    <article
      className={`tile ${isKept ? "tile-approved" : ""}`}
      aria-label={asset.title}
      data-asset={asset.id}
    >
      <button
        type="button"
        className="tile-image"
        aria-label={`Look closer at ${asset.title}`}
        onClick={onOpen}
      >
        <img src={asset.urls?.thumbnail} alt={asset.altText} />
      </button>
      <div className="tile-body">
        <div className="badges">
          <ScoreBadge score={asset.styleScore.score} />
          {isKept && <Badge variant="positive">Kept</Badge>}
        </div>
        {onKeep !== undefined && (
          <Button
            size="small"
            isFullWidth
            aria-label={`Keep in ${fieldName}`}
            isDisabled={isBusy || isKept}
            onClick={onKeep}
          >
            Keep
          </Button>
        )}
      </div>
    </article>
  );
}
