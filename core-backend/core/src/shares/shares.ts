import { type CreateShare, ProblemError, type Share, type ShareId, shareIdSchema } from "@assetql/contract";
import { assets, imageKey } from "../assets/asset-record.ts";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { exportDownloadUrl } from "../exports/read-export.ts";
import { create, replace } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { mapPage } from "../shared/pages.ts";
import { type ShareRecord, shareIdOf, shares } from "./share-record.ts";

type ShareDeps = Pick<CoreDeps, "store" | "blobs" | "clock" | "random" | "publicUrl">;

/** Whoever opens a link is sent on at once. */
const REDIRECT_SECONDS = 300;

/**
 * Makes a link that needs no key. Throws the problems `not-found` and, for an export that has no package,
 * `export-not-ready`, `export-failed` and `export-expired`.
 */
export async function createShare(
  deps: ShareDeps,
  principal: Principal,
  { assetId, exportId, expiresInSeconds }: CreateShare,
): Promise<Share> {
  if (assetId !== undefined)
    await getOwned(deps, principal, { collection: assets, id: assetId, what: "asset" });
  if (exportId !== undefined) await exportDownloadUrl(deps, principal, { id: exportId });
  const token = deps.random.id();
  const now = deps.clock.now();
  const share: ShareRecord = {
    id: shareIdSchema.parse(shareIdOf(token)),
    workspaceId: principal.workspaceId,
    assetId: assetId ?? null,
    exportId: exportId ?? null,
    token,
    createdBy: principal.userId,
    createdAt: now,
    expiresAt: now + expiresInSeconds * 1000,
    revokedAt: null,
  };
  const { token: _, ...told } = share;
  await deps.store.transact([
    create(shares, share),
    audit(deps, principal, { action: "share.created", subject: share.id, after: told }),
  ]);
  return toShare(deps, share);
}

/** The workspace's links, newest first. */
export async function listShares(
  deps: ShareDeps,
  { workspaceId }: Principal,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Share[]; cursor?: string }> {
  const page = await deps.store.query(shares, {
    index: "byWorkspace",
    partition: workspaceId,
    order: "descending",
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
  return mapPage(page, ({ value }) => toShare(deps, value));
}

/** Ends a link at once. Throws the problem `not-found`. */
export async function revokeShare(
  deps: ShareDeps,
  principal: Principal,
  { id }: { id: ShareId },
): Promise<void> {
  const { value, revision } = await getOwned(deps, principal, { collection: shares, id, what: "link" });
  if (value.revokedAt !== null) return;
  const revokedAt = deps.clock.now();
  await deps.store.transact([
    replace(shares, { ...value, revokedAt }, revision),
    audit(deps, principal, {
      action: "share.revoked",
      subject: id,
      before: { revokedAt: null },
      after: { revokedAt },
    }),
  ]);
}

/** Where a link leads to now. Throws the problems `not-found` and `share-expired`. */
export async function openShare(deps: ShareDeps, { token }: { token: string }): Promise<string> {
  const share = (await deps.store.get(shares, shareIdOf(token)))?.value;
  if (share === undefined) throw new ProblemError("not-found", "There is no such link.");
  const { assetId, exportId, expiresAt, revokedAt } = share;
  if (revokedAt !== null || expiresAt <= deps.clock.now()) {
    const why = revokedAt === null ? "has expired" : "was revoked";
    throw new ProblemError("share-expired", `This link ${why}. Ask whoever sent it for a new one.`);
  }
  const url = assetId === null ? await packageUrl(deps, share) : await imageUrl(deps, assetId);
  if (url !== undefined) return url;
  const what = exportId === null ? "image" : "package";
  throw new ProblemError("share-expired", `The ${what} that this link showed is gone.`);
}

async function imageUrl({ store, blobs }: ShareDeps, assetId: string): Promise<string | undefined> {
  const asset = (await store.get(assets, assetId))?.value;
  return asset && blobs.signedReadUrl(imageKey(asset), { expiresInSeconds: REDIRECT_SECONDS });
}

async function packageUrl(
  deps: ShareDeps,
  { exportId, workspaceId, createdBy }: ShareRecord,
): Promise<string | undefined> {
  if (exportId === null) return undefined;
  try {
    const owner = { workspaceId, userId: createdBy, role: "viewer" } as const;
    return await exportDownloadUrl(deps, owner, { id: exportId });
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

function toShare({ publicUrl }: ShareDeps, { token, ...share }: ShareRecord): Share {
  return { ...share, url: `${publicUrl()}/s/${token}` };
}
