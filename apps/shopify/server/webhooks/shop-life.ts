import { ConnectorError } from "@assetql/connector-sdk";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { unlessLockedOut } from "../connection/admin.ts";
import { placeOf } from "../connection/connection-record.ts";
import type { ConnectionDeps, Connections } from "../connection/connections.ts";
import { pauseBatches } from "../connection/running-batches.ts";
import { pauseRunning } from "../connection/running-publications.ts";
import { eraseIn, eraseOwn } from "../connection/withdraw.ts";
import { change } from "../store/documents.ts";
import { eraseShop } from "../store/shops.ts";

export interface LifeDeps extends ConnectionDeps {
  readonly connections: Pick<Connections, "record" | "connected">;
  readonly sessions: SessionStorage;
}

/** Of a webhook, milliseconds since 1970. */
interface Told {
  readonly shop: string;
  readonly at: number;
}

/** The shop has come back after what a webhook tells, which was late. */
async function isOutdated({ connections }: LifeDeps, { shop, at }: Told): Promise<boolean> {
  const record = await connections.record(shop);
  return record !== undefined && record.uninstalledAt === null && record.installedAt > at;
}

/**
 * Whether the shop uses the app: `shop/redact` is sent two days after the app was uninstalled, and nothing says that it
 * is not when the shop came back meanwhile. Whoever lets the app in is not erased.
 */
async function isInstalled({ connections, shopName }: LifeDeps, shop: string): Promise<boolean> {
  const record = await connections.record(shop);
  if (record === undefined || record.uninstalledAt !== null) return false;
  try {
    await shopName(shop);
    return true;
  } catch (error) {
    if (error instanceof ConnectorError && shutOut.has(error.code)) return false;
    throw error;
  }
}

const shutOut: ReadonlySet<ConnectorError["code"]> = new Set([
  "credentials-missing",
  "credentials-refused",
  "target-not-found",
]);

/**
 * The app was uninstalled: its tokens are void, so it forgets them, and pauses what it publishes and makes: nobody is
 * there to use it, and images cost. Everything else waits for the shop to come back, or for `shop/redact`.
 */
export async function uninstall(deps: LifeDeps, told: Told): Promise<void> {
  if (await isOutdated(deps, told)) return;
  const { shop, at } = told;
  await change(deps.documents, placeOf(shop), (now) =>
    now === undefined || now.uninstalledAt !== null ? undefined : { ...now, uninstalledAt: at },
  );
  await deleteSessions(deps, shop, () => true);
  await pauseAll(deps, shop);
}

async function pauseAll({ connections }: LifeDeps, shop: string): Promise<void> {
  const connected = await connections.connected(shop);
  if (connected === undefined) return;
  await unlessLockedOut(async () => {
    await pauseRunning(connected.admin, connected.place.targetId);
    await pauseBatches(connected.admin, connected.place.targetId);
  });
}

/**
 * Erases all that there is of a shop: its own workspace whole, its target and all keys in those of others that it has
 * joined or left, and what this app keeps. What it needs to find the rest is erased last. Safe to repeat.
 */
export async function redactShop(deps: LifeDeps, told: Told): Promise<void> {
  if ((await isOutdated(deps, told)) || (await isInstalled(deps, told.shop))) return;
  const { shop } = told;
  await deleteSessions(deps, shop, () => true);
  const record = await deps.connections.record(shop);
  if (record?.joined != null) await eraseIn(deps, shop, record.joined);
  for (const place of record?.left ?? []) await eraseIn(deps, shop, place);
  if (record?.own != null) await eraseOwn(deps, record.own);
  await eraseShop(deps.documents, shop);
}

/** People's sessions end, so that with their next visit tokens are exchanged anew, which then have the new scopes. */
export const renewScopes = (deps: LifeDeps, shop: string): Promise<void> =>
  deleteSessions(deps, shop, (isOnline) => isOnline);

async function deleteSessions(
  { sessions }: LifeDeps,
  shop: string,
  which: (isOnline: boolean) => boolean,
): Promise<void> {
  const found = await sessions.findSessionsByShop(shop);
  await sessions.deleteSessions(found.filter(({ isOnline }) => which(isOnline)).map(({ id }) => id));
}
