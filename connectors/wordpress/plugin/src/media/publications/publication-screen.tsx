import { Spinner } from "@wordpress/components";
import { useMemo, useState } from "@wordpress/element";
import { api, type PostItem } from "../../shared/api.ts";
import type { Asset, Change, Publication } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { useLoaded } from "../../shared/use-loaded.ts";
import { usePolling } from "../../shared/use-polling.ts";
import { ChangesTable } from "./changes-table.tsx";
import { type ConflictChoice, needsChoice } from "./conflicts.tsx";
import { PublicationBar } from "./publication-bar.tsx";
import { isMoving } from "./publication-state.ts";

interface Seen {
  readonly publication: Publication;
  readonly changes: readonly Change[];
}

/** The publication first: once it has ended nobody looks again, and the changes must be as they ended. */
async function look(id: string): Promise<Seen> {
  const publication = await api.publication(id);
  return { publication, changes: await api.changes(id) };
}

/** A plan, its way into the site, and the way back. */
export function PublicationScreen({ id }: { id: string }) {
  const {
    value: seen,
    problem,
    refresh,
  } = usePolling(
    () => look(id),
    ({ publication }) => !isMoving(publication.status),
    id,
  );
  const batchId = seen?.publication.batchId ?? null;
  const { value: assets = [] } = useLoaded<readonly Asset[]>(
    async () => (batchId === null ? [] : api.assets(batchId)),
    batchId ?? "",
  );
  const posts = usePosts(seen?.changes ?? []);
  const [choice, setChoice] = useState<ConflictChoice>("keep-theirs");
  const thumbnails = useMemo(
    () => new Map(assets.map((asset) => [asset.id, asset.urls?.thumbnail])),
    [assets],
  );
  if (seen === undefined) return problem === undefined ? <Spinner /> : <ProblemNotice problem={problem} />;
  const { publication, changes } = seen;
  const isOpen = publication.status === "planned" && changes.some(needsChoice);
  return (
    <div className="assetql-publication">
      <ProblemNotice problem={problem} />
      <PublicationBar
        publication={publication}
        choice={isOpen ? choice : undefined}
        onChoice={setChoice}
        onChange={refresh}
      />
      {changes.length > 0 && (
        <ChangesTable
          changes={changes}
          choice={isOpen ? choice : "keep-theirs"}
          isPlan={publication.status === "planned"}
          thumbnails={thumbnails}
          posts={posts}
        />
      )}
    </div>
  );
}

/** Titles of the posts that the changes are for; read once. */
function usePosts(changes: readonly Change[]): ReadonlyMap<string, PostItem> {
  const ids = [
    ...new Set(changes.map(({ itemId }) => Number(itemId?.replace(/^\D+/, ""))).filter((id) => id > 0)),
  ];
  const include = ids.sort((one, other) => one - other).slice(0, 100);
  const { value } = useLoaded(
    async () => (include.length === 0 ? [] : (await api.posts({ include, perPage: 100 })).items),
    include.join(","),
  );
  const byId = new Map((value ?? []).map((post) => [post.id, post]));
  return new Map(
    changes.flatMap(({ itemId }) => {
      const post = itemId === null ? undefined : byId.get(Number(itemId.replace(/^\D+/, "")));
      return itemId === null || post === undefined ? [] : [[itemId, post] as const];
    }),
  );
}
