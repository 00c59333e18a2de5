import { ApiProblemError } from "@assetql/client";
import type { ProblemCode } from "@assetql/contract";
import { removePeople } from "../people/people.ts";
import { adminOf } from "./admin.ts";
import type { HubPlace } from "./connection-record.ts";
import type { ConnectionDeps } from "./connections.ts";

/**
 * Takes what the shop has out of a workspace of somebody else: its target, its people's keys, and at last the app's own.
 * Safe to repeat; what is gone already is well. Throws the problem `target-in-use` while something is published there.
 */
export async function withdrawFrom(deps: ConnectionDeps, shop: string, place: HubPlace): Promise<void> {
  const admin = await adminOf(deps, { shop, place });
  const { workspaceId } = place;
  await unlessLockedOut(async () => {
    if (place.targetId !== null) await gone(admin.targets.delete(place.targetId), "not-found");
  });
  const revoke = (id: string) => unlessLockedOut(() => gone(admin.keys.revoke(id), "not-found"));
  await removePeople(deps.documents, revoke, { shop, workspaceId });
  // The last admin's key of a workspace cannot be revoked: then it is what the workspace's own people are left with.
  await unlessLockedOut(() => gone(admin.keys.revoke(place.keyId), "not-found", "last-admin-key"));
}

/** Where the workspace is gone, or does not let the app in any more, there is nothing that it could still do. */
async function unlessLockedOut(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ApiProblemError && error.code === "unauthenticated")) throw error;
  }
}

/** Waits for a call; failures that say that nothing is left to do are fine. */
export async function gone(call: Promise<void>, ...fine: readonly ProblemCode[]): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof ApiProblemError && fine.includes(error.code))) throw error;
  }
}

/** Erases a workspace that was made for a shop, with all that is in it. Safe to repeat. */
export async function eraseOwn(
  { hub }: Pick<ConnectionDeps, "hub">,
  { workspaceId }: HubPlace,
): Promise<void> {
  const erase = async (): Promise<void> => {
    const { name } = await hub.operator.workspaces.get(workspaceId);
    await hub.operator.workspaces.delete(workspaceId, name);
  };
  await gone(erase(), "not-found");
}
