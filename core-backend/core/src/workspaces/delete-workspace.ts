import { ProblemError, type WorkspaceId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { replace } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { ERASURE_ACTION } from "./erasers.ts";
import { findWorkspace } from "./read-workspace.ts";
import { workspaces } from "./workspace-record.ts";

/**
 * Deletes a workspace: nobody can enter it from now on, and a job erases everything of it. Only the record that it
 * was erased, and by whom, stays. Throws the problems `not-found` and `confirmation-wrong`.
 */
export async function deleteWorkspace(
  deps: Pick<CoreDeps, "store" | "outbox" | "clock" | "random">,
  principal: Principal,
  { id, confirm }: { id: WorkspaceId; confirm: string },
): Promise<void> {
  const { value: workspace, revision } = await findWorkspace(deps, principal, id);
  if (confirm !== workspace.name) {
    throw new ProblemError(
      "confirmation-wrong",
      "Confirm with the workspace's name, exactly as it is written. Nothing was deleted.",
    );
  }
  await deps.store.transact([
    replace(workspaces, { ...workspace, erasedAt: deps.clock.now() }, revision),
    audit(
      deps,
      { ...principal, workspaceId: id },
      {
        action: ERASURE_ACTION,
        subject: id,
        before: { plan: workspace.plan },
      },
    ),
    announce(deps.outbox, id, {
      workspaceId: id,
      jobs: [{ queue: "workflow", message: { kind: "delete-workspace", workspaceId: id } }],
    }),
  ]);
}
