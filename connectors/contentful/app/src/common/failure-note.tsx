import { Button, List, Note } from "@contentful/f36-components";
import type { Failure } from "../hub/failure.ts";

/** What went wrong, and a way to try again where that may help. */
export function FailureNote({ failure, onRetry }: { failure: Failure; onRetry?: (() => void) | undefined }) {
  return (
    <div role="alert">
      <Note variant="negative" title={failure.title}>
        <span className="preserve-lines">{failure.detail}</span>
        {failure.places.length > 0 && (
          <List>
            {failure.places.map((place) => (
              <List.Item key={place}>{place}</List.Item>
            ))}
          </List>
        )}
        {onRetry !== undefined && failure.canRetry && (
          <div className="note-action">
            <Button size="small" onClick={onRetry}>
              Try again
            </Button>
          </div>
        )}
      </Note>
    </div>
  );
}
