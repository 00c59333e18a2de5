import { ProblemError, type UpdateWorkspace, type Workspace, type WorkspaceId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { replace } from "../ports/index.ts";
import { findWorkspace } from "./read-workspace.ts";
import { toWorkspace, type WorkspaceRecord, workspaces } from "./workspace-record.ts";

/** Changes a workspace. Throws the problems `not-found`, and `forbidden` for a plan that no operator asks for. */
export async function updateWorkspace(
  deps: Pick<CoreDeps, "store" | "clock" | "random">,
  principal: Principal,
  { id, ...changes }: UpdateWorkspace & { id: WorkspaceId },
): Promise<Workspace> {
  const { value: workspace, revision } = await findWorkspace(deps, principal, id);
  const plan = changes.plan ?? workspace.plan;
  if (plan !== workspace.plan && principal.operator !== true) {
    throw new ProblemError("forbidden", "Only an operator of the hub may change the plan of a workspace.");
  }
  const changed: WorkspaceRecord = {
    ...workspace,
    name: changes.name ?? workspace.name,
    notifyEmails: changes.notifyEmails ?? workspace.notifyEmails,
    plan,
    updatedAt: deps.clock.now(),
  };
  // An operator's change of another workspace is told there.
  const actor = { ...principal, workspaceId: id };
  await deps.store.transact([
    replace(workspaces, changed, revision),
    audit(deps, actor, {
      action: "workspace.updated",
      subject: id,
      before: told(workspace),
      after: told(changed),
    }),
  ]);
  return toWorkspace(changed);
}

/** An audit holds no addresses of people, only how many there are. */
const told = ({ name, plan, notifyEmails }: WorkspaceRecord) => ({
  name,
  plan,
  notifiedAddresses: notifyEmails.length,
});
