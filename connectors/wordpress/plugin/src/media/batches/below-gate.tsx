import { Button } from "@wordpress/components";
import { __ } from "@wordpress/i18n";
import { api } from "../../shared/api.ts";
import type { Task } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { ScoreBadge } from "../../shared/score-badge.tsx";
import { useAction } from "../../shared/use-action.ts";
import { type Column, ListTable, type Row } from "../list-table.tsx";

/** Rows without an image, each with why; where there is one below the style's threshold, a person may take it. */
export function BelowGate({ tasks, onChange }: { tasks: readonly Task[]; onChange: () => void }) {
  const { busy, problem, run } = useAction();
  if (tasks.length === 0) return null;
  const accept = (task: Task) => () =>
    run(task.id, async () => {
      await api.acceptBestTry(task.id);
      onChange();
    });
  const row = (task: Task): Row => {
    const button = task.bestTry?.url !== undefined && (
      <Button
        variant="secondary"
        onClick={accept(task)}
        isBusy={busy === task.id}
        disabled={busy !== undefined}
      >
        {__("Accept anyway", "assetql")}
      </Button>
    );
    const score = task.bestTry !== null && <ScoreBadge value={task.bestTry.score} />;
    return { key: task.id, cells: [<Failed key="task" task={task} />, score, button] };
  };
  return (
    <section className="assetql-below-gate">
      <h3>{__("Not passed", "assetql")}</h3>
      <ProblemNotice problem={problem} />
      <ListTable columns={columns()} rows={tasks.map(row)} />
    </section>
  );
}

const columns = (): readonly Column[] => [
  { name: __("Best try", "assetql") },
  { name: __("Style score", "assetql") },
  { name: __("Decision", "assetql") },
];

function Failed({ task: { bestTry, prompt, error } }: { task: Task }) {
  return (
    <div className="assetql-pictured">
      {bestTry?.url !== undefined && <img src={bestTry.url} alt="" />}
      <div>
        {prompt}
        {error !== null && <p className="assetql-hint">{error.message}</p>}
      </div>
    </div>
  );
}
