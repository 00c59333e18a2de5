import { ProblemError, type WorkspaceId } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { isErased } from "../workspaces/workspace-record.ts";
import { type Caller, type KeyCaller, type PersonCaller, principalOf } from "./caller.ts";
import { type MembershipRecord, membershipIdOf, memberships } from "./membership-record.ts";

/**
 * The caller as one who acts in a workspace: a key in its own, a person in the one they ask for or in the only one
 * they belong to. Throws the problems `forbidden` and, when the choice is open, `request-invalid`.
 */
export async function enterWorkspace(
  deps: Pick<CoreDeps, "store">,
  caller: Caller,
  asked: WorkspaceId | undefined,
): Promise<Principal> {
  return caller.kind === "key" ? enterAsKey(caller, asked) : enterAsPerson(deps, caller, asked);
}

function enterAsKey(caller: KeyCaller, asked: WorkspaceId | undefined): Principal {
  if (asked !== undefined && asked !== caller.workspaceId) {
    throw new ProblemError(
      "forbidden",
      "This API key belongs to another workspace than X-Workspace-Id says.",
    );
  }
  return principalOf(caller, caller);
}

async function enterAsPerson(
  deps: Pick<CoreDeps, "store">,
  caller: PersonCaller,
  asked: WorkspaceId | undefined,
): Promise<Principal> {
  const membership =
    asked === undefined ? await onlyMembership(deps, caller) : await membershipIn(deps, caller, asked);
  return principalOf(caller, membership);
}

/** The same words whether or not there is such a workspace. */
async function membershipIn(
  { store }: Pick<CoreDeps, "store">,
  { userId }: PersonCaller,
  workspaceId: WorkspaceId,
): Promise<MembershipRecord> {
  const membership = await store.get(memberships, membershipIdOf(workspaceId, userId));
  if (membership === undefined || (await isErased({ store }, workspaceId))) {
    throw new ProblemError("forbidden", `You do not belong to a workspace with the id ${workspaceId}.`);
  }
  return membership.value;
}

async function onlyMembership(
  deps: Pick<CoreDeps, "store">,
  { userId }: PersonCaller,
): Promise<MembershipRecord> {
  const { items } = await deps.store.query(memberships, { index: "byUser", partition: userId, limit: 50 });
  const alive: MembershipRecord[] = [];
  for (const { value } of items) if (!(await isErased(deps, value.workspaceId))) alive.push(value);
  const [only] = alive;
  if (only === undefined) {
    throw new ProblemError(
      "forbidden",
      "You do not belong to a workspace yet. Accept an invitation, or make a workspace of your own.",
    );
  }
  if (alive.length > 1) {
    throw new ProblemError(
      "request-invalid",
      "You belong to more than one workspace. Say which is meant with the header X-Workspace-Id.",
    );
  }
  return only;
}
