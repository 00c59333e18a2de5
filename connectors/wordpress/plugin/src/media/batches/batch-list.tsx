import { Button, Spinner } from "@wordpress/components";
import { __ } from "@wordpress/i18n";
import { api } from "../../shared/api.ts";
import { score, time } from "../../shared/format.ts";
import type { Batch } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { useLoaded } from "../../shared/use-loaded.ts";
import { type Column, ListTable, type Row } from "../list-table.tsx";
import { hashOf } from "../route.ts";
import { statusLabel } from "./batch-state.ts";

/** Past and running batches, newest first. */
export function BatchList() {
  const { value: page, problem } = useLoaded(api.batches, "batches");
  if (page === undefined) return problem === undefined ? <Spinner /> : <ProblemNotice problem={problem} />;
  if (page.items.length === 0) {
    return (
      <div className="assetql-empty">
        <h2>{__("No batches yet", "assetql")}</h2>
        <p>
          {__(
            "Choose posts and a style, and see the first prompts and the cost before anything is made.",
            "assetql",
          )}
        </p>
        <Button variant="primary" href={hashOf({ screen: "new" })}>
          {__("New batch", "assetql")}
        </Button>
      </div>
    );
  }
  return <ListTable columns={columns()} rows={page.items.map(row)} />;
}

const columns = (): readonly Column[] => [
  { name: __("Batch", "assetql") },
  { name: __("Status", "assetql") },
  { name: __("Images", "assetql") },
  { name: __("Mean style score", "assetql") },
  { name: __("Started", "assetql") },
];

function row({ id, name, status, completedTasks, totalTasks, statistics, createdAt }: Batch): Row {
  const mean = statistics.meanStyleScore;
  const link = (
    <a className="row-title" href={hashOf({ screen: "batch", id })}>
      {name}
    </a>
  );
  const made = `${completedTasks} / ${totalTasks}`;
  return {
    key: id,
    cells: [link, statusLabel(status), made, mean === null ? "–" : score(mean), time(createdAt)],
  };
}
