import { workspaceIdSchema } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { create } from "../ports/index.ts";
import { eraseWorkspace } from "./erase.ts";
import { isErased, workspaces } from "./workspace-record.ts";

/** The workspace that a new hub starts with. */
export const HOME_WORKSPACE = workspaceIdSchema.parse("ws_home");

/**
 * Makes the home workspace unless it is there; ends its erasure first, when it was deleted. It has no limits: the
 * machine is its owner's.
 */
export async function ensureHomeWorkspace(deps: CoreDeps): Promise<void> {
  const { store, clock } = deps;
  if (await isErased(deps, HOME_WORKSPACE)) await eraseWorkspace(deps, { workspaceId: HOME_WORKSPACE });
  if ((await store.get(workspaces, HOME_WORKSPACE)) !== undefined) return;
  const now = clock.now();
  await store.transact([
    create(workspaces, {
      id: HOME_WORKSPACE,
      name: "Home",
      plan: "unlimited",
      notifyEmails: [],
      createdAt: now,
      updatedAt: now,
      erasedAt: null,
    }),
  ]);
}
