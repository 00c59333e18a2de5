import { Button } from "@wordpress/components";
import { __ } from "@wordpress/i18n";
import { api } from "../../shared/api.ts";
import type { Task } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { ScoreBadge } from "../../shared/score-badge.tsx";
import { useAction } from "../../shared/use-action.ts";

/** Rows without an image, each with why; where there is one below the style's threshold, a person may take it. */
export function BelowGate({ tasks, onChange }: { tasks: readonly Task[]; onChange: () => void }) {
  const { busy, problem, run } = useAction();
  if (tasks.length === 0) return null;
  const accept = (task: Task) => () =>
    run(task.id, async () => {
      await api.acceptBestTry(task.id);
      onChange();
    });
  return (
    <section className="assetql-below-gate">
      <h3>{__("Not passed", "assetql")}</h3>
      <ProblemNotice problem={problem} />
      <table className="wp-list-table widefat striped">
        <tbody>
          {tasks.map((task) => (
            <tr key={task.id}>
              <td className="assetql-small">
                {task.bestTry?.url !== undefined && <img src={task.bestTry.url} alt="" />}
              </td>
              <td>
                {task.prompt}
                <p className="assetql-hint">{task.error?.message}</p>
              </td>
              <td>{task.bestTry !== null && <ScoreBadge value={task.bestTry.score} />}</td>
              <td>
                {task.bestTry?.url !== undefined && (
                  <Button
                    variant="secondary"
                    onClick={accept(task)}
                    isBusy={busy === task.id}
                    disabled={busy !== undefined}
                  >
                    {__("Accept anyway", "assetql")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
