import {
  type Member,
  ProblemError,
  type UpdateMember,
  type UserId,
  type WorkspaceId,
} from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { type Action, replace, type Stored } from "../ports/index.ts";
import { holdAnotherAdmin } from "./another-admin.ts";
import { type MembershipRecord, membershipIdOf, memberships, toMember } from "./membership-record.ts";
import { users } from "./user-record.ts";

type MemberDeps = Pick<CoreDeps, "store" | "clock" | "random">;

/** Gives a member another role. Throws the problems `not-found` and `last-admin`. */
export async function updateMember(
  deps: MemberDeps,
  principal: Principal,
  { id, role }: UpdateMember & { id: UserId },
): Promise<Member> {
  const { value: member, revision } = await findMember(deps, principal.workspaceId, id);
  const user = (await deps.store.get(users, id))?.value;
  if (member.role === role) return toMember(member, user);
  const changed: MembershipRecord = { ...member, role };
  await deps.store.transact([
    replace(memberships, changed, revision),
    ...(await holdAdmin(deps, member)),
    audit(deps, principal, { action: "member.updated", subject: id, before: member, after: changed }),
  ]);
  return toMember(changed, user);
}

/** Throws the same `not-found` whether the person belongs to another workspace or is not known at all. */
export async function findMember(
  { store }: Pick<CoreDeps, "store">,
  workspaceId: WorkspaceId,
  id: UserId,
): Promise<Stored<MembershipRecord>> {
  const found = await store.get(memberships, membershipIdOf(workspaceId, id));
  if (found === undefined) {
    throw new ProblemError("not-found", `There is no member with the id ${id} in this workspace.`);
  }
  return found;
}

/** What makes sure that an admin stays when this one goes or steps down. Throws the problem `last-admin`. */
export async function holdAdmin(
  deps: Pick<CoreDeps, "store" | "clock">,
  { role, userId, workspaceId }: MembershipRecord,
): Promise<readonly Action[]> {
  if (role !== "admin") return [];
  const other = await holdAnotherAdmin(deps, workspaceId, userId);
  if (other !== undefined) return [other];
  throw new ProblemError(
    "last-admin",
    "This is the workspace's only admin. Make somebody else an admin first, or delete the workspace.",
  );
}
