import type { AssetId, BatchId, TargetId, WorkAsset, WorkspaceId } from "@assetql/contract";
import { type AssetRecord, assets } from "../assets/asset-record.ts";
import type { CoreDeps } from "../deps.ts";
import { InvalidCursorError, type Page } from "../ports/index.ts";
import { filteredPage, hasItems } from "../shared/pages.ts";
import { type LinkRecord, links, linksOfAssets, toLink } from "./link-record.ts";
import { publishableAssets, readAssets } from "./publishable-asset.ts";

/** What a publication is over: a batch, some assets, or whatever was approved for the target's items. */
export interface Scope {
  readonly workspaceId: WorkspaceId;
  readonly targetId: TargetId;
  readonly batchId: BatchId | null;
  readonly assetIds: readonly AssetId[] | null;
}

interface PageInput {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

type Deps = Pick<CoreDeps, "store">;
type AssetPage = { items: WorkAsset[]; cursor?: string };

/**
 * A page of what a plan has to look at: first the assets to publish, then the links whose assets are gone or were
 * rejected. Either part may give a short page, or an empty one, with a cursor.
 */
export async function pageOfScope(
  deps: Deps,
  scope: Scope,
  { limit, cursor }: PageInput,
): Promise<AssetPage> {
  if (scope.assetIds !== null) return pageOfIds(deps, scope, { assetIds: scope.assetIds, limit, cursor });
  const at = cursor === undefined ? { part: "assets", inner: undefined } : parseCursor(cursor);
  if (at.part === "assets") return pageOfAssets(deps, scope, { limit, cursor: at.inner });
  return pageOfWithdrawn(deps, scope, { limit, cursor: at.inner });
}

const CURSOR = /^(assets|links):(.*)$/s;

function parseCursor(cursor: string): { part: string; inner: string | undefined } {
  const match = CURSOR.exec(cursor);
  if (match?.[1] === undefined) throw new InvalidCursorError("This cursor is of another list");
  return { part: match[1], inner: match[2] === "" ? undefined : match[2] };
}

async function pageOfAssets(deps: Deps, scope: Scope, { limit, cursor }: PageInput): Promise<AssetPage> {
  const page = await filteredPage(deps.store, assets, {
    query: {
      ...(scope.batchId === null
        ? { index: "byTarget", partition: scope.targetId }
        : { index: "byBatch", partition: scope.batchId }),
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    },
    keep: ({ review, workspaceId }) => review === "approved" && workspaceId === scope.workspaceId,
  });
  const records = page.items.map(({ value }) => value);
  return {
    items: await toWorkAssets(deps, scope.targetId, records),
    // After the last asset come the links.
    cursor: page.cursor === undefined ? "links:" : `assets:${page.cursor}`,
  };
}

async function toWorkAssets(
  deps: Deps,
  targetId: TargetId,
  records: readonly AssetRecord[],
): Promise<WorkAsset[]> {
  const publishable = await publishableAssets(deps, records);
  const known = await linksOfAssets(
    deps,
    targetId,
    records.map(({ id }) => id),
  );
  return records.map(({ id, review }) => {
    const link = known.get(id);
    const withdraw = review === "rejected" && link?.state === "published";
    return {
      externalId: link?.externalId ?? id,
      asset: publishable.get(id) ?? null,
      link: link === undefined ? null : toLink(link),
      withdraw,
      notApproved: review !== "approved" && !withdraw,
    };
  });
}

/** Links of what was published and has no asset any more, or one that was rejected since. */
async function pageOfWithdrawn(
  deps: Deps,
  { targetId, batchId, workspaceId }: Scope,
  { limit, cursor }: PageInput,
): Promise<AssetPage> {
  const page: Page<{ value: LinkRecord }> = await filteredPage(deps.store, links, {
    query: {
      ...(batchId === null
        ? { index: "byTarget", partition: targetId }
        : { index: "byTargetBatch", partition: `${targetId}/${batchId}` }),
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    },
    keep: ({ state }) => state === "published",
  });
  const published = page.items.map(({ value }) => value);
  const present = await readAssets(
    deps,
    workspaceId,
    published.flatMap(({ assetId }) => (assetId === null ? [] : [assetId])),
  );
  const kept = new Set<string>(present.filter(({ review }) => review !== "rejected").map(({ id }) => id));
  const gone = published.filter(({ assetId }) => assetId === null || !kept.has(assetId));
  const publishable = await publishableAssets(deps, present);
  return {
    items: gone.map((link) => toWithdrawal(link, publishable.get(link.assetId ?? "") ?? null)),
    ...(page.cursor === undefined ? {} : { cursor: `links:${page.cursor}` }),
  };
}

const toWithdrawal = (link: LinkRecord, asset: WorkAsset["asset"]): WorkAsset => ({
  externalId: link.externalId,
  asset,
  link: toLink(link),
  withdraw: true,
  notApproved: false,
});

/** The cursor is the number of ids that were dealt with. */
async function pageOfIds(
  deps: Deps,
  { workspaceId, targetId }: Scope,
  { assetIds, limit, cursor }: PageInput & { assetIds: readonly AssetId[] },
): Promise<AssetPage> {
  const start = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isInteger(start) || start < 0) throw new InvalidCursorError("This cursor is of another list");
  const ids = assetIds.slice(start, start + limit);
  const present = await readAssets(deps, workspaceId, ids);
  const gone = ids.filter((id) => !present.some((asset) => asset.id === id));
  const left = [...(await linksOfAssets(deps, targetId, gone)).values()];
  const next = start + limit;
  return {
    items: [
      ...(await toWorkAssets(deps, targetId, present)),
      ...left.filter(({ state }) => state === "published").map((link) => toWithdrawal(link, null)),
    ],
    ...(next < assetIds.length ? { cursor: String(next) } : {}),
  };
}

/** Whether a plan over the scope would look at anything at all. */
export const isEmpty = async (deps: Deps, scope: Scope): Promise<boolean> =>
  !(await hasItems((page) => pageOfScope(deps, scope, page)));
