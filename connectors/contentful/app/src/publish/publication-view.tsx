import type { Publication, PublicationId } from "@assetql/contract";
import { Button, Heading, Note, Text } from "@contentful/f36-components";
import { useReadyApp } from "../common/app-gate.tsx";
import { FailureNote } from "../common/failure-note.tsx";
import { ListView } from "../common/list-view.tsx";
import { LoadingLines } from "../common/loading.tsx";
import { Progress } from "../common/progress.tsx";
import { usePages } from "../common/use-pages.ts";
import type { View } from "../page/view.ts";
import { ChangesTable } from "./changes-table.tsx";
import { PublicationActions } from "./publication-actions.tsx";
import { PublicationStatus } from "./publication-status.tsx";
import { countWords, toApply } from "./publication-words.ts";
import { isResting, usePublication } from "./use-publication.ts";

/** A publication: the plan first, then how it is applied, then what became of it and the way back. */
export function PublicationView({ id, go }: { id: PublicationId; go: (view: View) => void }) {
  const watched = usePublication(id);
  const publication = watched.value;
  return (
    <>
      <Button size="small" variant="transparent" onClick={() => go({ name: "history" })}>
        ← All publications
      </Button>
      {watched.failure !== null && <FailureNote failure={watched.failure} onRetry={watched.retry} />}
      {publication === null && watched.failure === null && <LoadingLines label="Loading the publication" />}
      {publication !== null && (
        <>
          <div className="title-row">
            <Heading as="h2" marginBottom="none">
              {publication.name}
            </Heading>
            <PublicationStatus status={publication.status} />
            <div className="title-action">
              <PublicationActions publication={publication} onChanged={watched.set} />
            </div>
          </div>
          <Summary publication={publication} />
          {publication.status !== "planning" && <Changes publication={publication} />}
        </>
      )}
    </>
  );
}

function Summary({ publication }: { publication: Publication }) {
  const { status, counts, problem } = publication;
  if (problem !== null) {
    return (
      <Note
        variant="negative"
        title={status === "failed" ? "The plan could not be made" : "The work stopped"}
      >
        {problem.detail}
      </Note>
    );
  }
  if (status === "planning") return <LoadingLines label="Comparing with what is in Contentful now" />;
  if (status === "planned") {
    return (
      <Text as="p" marginBottom="spacingM">
        {`${countWords(counts)}. Nothing has been written yet.`}
      </Text>
    );
  }
  const isUndo = status === "reverting" || status === "reverted";
  const total = isUndo ? counts.reverted + counts.applied : toApply(counts);
  const done = isUndo ? counts.reverted : counts.applied;
  const failed = isUndo ? counts.revertFailed : counts.failed;
  const words = `${done} of ${total} ${isUndo ? "undone" : "published"}${failed === 0 ? "" : `, ${failed} failed`}`;
  return (
    <Progress
      label={isUndo ? "Undone" : "Published"}
      done={done + failed}
      total={total}
      words={words}
      isOver={isResting(publication)}
    />
  );
}

/** Read anew whenever the publication comes to rest or starts to move. */
function Changes({ publication: { id, status } }: { publication: Publication }) {
  const { api } = useReadyApp();
  const pages = usePages((cursor, signal) => api.changes(id, cursor, { signal }), [api, id, status]);
  return (
    <ListView pages={pages} label="Loading the plan" empty={<Text as="p">The plan has no changes.</Text>}>
      {(changes) => <ChangesTable changes={changes} />}
    </ListView>
  );
}
