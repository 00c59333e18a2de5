import type { Asset } from "@assetql/contract";
import { Button, ButtonGroup, Form, FormControl, Textarea } from "@contentful/f36-components";
import { useState } from "react";
import { useReadyApp } from "../common/app-gate.tsx";
import { FailureNote } from "../common/failure-note.tsx";
import { ScoreBadge } from "../common/score-badge.tsx";
import { useAction } from "../common/use-action.ts";
import { AssetFacts } from "./asset-facts.tsx";
import type { DialogResult } from "./open-asset.ts";

interface AssetFormProps {
  readonly asset: Asset;
  readonly keepLabel: string;
  readonly close: (result: DialogResult) => void;
}

/** Screen readers read longer ones in pieces, and people stop listening. */
const GOOD_ALT_CHARACTERS = 125;
const MOST_ALT_CHARACTERS = 500;

export function AssetForm({ asset, keepLabel, close }: AssetFormProps) {
  const { api, mayWrite } = useReadyApp();
  const [altText, setAltText] = useState(asset.altText);
  const saveText = async (): Promise<void> => {
    if (altText.trim() !== asset.altText) await api.setAltText(asset.id, altText.trim());
  };
  const keep = useAction(async () => {
    await saveText();
    await api.approve(asset.id);
    close({ decision: "keep" });
  });
  const reject = useAction(async () => {
    await api.reject(asset.id);
    close({ decision: "reject" });
  });
  const save = useAction(async () => {
    await saveText();
    close({ decision: "none" });
  });
  const failure = keep.failure ?? reject.failure ?? save.failure;
  const isTooLong = altText.length > GOOD_ALT_CHARACTERS;
  return (
    <div className="asset">
      <img className="asset-image" src={asset.urls?.image} alt={asset.altText} />
      <Form onSubmit={(event) => event.preventDefault()}>
        <div className="badges">
          <ScoreBadge score={asset.styleScore.score} />
        </div>
        <FormControl>
          <FormControl.Label>Alternative text</FormControl.Label>
          <Textarea
            value={altText}
            rows={3}
            maxLength={MOST_ALT_CHARACTERS}
            isReadOnly={!mayWrite}
            onChange={({ target }) => setAltText(target.value)}
          />
          <FormControl.HelpText>
            {isTooLong
              ? `${altText.length} characters: screen readers serve up to ${GOOD_ALT_CHARACTERS} best.`
              : "What somebody should know who cannot see the image."}
          </FormControl.HelpText>
        </FormControl>
        {mayWrite && (
          <ButtonGroup variant="spaced" spacing="spacingXs" className="wrap">
            <Button variant="primary" onClick={() => keep.run()} isLoading={keep.isRunning}>
              {keepLabel}
            </Button>
            <Button onClick={() => reject.run()} isLoading={reject.isRunning}>
              Reject
            </Button>
            <Button variant="transparent" onClick={() => save.run()} isLoading={save.isRunning}>
              {altText.trim() === asset.altText ? "Close" : "Save text and close"}
            </Button>
          </ButtonGroup>
        )}
        {failure !== null && <FailureNote failure={failure} />}
        <AssetFacts asset={asset} />
      </Form>
    </div>
  );
}
