import { Button } from "@wordpress/components";
import { __, _n, sprintf } from "@wordpress/i18n";
import { api } from "../../shared/api.ts";
import { duration } from "../../shared/format.ts";
import type { Batch } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { useAction } from "../../shared/use-action.ts";
import { hasEnded, statusLabel } from "./batch-state.ts";

interface Props {
  readonly batch: Batch;
  readonly onChange: () => void;
}

/** How far a batch is, and the buttons that steer it. */
export function BatchProgress({ batch, onChange }: Props) {
  const { busy, problem, run } = useAction();
  const steer = (action: "pause" | "resume" | "cancel" | "retry-failed") => () =>
    run(action, async () => {
      await api.steerBatch(batch.id, action);
      onChange();
    });
  const button = (action: "pause" | "resume" | "cancel" | "retry-failed", label: string) => (
    <Button
      variant={action === "cancel" ? "tertiary" : "secondary"}
      isDestructive={action === "cancel"}
      onClick={steer(action)}
      isBusy={busy === action}
      disabled={busy !== undefined}
    >
      {label}
    </Button>
  );
  const ended = batch.completedTasks + batch.failedTasks;
  return (
    <section className="assetql-progress">
      <div className="assetql-progress-head">
        <h2>{batch.name}</h2>
        <span className={`assetql-status is-${batch.status}`}>{statusLabel(batch.status)}</span>
        <span className="assetql-actions">
          {batch.status === "processing" && button("pause", __("Pause", "assetql"))}
          {batch.status === "paused" && button("resume", __("Resume", "assetql"))}
          {!hasEnded(batch) && button("cancel", __("Cancel", "assetql"))}
          {hasEnded(batch) &&
            batch.failedTasks > 0 &&
            button("retry-failed", __("Try the failed ones again", "assetql"))}
        </span>
      </div>
      {!hasEnded(batch) && (
        <progress max={batch.totalTasks} value={ended} aria-label={__("Progress", "assetql")} />
      )}
      <p role="status">{sentence(batch)}</p>
      <ProblemNotice problem={problem} />
    </section>
  );
}

function sentence(batch: Batch): string {
  const parts = [
    sprintf(
      /* translators: 1: number of finished images, 2: number of all images */
      _n("%1$d of %2$d image made", "%1$d of %2$d images made", batch.totalTasks, "assetql"),
      batch.completedTasks,
      batch.totalTasks,
    ),
  ];
  if (batch.failedTasks > 0) {
    /* translators: %d: number of images */
    parts.push(sprintf(_n("%d failed", "%d failed", batch.failedTasks, "assetql"), batch.failedTasks));
  }
  if (!hasEnded(batch) && batch.estimatedCompletion !== null) {
    const left = Math.max(0, batch.estimatedCompletion - Date.now()) / 1000;
    /* translators: %s: how long, as in about 5 minutes */
    parts.push(sprintf(__("ready in %s", "assetql"), duration(left)));
  }
  return parts.join(" · ");
}
