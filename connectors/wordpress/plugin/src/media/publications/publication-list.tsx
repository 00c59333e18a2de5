import { Spinner } from "@wordpress/components";
import { __ } from "@wordpress/i18n";
import { api } from "../../shared/api.ts";
import { time } from "../../shared/format.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { useLoaded } from "../../shared/use-loaded.ts";
import { hashOf } from "../route.ts";
import { statusLabel } from "./publication-state.ts";

/** What was published here, newest first: each can be undone. */
export function PublicationList() {
  const { value: page, problem } = useLoaded(api.publications, "publications");
  if (page === undefined) return problem === undefined ? <Spinner /> : <ProblemNotice problem={problem} />;
  if (page.items.length === 0) {
    return (
      <div className="assetql-empty">
        <h2>{__("Nothing published yet", "assetql")}</h2>
        <p>
          {__(
            "Approve images of a batch, then plan its publication there. You see every change first, and can take it back afterwards.",
            "assetql",
          )}
        </p>
      </div>
    );
  }
  return (
    <table className="wp-list-table widefat striped">
      <thead>
        <tr>
          <th scope="col">{__("Publication", "assetql")}</th>
          <th scope="col">{__("Status", "assetql")}</th>
          <th scope="col">{__("Published images", "assetql")}</th>
          <th scope="col">{__("Started", "assetql")}</th>
        </tr>
      </thead>
      <tbody>
        {page.items.map(({ id, name, status, counts, createdAt }) => (
          <tr key={id}>
            <td>
              <a className="row-title" href={hashOf({ screen: "publication", id })}>
                {name}
              </a>
            </td>
            <td>{statusLabel(status)}</td>
            <td>{counts.applied}</td>
            <td>{time(createdAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
