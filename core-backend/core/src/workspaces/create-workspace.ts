import {
  type CreatedWorkspace,
  type CreateWorkspace,
  ProblemError,
  workspaceIdSchema,
} from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps } from "../deps.ts";
import { apiKeys, newApiKey, toApiKey } from "../identity/api-key-record.ts";
import { type Caller, type KeyCaller, type PersonCaller, principalOf } from "../identity/caller.ts";
import { memberships, newMembership } from "../identity/membership-record.ts";
import { rememberUser } from "../identity/user-record.ts";
import { type Action, create } from "../ports/index.ts";
import { toWorkspace, type WorkspaceRecord, workspaces } from "./workspace-record.ts";

type CreateDeps = Pick<CoreDeps, "store" | "clock" | "random">;

/**
 * Makes a workspace with its first admin: the person who asks, or for an operator's key another key, whose secret
 * is in the answer. Throws the problem `forbidden`.
 */
export async function createWorkspace(
  deps: CreateDeps,
  caller: Caller,
  { name, plan }: CreateWorkspace,
): Promise<CreatedWorkspace> {
  if (caller.kind === "person" && plan !== undefined) {
    throw new ProblemError("forbidden", "Only an operator of the hub may choose a plan.");
  }
  const now = deps.clock.now();
  const record: WorkspaceRecord = {
    id: workspaceIdSchema.parse(`ws_${deps.random.id()}`),
    name,
    plan: plan ?? (caller.kind === "key" ? "unlimited" : "free"),
    notifyEmails: [],
    createdAt: now,
    updatedAt: now,
    erasedAt: null,
  };
  const admin = caller.kind === "key" ? firstKey(caller, record) : firstMember(caller, record);
  await deps.store.transact([
    create(workspaces, record),
    ...admin.actions,
    audit(deps, principalOf(caller, { workspaceId: record.id, role: "admin" }), {
      action: "workspace.created",
      subject: record.id,
      after: { name, plan: record.plan },
    }),
  ]);
  return { ...toWorkspace(record), firstKey: admin.firstKey };
}

interface FirstAdmin {
  readonly actions: readonly Action[];
  readonly firstKey: CreatedWorkspace["firstKey"];
}

function firstKey({ operator }: KeyCaller, { id: workspaceId, createdAt }: WorkspaceRecord): FirstAdmin {
  if (!operator) throw new ProblemError("forbidden", "Only an operator's key may make workspaces.");
  const { record, secret } = newApiKey({
    workspaceId,
    name: "First admin key",
    role: "admin",
    operator: false,
    expiresAt: null,
    now: createdAt,
  });
  return { actions: [create(apiKeys, record)], firstKey: { ...toApiKey(record), secret } };
}

function firstMember({ userId, person }: PersonCaller, { id, createdAt }: WorkspaceRecord): FirstAdmin {
  const membership = newMembership(id, userId, { role: "admin", joinedAt: createdAt });
  return { actions: [create(memberships, membership), rememberUser(person)], firstKey: null };
}
