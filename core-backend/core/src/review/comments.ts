import { type AssetId, type Comment, type CommentId, ProblemError } from "@assetql/contract";
import { assets } from "../assets/asset-record.ts";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { create, remove } from "../ports/index.ts";
import { newCommentId } from "../shared/ids.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { mapPage } from "../shared/pages.ts";
import { type CommentRecord, comments } from "./comment-record.ts";

type CommentDeps = Pick<CoreDeps, "store" | "outbox" | "clock" | "random">;

/** Writes about the version of an asset that counts now. Throws the problem `not-found`. */
export async function createComment(
  deps: CommentDeps,
  principal: Principal,
  { id, text, idempotencyKey }: { id: AssetId; text: string; idempotencyKey?: string | undefined },
): Promise<Comment> {
  const { value: asset } = await getOwned(deps, principal, { collection: assets, id, what: "asset" });
  const at = deps.clock.now();
  const comment: CommentRecord = {
    id: newCommentId({ random: deps.random, workspaceId: principal.workspaceId, idempotencyKey }),
    workspaceId: principal.workspaceId,
    assetId: id,
    version: asset.version,
    author: principal.userId,
    text,
    createdAt: at,
  };
  const earlier = (await deps.store.get(comments, comment.id))?.value;
  // The same idempotency key has written it before.
  if (earlier !== undefined) return toComment(earlier);
  const { workspaceId, batchId } = asset;
  await deps.store.transact([
    create(comments, comment),
    audit(deps, principal, { action: "comment.created", subject: comment.id, after: { assetId: id, text } }),
    announce(deps.outbox, batchId, {
      workspaceId,
      events: [{ type: "asset.commented", assetId: id, batchId, commentId: comment.id, at }],
    }),
  ]);
  return toComment(comment);
}

/** What people wrote about an asset, oldest first. Throws the problem `not-found`. */
export async function listComments(
  deps: Pick<CoreDeps, "store">,
  principal: Principal,
  { id, limit, cursor }: { id: AssetId; limit: number; cursor?: string | undefined },
): Promise<{ items: Comment[]; cursor?: string }> {
  await getOwned(deps, principal, { collection: assets, id, what: "asset" });
  const page = await deps.store.query(comments, {
    index: "byAsset",
    partition: id,
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
  return mapPage(page, ({ value }) => toComment(value));
}

/** Takes a comment back: one's own, or anybody's as an admin. Throws the problems `not-found` and `forbidden`. */
export async function deleteComment(
  deps: CommentDeps,
  principal: Principal,
  { id }: { id: CommentId },
): Promise<void> {
  const { value, revision } = await getOwned(deps, principal, { collection: comments, id, what: "comment" });
  if (value.author !== principal.userId && principal.role !== "admin") {
    throw new ProblemError("forbidden", "Only who wrote a comment, or an admin, can take it back.");
  }
  await deps.store.transact([
    remove(comments, id, revision),
    audit(deps, principal, { action: "comment.deleted", subject: id, before: value }),
  ]);
}

function toComment({ workspaceId: _, ...comment }: CommentRecord): Comment {
  return comment;
}
