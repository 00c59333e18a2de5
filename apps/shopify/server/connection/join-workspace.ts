import { ApiProblemError, type Client } from "@assetql/client";
import { AppProblemError } from "../problems.ts";
import type { Connection } from "../services.ts";
import { adminOf, unlessLockedOut } from "./admin.ts";
import { assertMayMove } from "./assert-may-move.ts";
import {
  adminKeyPurpose,
  type ConnectionRecord,
  currentPlace,
  type HubPlace,
  placeIn,
  recordOf,
  toConnection,
} from "./connection-record.ts";
import type { ConnectionDeps } from "./connections.ts";
import { finishLeaving, keepEntry, moveShop } from "./move-shop.ts";
import { makeTarget } from "./own-workspace.ts";
import { withdrawPeople } from "./withdraw.ts";

/** Brings a shop into the workspace of a key, or back to its own when it is the key of that. */
export type JoinWorkspace = (shop: string, apiKey: string) => Promise<Connection>;

/**
 * The given key is used once, to make another one that is the app's alone: so whoever gave it may revoke it afterwards,
 * and an operator's might is not kept. What was the shop's before stays as it is. So a workspace that has locked the app
 * out lets it in again, the shop's own as well. Throws the problems `join-key-refused`, `join-key-not-admin`,
 * `publication-running` and `publication-scheduled`.
 */
export const createJoinWorkspace =
  (deps: ConnectionDeps): JoinWorkspace =>
  async (shop, apiKey) => {
    const key = apiKey.trim();
    if (!KEY.test(key)) throw keyRefused();
    const given = deps.hub.client(key);
    const workspace = await workspaceOf(given);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const connection = await tryToJoin(deps, given, { shop, workspace });
      if (connection !== undefined) {
        await finishLeaving(deps, shop);
        return connection;
      }
    }
    throw new Error(`${shop} was moved by others ${TRIES} times in a row`);
  };

/** Two tabs may do it at the same moment: the later one wins, and begins anew from where the other has brought the shop. */
const TRIES = 5;

interface Entry {
  readonly shop: string;
  readonly workspace: Workspace;
}

/** Undefined when somebody else has moved the shop meanwhile. */
async function tryToJoin(
  deps: ConnectionDeps,
  given: Client,
  { shop, workspace }: Entry,
): Promise<Connection | undefined> {
  const before = await recordOf(deps.documents, shop);
  if (before === undefined) throw new AppProblemError("not-installed", `${shop} has not installed the app.`);
  const now = currentPlace(before);
  const isThere = now?.workspaceId === workspace.id;
  if (isThere && (await isLetIn(deps, shop, now))) return toConnection(before, now);
  await assertMayMove(deps, shop, now);
  const to = await enter(deps, given, { shop, workspace, before });
  const previous =
    now !== undefined && !isThere
      ? { workspaceId: now.workspaceId, workspaceName: now.workspaceName, why: "left" as const }
      : null;
  const record = await moveShop(deps, shop, { before, to, previous });
  const place = currentPlace(record);
  if (record !== undefined && place !== undefined) return toConnection(record, place);
  await keepEntry(deps, shop, to);
  return undefined;
}

/** Other characters cannot even be sent. */
const KEY = /^[\x21-\x7e]{8,400}$/;

interface Workspace {
  readonly id: string;
  readonly name: string;
}

async function workspaceOf(given: Client): Promise<Workspace> {
  try {
    const { kind, workspaces } = await given.workspaces.me();
    const [workspace] = workspaces;
    if (kind === "api-key" && workspace?.role === "admin") return workspace;
  } catch (error) {
    const isRefused = error instanceof ApiProblemError && error.code === "unauthenticated";
    throw isRefused ? keyRefused() : error;
  }
  throw new AppProblemError("join-key-not-admin", "This needs an admin's key of the workspace.");
}

const keyRefused = (): AppProblemError =>
  new AppProblemError("join-key-refused", "The hub does not know this key, or it was revoked.");

/** Makes a workspace ready for the shop, which comes back with the key that the app still has there, if it is good. */
async function enter(
  deps: ConnectionDeps,
  given: Client,
  { shop, workspace, before }: Entry & { readonly before: ConnectionRecord },
): Promise<HubPlace> {
  const found = placeIn(before, workspace.id);
  const known = found !== undefined && (await isLetIn(deps, shop, found)) ? found : undefined;
  const { keyId, sealedKey } = known ?? (await newKey(deps, given, { shop, workspace }));
  const place: HubPlace = {
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    keyId,
    sealedKey,
    targetId: null,
    connectedAt: deps.now(),
  };
  try {
    // Keys of its people that are left of a time before the app was locked out may be void: they get others.
    if (known === undefined) await withdrawPeople(deps, shop, place);
    const { shopName, installedAt: since } = before;
    const admin = await adminOf(deps, { shop, place });
    return { ...place, targetId: await makeTarget(deps, admin, { shop, shopName, since }) };
  } catch (error) {
    // Nobody else knows of a new key; where it cannot be revoked now, the next try takes it.
    if (known === undefined) await given.keys.revoke(keyId).catch(() => keepEntry(deps, shop, place));
    throw error;
  }
}

async function newKey(
  { sealer }: ConnectionDeps,
  given: Client,
  { shop, workspace }: Entry,
): Promise<Pick<HubPlace, "keyId" | "sealedKey">> {
  const { id: keyId, secret } = await given.keys.create({ name: `Shopify app of ${shop}`, role: "admin" });
  return { keyId, sealedKey: await sealer.seal(secret, adminKeyPurpose(shop, workspace.id)) };
}

async function isLetIn(deps: ConnectionDeps, shop: string, place: HubPlace): Promise<boolean> {
  const admin = await adminOf(deps, { shop, place });
  return (await unlessLockedOut(() => admin.workspaces.me())) !== undefined;
}
