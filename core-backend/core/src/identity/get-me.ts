import type { Me } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { eachRecord } from "../shared/pages.ts";
import { workspaces } from "../workspaces/workspace-record.ts";
import type { Caller } from "./caller.ts";
import { memberships } from "./membership-record.ts";

/** Workspaces that are listed; `GET /workspaces` has pages for more. */
const LISTED = 200;

/** Who calls, and where they belong. */
export async function getMe(deps: Pick<CoreDeps, "store">, caller: Caller): Promise<Me> {
  if (caller.kind === "key") {
    const { workspaceId, role, userId: id, name, operator } = caller;
    const own = await nameOf(deps, workspaceId);
    const workspaces = [{ id: workspaceId, name: own ?? workspaceId, role }];
    return { kind: "api-key", id, name, email: null, operator, workspaces };
  }
  const { userId: id, person } = caller;
  const belongsTo: Me["workspaces"] = [];
  for await (const { value } of eachRecord(deps.store, memberships, { index: "byUser", partition: id })) {
    const name = await nameOf(deps, value.workspaceId);
    if (name !== undefined) belongsTo.push({ id: value.workspaceId, name, role: value.role });
    if (belongsTo.length === LISTED) break;
  }
  return {
    kind: "person",
    id,
    name: person.name,
    email: person.email,
    operator: false,
    workspaces: belongsTo,
  };
}

/** None of a workspace that is being erased. */
async function nameOf({ store }: Pick<CoreDeps, "store">, id: string): Promise<string | undefined> {
  const found = (await store.get(workspaces, id))?.value;
  return found === undefined || found.erasedAt !== null ? undefined : found.name;
}
