import { Button, Spinner } from "@wordpress/components";
import { __ } from "@wordpress/i18n";
import { api } from "../../shared/api.ts";
import { score, time } from "../../shared/format.ts";
import type { Batch } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { useLoaded } from "../../shared/use-loaded.ts";
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
  return (
    <table className="wp-list-table widefat striped">
      <thead>
        <tr>
          <th scope="col">{__("Batch", "assetql")}</th>
          <th scope="col">{__("Status", "assetql")}</th>
          <th scope="col">{__("Images", "assetql")}</th>
          <th scope="col">{__("Mean style score", "assetql")}</th>
          <th scope="col">{__("Started", "assetql")}</th>
        </tr>
      </thead>
      <tbody>
        {page.items.map((batch) => (
          <Row key={batch.id} batch={batch} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ batch }: { batch: Batch }) {
  const mean = batch.statistics.meanStyleScore;
  return (
    <tr>
      <td>
        <a className="row-title" href={hashOf({ screen: "batch", id: batch.id })}>
          {batch.name}
        </a>
      </td>
      <td>{statusLabel(batch.status)}</td>
      <td>
        {batch.completedTasks} / {batch.totalTasks}
      </td>
      <td>{mean === null ? "–" : score(mean)}</td>
      <td>{time(batch.createdAt)}</td>
    </tr>
  );
}
