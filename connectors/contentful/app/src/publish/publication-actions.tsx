import type { Publication } from "@assetql/contract";
import { Button, ButtonGroup, Paragraph } from "@contentful/f36-components";
import { useState } from "react";
import { useReadyApp } from "../common/app-gate.tsx";
import { FailureNote } from "../common/failure-note.tsx";
import { TitledModal } from "../common/titled-modal.tsx";
import { useAction } from "../common/use-action.ts";
import { counted } from "../common/words.ts";
import { toApply } from "./publication-words.ts";

interface PublicationActionsProps {
  readonly publication: Publication;
  readonly onChanged: (publication: Publication) => void;
}

/** Apply a plan, once more what failed, or take it all back. */
export function PublicationActions({ publication, onChanged }: PublicationActionsProps) {
  const { api, mayWrite } = useReadyApp();
  const [isAsking, setAsking] = useState(false);
  const apply = useAction(async () => onChanged(await api.apply(publication.id)));
  const undo = useAction(async () => onChanged(await api.revert(publication.id)));
  const { status, counts } = publication;
  if (!mayWrite) return null;
  const failure = apply.failure ?? undo.failure;
  return (
    <>
      <ButtonGroup variant="spaced" spacing="spacingXs">
        {status === "planned" && (
          <Button
            variant="primary"
            onClick={() => apply.run()}
            isLoading={apply.isRunning}
            isDisabled={toApply(counts) === 0}
          >
            {toApply(counts) === 0 ? "Nothing to publish" : `Publish ${counted(toApply(counts), "change")}`}
          </Button>
        )}
        {status === "applied" && counts.failed > 0 && (
          <Button onClick={() => apply.run()} isLoading={apply.isRunning}>
            {`Try the ${counts.failed} failed again`}
          </Button>
        )}
        {status === "applied" && counts.applied > 0 && (
          <Button variant="negative" onClick={() => setAsking(true)} isLoading={undo.isRunning}>
            Undo
          </Button>
        )}
      </ButtonGroup>
      {failure !== null && <FailureNote failure={failure} />}
      <TitledModal
        isShown={isAsking}
        title="Undo this publication?"
        onClose={() => setAsking(false)}
        controls={[
          <Button key="cancel" onClick={() => setAsking(false)}>
            Keep it
          </Button>,
          <Button
            key="confirm"
            variant="negative"
            onClick={() => {
              setAsking(false);
              void undo.run();
            }}
          >
            Undo
          </Button>,
        ]}
      >
        <Paragraph marginBottom="none">
          {`${counted(counts.applied, "change")} will be taken back: new images are removed, and entries get what they had before. What somebody has changed since stays as it is.`}
        </Paragraph>
      </TitledModal>
    </>
  );
}
