import { Button, Spinner } from "@wordpress/components";
import { __ } from "@wordpress/i18n";
import { api } from "../shared/api.ts";
import type { Asset, Task } from "../shared/hub-types.ts";
import { ProblemNotice } from "../shared/problem-notice.tsx";
import { ScoreBadge } from "../shared/score-badge.tsx";
import { useAction } from "../shared/use-action.ts";
import { usePolling } from "../shared/use-polling.ts";
import { Keep } from "./keep.tsx";
import type { EditedPost } from "./use-post.ts";

interface Props {
  readonly batchId: string;
  readonly post: EditedPost;
  readonly onStartOver: () => void;
}

interface Seen {
  readonly task: Task | undefined;
  readonly asset: Asset | undefined;
}

async function look(batchId: string): Promise<Seen> {
  const task = (await api.tasks(batchId)).items[0];
  const assetId = task?.assetId ?? null;
  return { task, asset: assetId === null ? undefined : await api.asset(assetId) };
}

const isDone = ({ task, asset }: Seen): boolean =>
  task?.status === "failed" || (task?.status === "completed" && asset?.status === "ready");

/** Waits for the image, then shows it with its score. */
export function Result({ batchId, post, onStartOver }: Props) {
  const { value: seen, problem, refresh } = usePolling(() => look(batchId), isDone, batchId);
  const failed = seen?.task?.status === "failed";
  const isReady = seen !== undefined && isDone(seen) && seen.asset !== undefined && !failed;
  return (
    <div className="assetql-result">
      <ProblemNotice problem={problem} />
      {isReady && seen.asset !== undefined && (
        <Keep key={seen.asset.version} asset={seen.asset} post={post} onRegenerate={refresh} />
      )}
      {failed && seen.task !== undefined && <Failed task={seen.task} onAccept={refresh} />}
      {!isReady && !failed && (
        <p className="assetql-waiting" role="status">
          <Spinner /> {__("The image is being made. You can go on writing.", "assetql")}
        </p>
      )}
      <Button variant="link" onClick={onStartOver}>
        {__("Start over", "assetql")}
      </Button>
    </div>
  );
}

function Failed({ task, onAccept }: { task: Task; onAccept: () => void }) {
  const { busy, problem, run } = useAction();
  const accept = () =>
    run("accept", async () => {
      await api.acceptBestTry(task.id);
      onAccept();
    });
  return (
    <>
      <ProblemNotice
        problem={{
          code: "failed",
          message: task.error?.message ?? __("The image could not be made.", "assetql"),
          problems: [],
        }}
      />
      {task.bestTry?.url !== undefined && (
        <figure className="assetql-preview-image">
          <img src={task.bestTry.url} alt="" />
          <ScoreBadge value={task.bestTry.score} />
          <Button
            variant="secondary"
            onClick={accept}
            isBusy={busy === "accept"}
            disabled={busy !== undefined}
          >
            {__("Use it anyway", "assetql")}
          </Button>
        </figure>
      )}
      <ProblemNotice problem={problem} />
    </>
  );
}
