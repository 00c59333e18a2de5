import { Spinner } from "@wordpress/components";
import { useMemo } from "@wordpress/element";
import { __ } from "@wordpress/i18n";
import { api, type PostItem } from "../../shared/api.ts";
import type { Asset, Change, Publication } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { useLoaded } from "../../shared/use-loaded.ts";
import { usePolling } from "../../shared/use-polling.ts";
import { ChangeRow } from "./change-row.tsx";
import { PublicationBar } from "./publication-bar.tsx";
import { isMoving } from "./publication-state.ts";

interface Seen {
  readonly publication: Publication;
  readonly changes: readonly Change[];
}

async function look(id: string): Promise<Seen> {
  const [publication, changes] = await Promise.all([api.publication(id), api.changes(id)]);
  return { publication, changes };
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
  const thumbnails = useMemo(
    () => new Map(assets.map((asset) => [asset.id, asset.urls?.thumbnail])),
    [assets],
  );
  if (seen === undefined) return problem === undefined ? <Spinner /> : <ProblemNotice problem={problem} />;
  const { publication, changes } = seen;
  return (
    <div className="assetql-publication">
      <ProblemNotice problem={problem} />
      <PublicationBar publication={publication} onChange={refresh} />
      {changes.length > 0 && (
        <table className="wp-list-table widefat striped">
          <thead>
            <tr>
              <th scope="col">{__("Image", "assetql")}</th>
              <th scope="col">{__("Post", "assetql")}</th>
              <th scope="col">{__("Plan", "assetql")}</th>
              <th scope="col">{__("What changes", "assetql")}</th>
              <th scope="col">{__("State", "assetql")}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <ChangeRow
                key={change.id}
                change={change}
                thumbnail={change.assetId === null ? undefined : thumbnails.get(change.assetId)}
                post={change.itemId === null ? undefined : posts.get(change.itemId)}
              />
            ))}
          </tbody>
        </table>
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
