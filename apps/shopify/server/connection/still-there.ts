import { ApiProblemError } from "@assetql/client";
import { AppProblemError } from "../problems.ts";
import { change } from "../store/documents.ts";
import { type HubPlace, placeOf, recordOf } from "./connection-record.ts";
import type { Connected, ConnectionDeps } from "./connections.ts";
import { makeTarget } from "./own-workspace.ts";
import { isThere } from "./target.ts";

/**
 * Whether the hub still has the workspace and takes the key. One that is gone is forgotten: the own one is made anew, and
 * from a joined one the shop goes back to its own. Throws the problem `workspace-key-refused` for an own workspace that
 * is there, but does not let the app in.
 */
export async function isStillThere(
  deps: ConnectionDeps,
  shop: string,
  { place, admin }: Connected,
): Promise<boolean> {
  try {
    await admin.workspaces.me();
    return true;
  } catch (error) {
    if (!(error instanceof ApiProblemError && error.code === "unauthenticated")) throw error;
  }
  const isOwn = (await recordOf(deps.documents, shop))?.own?.workspaceId === place.workspaceId;
  if (isOwn && (await exists(deps, place.workspaceId))) {
    throw new AppProblemError(
      "workspace-key-refused",
      `The key with which the app works in the workspace "${place.workspaceName}" was revoked. Join it again by a new key, in the settings.`,
    );
  }
  const { workspaceId, workspaceName } = place;
  const previous = { workspaceId, workspaceName, why: "lost" as const };
  await change(deps.documents, placeOf(shop), (now) => {
    if (now?.joined?.workspaceId === workspaceId) return { ...now, joined: null, previous };
    return now?.own?.workspaceId === workspaceId ? { ...now, own: null, making: null, previous } : undefined;
  });
  return false;
}

/** Whether the shop's target is still there. One that somebody has deleted is made anew, and noted. */
export async function hasTarget(
  deps: ConnectionDeps,
  shop: string,
  { record, place, admin }: Connected,
): Promise<boolean> {
  if (await isThere(admin, place.targetId)) return true;
  const { shopName, installedAt: since } = record;
  const targetId = await makeTarget(deps, admin, { shop, shopName, since });
  const mended = <Place extends HubPlace>(one: Place | null): Place | null =>
    one?.keyId === place.keyId ? { ...one, targetId } : one;
  await change(deps.documents, placeOf(shop), (now) =>
    now === undefined ? undefined : { ...now, own: mended(now.own), joined: mended(now.joined) },
  );
  return false;
}

async function exists({ hub }: ConnectionDeps, workspaceId: string): Promise<boolean> {
  try {
    await hub.operator.workspaces.get(workspaceId);
    return true;
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === "not-found") return false;
    throw error;
  }
}
