import { Spinner } from "@wordpress/components";
import { __ } from "@wordpress/i18n";
import { api } from "../../shared/api.ts";
import { time } from "../../shared/format.ts";
import type { Publication } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { useLoaded } from "../../shared/use-loaded.ts";
import { type Column, ListTable, type Row } from "../list-table.tsx";
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
  return <ListTable columns={columns()} rows={page.items.map(row)} />;
}

const columns = (): readonly Column[] => [
  { name: __("Publication", "assetql") },
  { name: __("Status", "assetql") },
  { name: __("Published images", "assetql") },
  { name: __("Started", "assetql") },
];

function row({ id, name, status, counts, createdAt }: Publication): Row {
  const link = (
    <a className="row-title" href={hashOf({ screen: "publication", id })}>
      {name}
    </a>
  );
  return { key: id, cells: [link, statusLabel(status), counts.applied, time(createdAt)] };
}
