import { Button, Modal, TextareaControl } from "@wordpress/components";
import { useState } from "@wordpress/element";
import { __ } from "@wordpress/i18n";
import { AltTextField, MAX_ALT } from "../../shared/alt-text-field.tsx";
import { api } from "../../shared/api.ts";
import type { Asset } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { ScoreBadge } from "../../shared/score-badge.tsx";
import { useAction } from "../../shared/use-action.ts";
import { reviewLabel } from "./asset-card.tsx";

interface Props {
  readonly asset: Asset;
  readonly onChange: () => void;
  readonly onClose: () => void;
}

/** One image, large: its alternative text, a note, and what to do with it. */
export function AssetDialog({ asset, onChange, onClose }: Props) {
  const [altText, setAltText] = useState(asset.altText);
  const [note, setNote] = useState("");
  const { busy, problem, run } = useAction();
  const decide = (action: "approve" | "reject" | "regenerate") => () =>
    run(action, async () => {
      if (altText !== asset.altText) await api.updateAsset(asset.id, { altText });
      await api.review(asset.id, action, action === "approve" ? "" : note.trim());
      onChange();
      onClose();
    });
  const button = (action: "approve" | "reject" | "regenerate", label: string) => (
    <Button
      variant={action === "approve" ? "primary" : "secondary"}
      isDestructive={action === "reject"}
      onClick={decide(action)}
      isBusy={busy === action}
      disabled={busy !== undefined || asset.status !== "ready" || altText.length > MAX_ALT}
    >
      {label}
    </Button>
  );
  return (
    <Modal title={asset.title} onRequestClose={onClose} className="assetql-dialog">
      <div className="assetql-dialog-body">
        <div className="assetql-dialog-image">
          {asset.urls !== undefined && <img src={asset.urls.image} alt={altText} />}
        </div>
        <div className="assetql-dialog-text">
          <p>
            <ScoreBadge value={asset.styleScore.score} />{" "}
            <span className={`assetql-review is-${asset.review}`}>{reviewLabel(asset.review)}</span>
          </p>
          <p className="assetql-prompt">{asset.prompt}</p>
          <AltTextField value={altText} onChange={setAltText} />
          <TextareaControl
            __nextHasNoMarginBottom
            label={__("Note", "assetql")}
            rows={2}
            value={note}
            onChange={setNote}
            help={__("What should be different in a new image, or why this one is rejected.", "assetql")}
          />
          <ProblemNotice problem={problem} />
          <div className="assetql-dialog-actions">
            {button("approve", __("Approve", "assetql"))}
            {button("regenerate", __("Make a new one", "assetql"))}
            {button("reject", __("Reject", "assetql"))}
          </div>
        </div>
      </div>
    </Modal>
  );
}
