import { Button, Notice, RadioControl } from "@wordpress/components";
import { useState } from "@wordpress/element";
import { __, _n, sprintf } from "@wordpress/i18n";
import { api } from "../../shared/api.ts";
import type { Publication } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { useAction } from "../../shared/use-action.ts";
import { isMoving, statusLabel } from "./publication-state.ts";

interface Props {
  readonly publication: Publication;
  readonly onChange: () => void;
}

type Action = "apply" | "pause" | "resume" | "revert";

/** What a publication is and does, in a sentence, and the buttons that steer it. */
export function PublicationBar({ publication, onChange }: Props) {
  const { status, counts, pausedFrom } = publication;
  const [conflicts, setConflicts] = useState("keep-theirs");
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
    options: { body?: Record<string, unknown>; primary?: boolean } = {},
  ) => (
    <Button
      variant={options.primary === true ? "primary" : "secondary"}
      onClick={() => steer(action, options.body)}
      isBusy={busy === action}
      disabled={busy !== undefined}
    >
      {label}
    </Button>
  );
  const changes = counts.create + counts.update + counts.delete + counts.conflict;
  const total = Math.max(1, changes);
  const done =
    status === "reverting" ? counts.reverted + counts.revertFailed : counts.applied + counts.failed;
  const canUndo = status === "applied" || (status === "paused" && pausedFrom === "applying");
  if (!window.assetqlSite.canPublish) return <p className="assetql-hint">{sentence(publication)}</p>;
  return (
    <section className="assetql-progress">
      <div className="assetql-progress-head">
        <h2>{publication.name}</h2>
        <span className={`assetql-status is-${status}`}>{statusLabel(status)}</span>
        <span className="assetql-actions">
          {status === "planned" &&
            changes > 0 &&
            button(publishLabel(changes), "apply", {
              primary: true,
              body: counts.conflict > 0 ? { conflicts } : {},
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
      {isMoving(status) && (
        <progress
          aria-label={__("Progress", "assetql")}
          {...(status === "planning" ? {} : { max: total, value: done })}
        />
      )}
      <p role="status">{sentence(publication)}</p>
      {status === "planned" && counts.conflict > 0 && (
        <RadioControl
          label={__("Where somebody has changed something here", "assetql")}
          selected={conflicts}
          onChange={setConflicts}
          options={[
            { value: "keep-theirs", label: __("leave it as it is", "assetql") },
            { value: "overwrite", label: __("overwrite it", "assetql") },
          ]}
        />
      )}
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

const publishLabel = (changes: number): string =>
  /* translators: %d: number of changes */
  sprintf(_n("Publish %d change", "Publish %d changes", changes, "assetql"), changes);

function sentence({ status, counts, problem }: Publication): string {
  if (problem !== null) return problem.detail;
  if (status === "planning")
    return __("The hub compares the images with this site. Nothing is changed yet.", "assetql");
  const parts: readonly [number, string][] =
    status === "planned"
      ? [
          /* translators: %d: number of images */
          [counts.create, __("%d new", "assetql")],
          /* translators: %d: number of images */
          [counts.update, __("%d to change", "assetql")],
          /* translators: %d: number of images */
          [counts.conflict, __("%d with conflicts", "assetql")],
          /* translators: %d: number of images */
          [counts.delete, __("%d to remove", "assetql")],
          /* translators: %d: number of images */
          [counts.skip, __("%d as they should be", "assetql")],
        ]
      : [
          /* translators: %d: number of images */
          [counts.applied, __("%d published", "assetql")],
          /* translators: %d: number of images */
          [counts.failed, __("%d failed", "assetql")],
          /* translators: %d: number of images */
          [counts.reverted, __("%d undone", "assetql")],
          /* translators: %d: number of images */
          [counts.revertFailed, __("%d not undone", "assetql")],
          /* translators: %d: number of images */
          [counts.skip, __("%d left alone", "assetql")],
        ];
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => sprintf(words, count));
  return said.length === 0 ? __("There is nothing to publish.", "assetql") : said.join(" · ");
}
