import {
  type CreatedInvitation,
  type CreateInvitation,
  INVITATION_LIFETIME_SECONDS,
  type Invitation,
  type InvitationId,
} from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { create, remove } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { mapPage } from "../shared/pages.ts";
import { hashSecret, newSecret } from "./api-key-record.ts";
import {
  INVITATION_PREFIX,
  type InvitationRecord,
  invitationIdOf,
  invitations,
  toInvitation,
} from "./invitation-record.ts";
import { mailInvitation } from "./mail-invitation.ts";

/**
 * Invites whoever gets the token, for seven days. The token is in the answer, in the mail and nowhere else, so the
 * mail cannot wait in the outbox: it is sent once, when the invitation is written.
 */
export async function createInvitation(
  deps: Pick<CoreDeps, "store" | "clock" | "random" | "mailer" | "log" | "publicUrl">,
  principal: Principal,
  { email, role }: CreateInvitation,
): Promise<CreatedInvitation> {
  const token = newSecret(INVITATION_PREFIX);
  const tokenHash = hashSecret(token);
  const now = deps.clock.now();
  const record: InvitationRecord = {
    id: invitationIdOf(tokenHash),
    workspaceId: principal.workspaceId,
    email,
    role,
    invitedBy: principal.userId,
    createdAt: now,
    expiresAt: now + INVITATION_LIFETIME_SECONDS * 1000,
    tokenHash,
  };
  await deps.store.transact([
    create(invitations, record),
    audit(deps, principal, { action: "invitation.created", subject: record.id, after: { role } }),
  ]);
  await mailInvitation(deps, record, token);
  return { ...toInvitation(record), token };
}

/** Those that nobody has accepted, newest first; also those that have run out. */
export async function listInvitations(
  { store }: Pick<CoreDeps, "store">,
  { workspaceId }: Principal,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: Invitation[]; cursor?: string }> {
  const found = await store.query(invitations, {
    index: "byWorkspace",
    partition: workspaceId,
    order: "descending",
    limit: page.limit,
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  });
  return mapPage(found, ({ value }) => toInvitation(value));
}

/** Withdraws an invitation; its token opens nothing any more. Throws the problem `not-found`. */
export async function deleteInvitation(
  deps: Pick<CoreDeps, "store" | "clock" | "random">,
  principal: Principal,
  { id }: { id: InvitationId },
): Promise<void> {
  const { value, revision } = await getOwned(deps, principal, {
    collection: invitations,
    id,
    what: "invitation",
  });
  await deps.store.transact([
    remove(invitations, id, revision),
    audit(deps, principal, { action: "invitation.deleted", subject: id, before: { role: value.role } }),
  ]);
}
