import type { Asset, AssetId, DomainEvent } from "@assetql/contract";
import { type AssetRecord, assets } from "../assets/asset-record.ts";
import { presentAsset } from "../assets/read-asset.ts";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { type Action, replace, type Stored } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";

export type ReviewDeps = Pick<CoreDeps, "store" | "blobs" | "outbox" | "clock" | "random" | "images" | "log">;

/** What a change makes of an asset, and what else belongs into its transaction. */
export interface AssetChange {
  readonly asset: AssetRecord;
  readonly actions?: readonly Action[];
}

/**
 * Changes an asset by what `change` makes of it as it is now, with its audit record and its event, and tells what it is
 * then. `change` runs again when somebody else was first. Throws the problem `not-found` and what `change` throws.
 */
export async function changeAsset(
  deps: ReviewDeps,
  principal: Principal,
  {
    id,
    action,
    change,
  }: {
    id: AssetId;
    /** As in `asset.approved`. */
    action: string;
    change: (stored: Stored<AssetRecord>, now: number) => AssetChange | Promise<AssetChange>;
  },
): Promise<Asset> {
  return untilNoConflict(async () => {
    const stored = await getOwned(deps, principal, { collection: assets, id, what: "asset" });
    const now = deps.clock.now();
    const changed = await change(stored, now);
    const asset = { ...changed.asset, updatedAt: now };
    await deps.store.transact([
      replace(assets, asset, stored.revision),
      ...(changed.actions ?? []),
      audit(deps, principal, { action, subject: id, before: stored.value, after: asset }),
      announce(deps.outbox, asset.batchId, {
        workspaceId: asset.workspaceId,
        events: [changedEvent(asset, now, judgements.has(action))],
      }),
    ]);
    return presentAsset(deps, asset);
  });
}

const judgements: ReadonlySet<string> = new Set(["asset.approved", "asset.rejected"]);

/** `judged`: a person has just decided about it. */
export const changedEvent = (
  { id, batchId, version, review }: AssetRecord,
  at: number,
  judged: boolean,
): DomainEvent => ({
  type: "asset.changed",
  assetId: id,
  batchId,
  version,
  review,
  judged,
  at,
});
