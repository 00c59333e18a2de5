import { Button, Notice } from "@wordpress/components";
import { useState } from "@wordpress/element";
import { __ } from "@wordpress/i18n";
import { api } from "../../shared/api.ts";
import type { Publication } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { useAction } from "../../shared/use-action.ts";
import { type ConflictChoice, ConflictChoiceField } from "./conflicts.tsx";
import { isMoving, statusLabel } from "./publication-state.ts";
import { publishLabel, sentence, toWrite } from "./publication-words.ts";

interface Props {
  readonly publication: Publication;
  /** What becomes of conflicts; undefined where there are none, or nothing to choose any more. */
  readonly choice: ConflictChoice | undefined;
  readonly onChoice: (choice: ConflictChoice) => void;
  readonly onChange: () => void;
}

type Action = "apply" | "pause" | "resume" | "revert";

/** What a publication is and does, in a sentence, and the buttons that steer it. */
export function PublicationBar({ publication, choice, onChoice, onChange }: Props) {
  const { status, counts, pausedFrom } = publication;
  const [asked, setAsked] = useState(false);
  const { busy, problem, run } = useAction();
  const steer = (action: Action, body: Record<string, unknown> = {}) =>
    run(action, async () => {
      await api.steerPublication(publication.id, action, body);
      setAsked(false);
      onChange();
    });
  const button = (
    label: string,
    action: Action,
    options: { body?: Record<string, unknown>; primary?: boolean; disabled?: boolean } = {},
  ) => (
    <Button
      variant={options.primary === true ? "primary" : "secondary"}
      onClick={() => steer(action, options.body)}
      isBusy={busy === action}
      disabled={busy !== undefined || options.disabled === true}
    >
      {label}
    </Button>
  );
  const changes = toWrite(publication, choice ?? "keep-theirs");
  const canUndo = status === "applied" || (status === "paused" && pausedFrom === "applying");
  if (!window.assetqlSite.canPublish) return <p className="assetql-hint">{sentence(publication)}</p>;
  return (
    <section className="assetql-progress">
      <div className="assetql-progress-head">
        <h2>{publication.name}</h2>
        <span className={`assetql-status is-${status}`}>{statusLabel(status)}</span>
        <span className="assetql-actions">
          {status === "planned" &&
            (changes > 0 || choice !== undefined) &&
            button(publishLabel(changes), "apply", {
              primary: true,
              disabled: changes === 0,
              body: choice === undefined ? {} : { conflicts: choice },
            })}
          {(status === "applying" || status === "reverting") && button(__("Pause", "assetql"), "pause")}
          {status === "paused" && button(__("Resume", "assetql"), "resume", { primary: true })}
          {status === "applied" &&
            counts.failed > 0 &&
            button(__("Try the failed ones again", "assetql"), "apply")}
          {canUndo && counts.applied > 0 && !asked && (
            <Button variant="secondary" onClick={() => setAsked(true)}>
              {__("Undo…", "assetql")}
            </Button>
          )}
        </span>
      </div>
      {isMoving(status) && <Progress publication={publication} total={changes} />}
      <p role="status">{sentence(publication)}</p>
      {choice !== undefined && <ConflictChoiceField choice={choice} onChange={onChoice} />}
      {asked && (
        <Notice status="warning" isDismissible={false}>
          <p>
            {__(
              "Everything this publication did is taken back: its images leave the media library, posts show what they showed before. What somebody has changed since stays.",
              "assetql",
            )}
          </p>
          <div className="assetql-actions">
            {button(__("Undo publication", "assetql"), "revert", { primary: true })}
            <Button variant="tertiary" onClick={() => setAsked(false)}>
              {__("Cancel", "assetql")}
            </Button>
          </div>
        </Notice>
      )}
      <ProblemNotice problem={problem} />
    </section>
  );
}

function Progress({ publication, total }: { publication: Publication; total: number }) {
  const { status, counts } = publication;
  const done =
    status === "reverting" ? counts.reverted + counts.revertFailed : counts.applied + counts.failed;
  return (
    <progress
      aria-label={__("Progress", "assetql")}
      {...(status === "planning" ? {} : { max: Math.max(1, total), value: done })}
    />
  );
}
