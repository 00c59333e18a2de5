import { change } from "../store/documents.ts";
import { adminOf } from "./admin.ts";
import { type ConnectionRecord, type HubPlace, placeIn, placeOf, recordOf } from "./connection-record.ts";
import type { ConnectionDeps } from "./connections.ts";
import { eraseIn, withdrawPeople } from "./withdraw.ts";

interface Move {
  /** As it was when the move was begun. */
  readonly before: ConnectionRecord;
  /** Null: to the shop's own. */
  readonly to: HubPlace | null;
  readonly previous: ConnectionRecord["previous"];
}

/**
 * Brings a shop to another workspace, and keeps what is left behind in mind. Undefined when somebody else has moved or
 * erased the shop meanwhile: then nothing was changed.
 */
export async function moveShop(
  { documents }: Pick<ConnectionDeps, "documents">,
  shop: string,
  { before, to, previous }: Move,
): Promise<ConnectionRecord | undefined> {
  let isMoved = false;
  const record = await change(documents, placeOf(shop), (now) => {
    isMoved = now?.joined?.keyId === before.joined?.keyId && now?.own?.keyId === before.own?.keyId;
    if (now === undefined || !isMoved) return undefined;
    const others = now.joined === null ? now.left : [...now.left, now.joined];
    const left = others.filter(({ workspaceId }) => workspaceId !== to?.workspaceId);
    const moved = { ...now, previous: previous ?? now.previous, left };
    return to !== null && to.workspaceId === now.own?.workspaceId
      ? { ...moved, own: to, joined: null }
      : { ...moved, joined: to };
  });
  return isMoved ? record : undefined;
}

/** Takes the shop's people out of the workspaces that it has left. Safe to repeat. */
export async function finishLeaving(deps: ConnectionDeps, shop: string): Promise<void> {
  for (const place of (await recordOf(deps.documents, shop))?.left ?? []) {
    await withdrawPeople(deps, shop, place);
  }
}

/** Keeps in mind what was made to enter a workspace, as somebody else has moved the shop elsewhere meanwhile. */
export async function keepEntry(deps: ConnectionDeps, shop: string, entered: HubPlace): Promise<void> {
  const record = await change(deps.documents, placeOf(shop), (now) =>
    now === undefined || placeIn(now, entered.workspaceId) !== undefined
      ? undefined
      : { ...now, left: [...now.left, entered] },
  );
  const kept = record && placeIn(record, entered.workspaceId);
  if (kept?.keyId === entered.keyId) return;
  if (record === undefined) return eraseIn(deps, shop, entered);
  // The other has entered the same one, with a key of its own.
  await (await adminOf(deps, { shop, place: entered })).keys.revoke(entered.keyId);
}
