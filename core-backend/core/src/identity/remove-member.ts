import { ProblemError, type UserId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { type Action, remove } from "../ports/index.ts";
import { memberships } from "./membership-record.ts";
import { findMember, holdAdmin } from "./update-member.ts";
import { users } from "./user-record.ts";

/**
 * Takes a member out of the workspace: anybody themselves, an admin everybody. Throws the problems `forbidden`,
 * `not-found` and `last-admin`.
 */
export async function removeMember(
  deps: Pick<CoreDeps, "store" | "clock" | "random">,
  principal: Principal,
  { id }: { id: UserId },
): Promise<void> {
  if (principal.role !== "admin" && principal.userId !== id) {
    throw new ProblemError("forbidden", "Only an admin may remove somebody else from the workspace.");
  }
  const { value: member, revision } = await findMember(deps, principal.workspaceId, id);
  await deps.store.transact([
    remove(memberships, member.id, revision),
    ...(await holdAdmin(deps, member)),
    ...(await forgetUser(deps, member.userId, member.id)),
    audit(deps, principal, { action: "member.removed", subject: id, before: { role: member.role } }),
  ]);
}

/** What is known of a person goes with the last membership, `leaving`. */
export async function forgetUser(
  { store }: Pick<CoreDeps, "store">,
  userId: UserId,
  leaving: string,
): Promise<readonly Action[]> {
  const { items } = await store.query(memberships, { index: "byUser", partition: userId, limit: 2 });
  return items.some(({ value }) => value.id !== leaving) ? [] : [remove(users, userId)];
}
