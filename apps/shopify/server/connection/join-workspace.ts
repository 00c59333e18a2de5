import { ApiProblemError, type Client } from "@assetql/client";
import { removePeople } from "../people/people.ts";
import { AppProblemError } from "../problems.ts";
import type { Connection } from "../services.ts";
import { adminOf } from "./admin.ts";
import {
  adminKeyPurpose,
  type ConnectedPlace,
  type ConnectionRecord,
  currentPlace,
  type HubPlace,
  recordOf,
  toConnection,
} from "./connection-record.ts";
import type { ConnectionDeps } from "./connections.ts";
import { finishLeaving, moveShop, withdrawEntry } from "./move-shop.ts";
import { makeTarget } from "./own-workspace.ts";
import { runningPublications } from "./running-publications.ts";
import { gone } from "./withdraw.ts";

/** Brings a shop into the workspace of a key, or back to its own when it is the key of that. */
export type JoinWorkspace = (shop: string, apiKey: string) => Promise<Connection>;

/**
 * The given key is used once, to make another one that is the app's alone: so whoever gave it may revoke it afterwards,
 * and an operator's might is not kept. What was the shop's before stays as it is. Throws the problems
 * `join-key-refused` and `join-key-not-admin`.
 */
export const createJoinWorkspace =
  (deps: ConnectionDeps): JoinWorkspace =>
  async (shop, apiKey) => {
    const key = apiKey.trim();
    if (!KEY.test(key)) throw keyRefused();
    const given = deps.hub.client(key);
    const workspace = await workspaceOf(given);
    // What is left of an earlier leaving would take away what is made now.
    await finishLeaving(deps, shop);
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
  if (now !== undefined && now.workspaceId === workspace.id) return toConnection(before, now);
  await assertNothingRuns(deps, shop, now);
  const isOwn = before.own?.workspaceId === workspace.id;
  const to = isOwn ? null : await enter(deps, given, { shop, workspace, before });
  const previous = now
    ? { workspaceId: now.workspaceId, workspaceName: now.workspaceName, why: "left" as const }
    : null;
  const record = await moveShop(deps, shop, { before, to, previous });
  const place = currentPlace(record);
  if (record !== undefined && place !== undefined) return toConnection(record, place);
  if (to !== null) await withdrawEntry(deps, shop, to);
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

async function enter(
  deps: ConnectionDeps,
  given: Client,
  { shop, workspace, before }: Entry & { readonly before: ConnectionRecord },
): Promise<HubPlace> {
  const { id: keyId, secret } = await given.keys.create({ name: `Shopify app of ${shop}`, role: "admin" });
  const admin = deps.hub.client(secret);
  // Of an earlier time, when the shop was locked out: those keys may be void.
  const revoke = (id: string) => gone(admin.keys.revoke(id), "not-found");
  await removePeople(deps.documents, revoke, { shop, workspaceId: workspace.id });
  const { shopName, installedAt: since } = before;
  const targetId = await makeTarget(deps, admin, { shop, shopName, since });
  return {
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    keyId,
    sealedKey: await deps.sealer.seal(secret, adminKeyPurpose(shop, workspace.id)),
    targetId,
    connectedAt: deps.now(),
  };
}

/** Whoever publishes for the shop would lose its access in the middle. */
export async function assertNothingRuns(
  deps: ConnectionDeps,
  shop: string,
  now: ConnectedPlace | undefined,
): Promise<void> {
  if (now === undefined) return;
  const running = await runningPublications(await adminOf(deps, { shop, place: now }), now.targetId);
  const [first] = running;
  if (first === undefined) return;
  throw new AppProblemError(
    "publication-running",
    `"${first.name}" is being published or taken back. Wait until it has ended, or pause it, and then change the workspace.`,
  );
}
