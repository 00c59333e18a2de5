import { change } from "../store/documents.ts";
import { adminOf } from "./admin.ts";
import { type ConnectionRecord, type HubPlace, placeOf, recordOf } from "./connection-record.ts";
import type { ConnectionDeps } from "./connections.ts";
import { withdrawFrom } from "./withdraw.ts";

interface Move {
  /** As it was when the move was begun. */
  readonly before: ConnectionRecord;
  /** Null: to the shop's own. */
  readonly to: HubPlace | null;
  readonly previous: ConnectionRecord["previous"];
}

/**
 * Brings a shop to another workspace, and notes what it leaves behind, so that whatever ends in the middle, it is taken
 * out later. Undefined when somebody else has moved or erased the shop meanwhile: then nothing was changed.
 */
export async function moveShop(
  { documents }: Pick<ConnectionDeps, "documents">,
  shop: string,
  { before, to, previous }: Move,
): Promise<ConnectionRecord | undefined> {
  let isMoved = false;
  const record = await change(documents, placeOf(shop), (now) => {
    isMoved = now !== undefined && now.joined?.keyId === before.joined?.keyId;
    if (now === undefined || !isMoved) return undefined;
    const leaving = now.joined === null ? now.leaving : [...now.leaving, now.joined];
    return { ...now, joined: to, previous: previous ?? now.previous, leaving };
  });
  return isMoved ? record : undefined;
}

/** Takes out what the shop has left behind in workspaces of others. Safe to repeat; throws as {@link withdrawFrom}. */
export async function finishLeaving(deps: ConnectionDeps, shop: string): Promise<void> {
  for (const place of (await recordOf(deps.documents, shop))?.leaving ?? []) {
    await withdrawFrom(deps, shop, place);
    await change(deps.documents, placeOf(shop), (now) =>
      now === undefined
        ? undefined
        : { ...now, leaving: now.leaving.filter(({ keyId }) => keyId !== place.keyId) },
    );
  }
}

/** Takes back what was made to enter a workspace that somebody else's move has made needless. */
export async function withdrawEntry(deps: ConnectionDeps, shop: string, entered: HubPlace): Promise<void> {
  const now = await recordOf(deps.documents, shop);
  // The other has entered the same one: the target is theirs now.
  if (now?.joined?.workspaceId !== entered.workspaceId) return withdrawFrom(deps, shop, entered);
  await (await adminOf(deps, { shop, place: entered })).keys.revoke(entered.keyId);
}
