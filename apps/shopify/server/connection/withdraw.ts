import { ApiProblemError } from "@assetql/client";
import type { ProblemCode } from "@assetql/contract";
import { removePeople } from "../people/people.ts";
import { adminOf, unlessLockedOut } from "./admin.ts";
import type { HubPlace } from "./connection-record.ts";
import type { ConnectionDeps } from "./connections.ts";
import { pauseRunning } from "./running-publications.ts";

/** Takes the keys of the shop's people out of a workspace of somebody else. Safe to repeat. */
export async function withdrawPeople(deps: ConnectionDeps, shop: string, place: HubPlace): Promise<void> {
  const admin = await adminOf(deps, { shop, place });
  const revoke = async (id: string) => {
    await unlessLockedOut(() => gone(admin.keys.revoke(id), "not-found"));
  };
  await removePeople(deps.documents, revoke, { shop, workspaceId: place.workspaceId });
}

/**
 * Erases what there is of the shop in a workspace of somebody else: its target with all publications, its people's
 * keys, and at last the app's own. Safe to repeat; what is gone already is well, and where the app is locked out there
 * is nothing that it could do.
 */
export async function eraseIn(deps: ConnectionDeps, shop: string, place: HubPlace): Promise<void> {
  const admin = await adminOf(deps, { shop, place });
  const { targetId } = place;
  await unlessLockedOut(async () => {
    if (targetId === null) return;
    await pauseRunning(admin, targetId);
    await gone(admin.targets.delete(targetId), "not-found");
  });
  await withdrawPeople(deps, shop, place);
  // The last admin's key of a workspace cannot be revoked: then it is what the workspace's own people are left with.
  await unlessLockedOut(() => gone(admin.keys.revoke(place.keyId), "not-found", "last-admin-key"));
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
