import { type AssetId, ProblemError, type WorkAsset, type WorkChange, type WorkId } from "@assetql/contract";
import { type DownloadInput, downloadAsset } from "../assets/download-asset.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { toChange } from "../publications/change-record.ts";
import { linkIdOf, links, toLink } from "../publications/link-record.ts";
import { pendingPage, type Wanting } from "../publications/pending.ts";
import { publishableAssets, readAssets } from "../publications/publishable-asset.ts";
import { pageOfScope } from "../publications/scope.ts";
import { readMany } from "../shared/read-many.ts";
import { heldWork, inWorkspaceOf, publicationOf } from "./held-work.ts";
import type { WorkRecord } from "./work-record.ts";

type Deps = Pick<CoreDeps, "store">;

interface PageInput {
  readonly id: WorkId;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** What a plan has to look at. Throws the problems `not-found`, `lease-lost` and `request-invalid` for other work. */
export async function listWorkAssets(
  deps: Deps,
  principal: Principal,
  { id, ...page }: PageInput,
): Promise<{ items: WorkAsset[]; cursor?: string }> {
  const { value: work } = await heldWork(deps, principal, { id });
  if (work.kind !== "plan") return { items: [] };
  return pageOfScope(deps, (await publicationOf(deps, work)).value, page);
}

/** The changes that still wait for a work, with their journals. Throws the problems `not-found` and `lease-lost`. */
export async function listWorkChanges(
  deps: Deps,
  principal: Principal,
  { id, ...page }: PageInput,
): Promise<{ items: WorkChange[]; cursor?: string }> {
  const { value: work } = await heldWork(deps, principal, { id });
  const wanting = wantingOf(work);
  if (wanting === undefined) return { items: [] };
  const { items: found, cursor } = await pendingPage(deps, wanting, page);
  const assets = await readAssets(
    deps,
    work.workspaceId,
    found.flatMap(({ assetId }) => (assetId === null ? [] : [assetId])),
  );
  const publishable = await publishableAssets(deps, assets);
  const linkOf = (externalId: string): string => linkIdOf(work.targetId, externalId);
  const known = await readMany(
    deps.store,
    links,
    found.map(({ externalId }) => linkOf(externalId)),
  );
  const items = found.map((record) => {
    const link = known.get(linkOf(record.externalId));
    return {
      change: toChange(record),
      asset: publishable.get(record.assetId ?? "") ?? null,
      link: link === undefined ? null : toLink(link),
      journal: record.journal,
    };
  });
  return { items, ...(cursor === undefined ? {} : { cursor }) };
}

/** Which changes a work is about; none for one that changes nothing. */
export function wantingOf(work: WorkRecord): Wanting | undefined {
  const { kind, publicationId, round, finishing, force } = work;
  if (publicationId === null || (kind !== "apply" && kind !== "revert")) return undefined;
  return { kind, publicationId, round, finishing, force };
}

type ImageInput = Omit<DownloadInput, "id"> & { readonly id: WorkId; readonly assetId: AssetId };

/** A URL of an asset's image for the host that publishes it. Throws the problems `not-found` and `lease-lost`. */
export async function downloadWorkImage(
  deps: Pick<CoreDeps, "store" | "blobs" | "images">,
  principal: Principal,
  { id, assetId, ...file }: ImageInput,
): Promise<string> {
  const { value: work } = await heldWork(deps, principal, { id });
  if (work.publicationId === null) {
    throw new ProblemError("not-found", "This work is about no publication, so it has no images.");
  }
  return downloadAsset(deps, inWorkspaceOf(principal, work), { ...file, id: assetId });
}
