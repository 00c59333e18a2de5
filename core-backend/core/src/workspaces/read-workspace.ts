import { ProblemError, type Workspace, type WorkspaceId } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import type { Caller } from "../identity/caller.ts";
import { memberships } from "../identity/membership-record.ts";
import type { Stored } from "../ports/index.ts";
import { mapPage } from "../shared/pages.ts";
import { EVERY_WORKSPACE, toWorkspace, type WorkspaceRecord, workspaces } from "./workspace-record.ts";

type ReadDeps = Pick<CoreDeps, "store">;

/** The principal's own workspace; for an operator any. Throws the problem `not-found`. */
export async function getWorkspace(
  deps: ReadDeps,
  principal: Principal,
  { id }: { id: WorkspaceId },
): Promise<Workspace> {
  return toWorkspace((await findWorkspace(deps, principal, id)).value);
}

/** Throws the same `not-found` for another's workspace as for none. */
export async function findWorkspace(
  { store }: ReadDeps,
  principal: Principal,
  id: WorkspaceId,
): Promise<Stored<WorkspaceRecord>> {
  const mayLook = principal.workspaceId === id || principal.operator === true;
  const found = mayLook ? await store.get(workspaces, id) : undefined;
  if (found === undefined || found.value.erasedAt !== null) {
    throw new ProblemError("not-found", `There is no workspace with the id ${id} that you belong to.`);
  }
  return found;
}

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A key's own workspace, every one for an operator's, and those that a person belongs to. */
export async function listWorkspaces(
  deps: ReadDeps,
  caller: Caller,
  { limit, cursor }: PageQuery,
): Promise<{ items: Workspace[]; cursor?: string }> {
  const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
  if (caller.kind === "key" && caller.operator) {
    const found = await deps.store.query(workspaces, { index: "all", partition: EVERY_WORKSPACE, ...page });
    return mapPage(found, ({ value }) => toWorkspace(value));
  }
  if (caller.kind === "key") return { items: await alive(deps, [caller.workspaceId]) };
  const found = await deps.store.query(memberships, { index: "byUser", partition: caller.userId, ...page });
  const items = await alive(
    deps,
    found.items.map(({ value }) => value.workspaceId),
  );
  return { items, ...(found.cursor === undefined ? {} : { cursor: found.cursor }) };
}

async function alive({ store }: ReadDeps, ids: readonly WorkspaceId[]): Promise<Workspace[]> {
  const found = await Promise.all(ids.map((id) => store.get(workspaces, id)));
  return found.flatMap((stored) =>
    stored === undefined || stored.value.erasedAt !== null ? [] : [toWorkspace(stored.value)],
  );
}
