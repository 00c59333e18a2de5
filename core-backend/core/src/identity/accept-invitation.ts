import { type Member, ProblemError } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps } from "../deps.ts";
import { create, remove, type Stored } from "../ports/index.ts";
import { isErased } from "../workspaces/workspace-record.ts";
import { hashSecret } from "./api-key-record.ts";
import { type Caller, principalOf } from "./caller.ts";
import { type InvitationRecord, invitationIdOf, invitations } from "./invitation-record.ts";
import { membershipIdOf, memberships, newMembership, toMember } from "./membership-record.ts";
import { rememberUser } from "./user-record.ts";

/**
 * Makes the person a member of the workspace that invited them; the invitation is used up. Throws the problems
 * `forbidden` (a key), `not-found`, `invitation-expired` and `already-member`.
 */
export async function acceptInvitation(
  deps: Pick<CoreDeps, "store" | "clock" | "random">,
  caller: Caller,
  { token }: { token: string },
): Promise<Member> {
  if (caller.kind === "key") {
    throw new ProblemError(
      "forbidden",
      "Invitations are for people: sign in with an identity provider instead of an API key.",
    );
  }
  const { value: invitation, revision } = await findInvitation(deps, token);
  const { workspaceId, role, id } = invitation;
  const { userId, person } = caller;
  if ((await deps.store.get(memberships, membershipIdOf(workspaceId, userId))) !== undefined) {
    throw new ProblemError("already-member", "You belong to this workspace already.");
  }
  const membership = newMembership(workspaceId, userId, { role, joinedAt: deps.clock.now() });
  await deps.store.transact([
    remove(invitations, id, revision),
    create(memberships, membership),
    rememberUser(person),
    audit(deps, principalOf(caller, { workspaceId, role }), {
      action: "member.joined",
      subject: userId,
      after: { role, invitation: id },
    }),
  ]);
  return toMember(membership, person);
}

async function findInvitation(
  deps: Pick<CoreDeps, "store" | "clock">,
  token: string,
): Promise<Stored<InvitationRecord>> {
  const tokenHash = hashSecret(token);
  const found = await deps.store.get(invitations, invitationIdOf(tokenHash));
  const isKnown = found?.value.tokenHash === tokenHash && !(await isErased(deps, found.value.workspaceId));
  if (found === undefined || !isKnown) {
    throw new ProblemError("not-found", "This invitation is unknown, was used or was withdrawn.");
  }
  if (found.value.expiresAt <= deps.clock.now()) {
    throw new ProblemError("invitation-expired", "This invitation has run out. Ask for a new one.");
  }
  return found;
}
