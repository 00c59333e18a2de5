import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Client } from "@assetql/client";
import { change, type Documents } from "../store/documents.ts";
import { createOnce } from "../store/once.ts";
import { rememberShop } from "../store/shops.ts";
import { adminOf } from "./admin.ts";
import {
  type ConnectedPlace,
  type ConnectionRecord,
  currentPlace,
  placeOf,
  recordOf,
} from "./connection-record.ts";
import {
  finishWorkspace,
  type MakingDeps,
  makeWorkspace,
  newMark,
  removeUnfinished,
} from "./own-workspace.ts";
import { hasTarget, isStillThere } from "./still-there.ts";
import { eraseOwn } from "./withdraw.ts";

export interface ConnectionDeps extends MakingDeps {
  readonly documents: Documents;
  /** What the shop calls itself. */
  readonly shopName: (shop: string) => Promise<string>;
}

export interface Connected {
  readonly record: ConnectionRecord;
  readonly place: ConnectedPlace;
  /** With the app's own admin key of the workspace. */
  readonly admin: Client;
}

export interface Connections {
  /** What is known of a shop, without asking the hub. */
  record(shop: string): Promise<ConnectionRecord | undefined>;
  /** Where the shop works, which is made at its first visit. Throws what `problemOf` knows. */
  connect(shop: string): Promise<Connected>;
  /** Where the shop works, if it does; makes nothing. */
  connected(shop: string): Promise<Connected | undefined>;
  /** The workspace that was made for the shop, if the app is installed there, wherever it works now. */
  own(shop: string): Promise<{ readonly workspaceId: string; readonly admin: Client } | undefined>;
}

/** A process that makes a workspace has so long until another may take it up. */
const MAKING_MS = 60_000;
const LOOK_AGAIN_MS = 100;
/** How long it is taken for granted that the workspace and the target are still there. */
const TRUST_MS = 5 * 60_000;

export function createConnections(deps: ConnectionDeps): Connections {
  const once = createOnce<Connected>();
  const trustedUntil = new Map<string, number>();
  const me = randomUUID();
  const record = (shop: string) => recordOf(deps.documents, shop);
  const open = async (shop: string, found: ConnectionRecord, place: ConnectedPlace): Promise<Connected> => {
    const admin = await adminOf(deps, {
      shop,
      place,
      onRefused: () => trustedUntil.delete(place.workspaceId),
    });
    return { record: found, place, admin };
  };
  const connect = async (shop: string): Promise<Connected> => {
    for (;;) {
      const found = await readyRecord(deps, shop, me);
      const place = currentPlace(found);
      if (place === undefined) continue;
      const connected = await open(shop, found, place);
      const isTrusted = (trustedUntil.get(place.workspaceId) ?? 0) > deps.now();
      if (isTrusted) return connected;
      if ((await isStillThere(deps, shop, connected)) && (await hasTarget(deps, shop, connected))) {
        trustedUntil.set(place.workspaceId, deps.now() + TRUST_MS);
        return connected;
      }
    }
  };
  return {
    record,
    connect: (shop) => once(shop, () => connect(shop)),
    async connected(shop) {
      const found = await record(shop);
      const place = currentPlace(found);
      return found && place && open(shop, found, place);
    },
    async own(shop) {
      const found = await record(shop);
      if (found?.own == null || found.uninstalledAt !== null) return undefined;
      return { workspaceId: found.own.workspaceId, admin: await adminOf(deps, { shop, place: found.own }) };
    },
  };
}

/** The record of a shop that works somewhere, after whatever had to be made for it. */
async function readyRecord(deps: ConnectionDeps, shop: string, me: string): Promise<ConnectionRecord> {
  const installed = await noteVisit(deps, shop);
  if (currentPlace(installed) !== undefined) return installed;
  const claimed = await claim(deps, shop, me);
  if (claimed.making?.by === me) return make(deps, shop, claimed);
  await wait(LOOK_AGAIN_MS);
  return claimed;
}

/** A shop that comes is installed, whatever a webhook said that was late. */
async function noteVisit(deps: ConnectionDeps, shop: string): Promise<ConnectionRecord> {
  const known = await recordOf(deps.documents, shop);
  if (known !== undefined && known.uninstalledAt === null) return known;
  const shopName = await deps.shopName(shop);
  // First, so that whatever is kept of a shop is found.
  await rememberShop(deps.documents, shop);
  const fresh: ConnectionRecord = {
    shopName,
    installedAt: deps.now(),
    uninstalledAt: null,
    own: null,
    joined: null,
    left: [],
    previous: null,
    making: null,
  };
  const noted = await change(deps.documents, placeOf(shop), (now) =>
    now === undefined
      ? fresh
      : now.uninstalledAt === null
        ? undefined
        : { ...now, shopName, installedAt: fresh.installedAt, uninstalledAt: null },
  );
  return noted ?? fresh;
}

/** Says that this process makes the own workspace, unless another does. What it left undone is cleared away first. */
async function claim(deps: ConnectionDeps, shop: string, me: string): Promise<ConnectionRecord> {
  const before = await recordOf(deps.documents, shop);
  const left = before?.making;
  const isAbandoned = left != null && left.until <= deps.now();
  if (isAbandoned && before?.own === null) await removeUnfinished(deps, left.mark);
  const claimed = await change(deps.documents, placeOf(shop), (now) => {
    if (now === undefined || currentPlace(now) !== undefined) return undefined;
    if (now.making !== null && now.making.until > deps.now()) return undefined;
    // Somebody else has just cleared away, and begun anew.
    if (now.making?.mark !== left?.mark) return undefined;
    return { ...now, making: { by: me, mark: newMark(), until: deps.now() + MAKING_MS } };
  });
  if (claimed === undefined) throw new Error(`${shop} was erased meanwhile`);
  return claimed;
}

async function make(
  deps: ConnectionDeps,
  shop: string,
  claimed: ConnectionRecord,
): Promise<ConnectionRecord> {
  const mark = claimed.making?.mark ?? newMark();
  let isMine = true;
  const keep = async (changes: Partial<ConnectionRecord>): Promise<ConnectionRecord> => {
    const kept = await change(deps.documents, placeOf(shop), (now) => {
      isMine = now?.making?.mark === mark;
      return now !== undefined && isMine ? { ...now, ...changes } : undefined;
    });
    if (kept === undefined) throw new Error(`${shop} was erased meanwhile`);
    return kept;
  };
  try {
    const made = claimed.own ?? (await makeWorkspace(deps, shop, mark));
    if (claimed.own === null) {
      const kept = await keep({ own: made });
      if (!isMine) {
        // It took so long that another process has begun anew.
        await eraseOwn(deps, made);
        return kept;
      }
    }
    await deps.reached?.("workspace-kept");
    const { shopName, installedAt: since } = claimed;
    return await keep({
      own: await finishWorkspace(deps, { shop, shopName, since, place: made }),
      making: null,
    });
  } catch (error) {
    // The next visit may try at once: it finds what was made, by the record or by the mark.
    await change(deps.documents, placeOf(shop), (now) =>
      now?.making?.mark === mark ? { ...now, making: { ...now.making, until: deps.now() } } : undefined,
    );
    throw error;
  }
}
