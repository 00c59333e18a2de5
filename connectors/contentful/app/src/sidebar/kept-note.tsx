import { Button, Note } from "@contentful/f36-components";
import { FailureNote } from "../common/failure-note.tsx";
import { changeWords } from "../publish/publication-words.ts";
import type { Keeping } from "./use-keep.ts";

/** How far keeping an image is, what came of it, and the way back. */
export function KeptNote({ keeping, fieldName }: { keeping: Keeping; fieldName: string }) {
  const { publication, change, isRunning, failure, retry, undo } = keeping;
  if (failure !== null) return <FailureNote failure={failure} onRetry={retry} />;
  if (publication === null) return null;
  const problem = publication.problem ?? change?.problem ?? null;
  if (problem !== null) {
    return (
      <div role="alert">
        <Note variant="negative" title="The image is not in the entry">
          {problem.detail}
        </Note>
      </div>
    );
  }
  if (isRunning)
    return (
      <Note>{publication.status === "reverting" ? "Taking it back…" : `Putting it into ${fieldName}…`}</Note>
    );
  return (
    <div role="status">
      {change?.state === "applied" && (
        <Note variant="positive" title={`The image is in ${fieldName}`}>
          <div className="note-action">
            <Button size="small" onClick={undo}>
              Undo
            </Button>
          </div>
        </Note>
      )}
      {change?.state === "reverted" && <Note>{`Undone: ${fieldName} is as it was before.`}</Note>}
      {change !== null && (change.state === "skipped" || change.state === "planned") && (
        <Note variant="warning" title="Nothing was changed">
          {changeWords(change).join(". ")}
        </Note>
      )}
    </div>
  );
}
