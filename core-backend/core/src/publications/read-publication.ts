import type {
  AssetId,
  Change,
  ChangeKind,
  ChangeState,
  Link,
  Publication,
  PublicationId,
  TargetId,
} from "@assetql/contract";
import { assets } from "../assets/asset-record.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import type { IndexQuery } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { filteredPage, mapPage } from "../shared/pages.ts";
import { ownTarget } from "../targets/read-target.ts";
import { changes, stateKey, toChange } from "./change-record.ts";
import { links, toLink } from "./link-record.ts";
import { publications, toPublication } from "./publication-record.ts";

type Deps = Pick<CoreDeps, "store">;

interface PageInput {
  readonly limit: number;
  readonly cursor?: string | undefined;
}
type Listed<T> = Promise<{ items: T[]; cursor?: string }>;

/** Throws the problem `not-found`. */
export const ownPublication = (deps: Deps, principal: Principal, id: PublicationId) =>
  getOwned(deps, principal, { collection: publications, id, what: "publication" });

/** Throws the problem `not-found`. */
export async function getPublication(
  deps: Deps,
  principal: Principal,
  { id }: { id: PublicationId },
): Promise<Publication> {
  return toPublication((await ownPublication(deps, principal, id)).value);
}

/** The workspace's publications, or those to one target, newest first. Throws `not-found` for an unknown target. */
export async function listPublications(
  deps: Deps,
  principal: Principal,
  { targetId, ...page }: PageInput & { targetId?: TargetId | undefined },
): Listed<Publication> {
  if (targetId !== undefined) await ownTarget(deps, principal, targetId);
  const found = await deps.store.query(publications, {
    ...(targetId === undefined
      ? { index: "byWorkspace", partition: principal.workspaceId }
      : { index: "byTarget", partition: targetId }),
    order: "descending",
    ...pageQuery(page),
  });
  return mapPage(found, ({ value }) => toPublication(value));
}

/** A publication's changes by their titles. Throws the problem `not-found`. */
export async function listPublicationChanges(
  deps: Deps,
  principal: Principal,
  {
    id,
    kind,
    state,
    ...page
  }: PageInput & { id: PublicationId; kind?: ChangeKind | undefined; state?: ChangeState | undefined },
): Listed<Change> {
  await ownPublication(deps, principal, id);
  const found = await filteredPage(deps.store, changes, {
    query: {
      ...(state === undefined
        ? { index: "byPublication", partition: id }
        : { index: "byState", partition: stateKey(id, state) }),
      ...pageQuery(page),
    },
    keep: (change) => kind === undefined || change.kind === kind,
  });
  return mapPage(found, ({ value }) => toChange(value));
}

/** What publications made of an asset, newest first. Throws the problem `not-found`. */
export async function listAssetReceipts(
  deps: Deps,
  principal: Principal,
  { id, ...page }: PageInput & { id: AssetId },
): Listed<Change> {
  await getOwned(deps, principal, { collection: assets, id, what: "asset" });
  const found = await filteredPage(deps.store, changes, {
    query: { index: "byAsset", partition: id, order: "descending", ...pageQuery(page) },
    keep: ({ receipt }) => receipt !== null,
  });
  return mapPage(found, ({ value }) => toChange(value));
}

/** What is at a target because of which asset, in the order of its last change. Throws the problem `not-found`. */
export async function listTargetLinks(
  deps: Deps,
  principal: Principal,
  { id, ...page }: PageInput & { id: TargetId },
): Listed<Link> {
  await ownTarget(deps, principal, id);
  const found = await deps.store.query(links, { index: "byTarget", partition: id, ...pageQuery(page) });
  return mapPage(found, ({ value }) => toLink(value));
}

/** Where an asset is published. Throws the problem `not-found`. */
export async function listAssetLinks(
  deps: Deps,
  principal: Principal,
  { id, ...page }: PageInput & { id: AssetId },
): Listed<Link> {
  await getOwned(deps, principal, { collection: assets, id, what: "asset" });
  const found = await deps.store.query(links, { index: "byAsset", partition: id, ...pageQuery(page) });
  return mapPage(found, ({ value }) => toLink(value));
}

const pageQuery = ({ limit, cursor }: PageInput): Pick<IndexQuery, "limit" | "cursor"> => ({
  limit,
  ...(cursor === undefined ? {} : { cursor }),
});
