import type { Asset, AssetId } from "@assetql/contract";
import type { Principal } from "../deps.ts";
import { changeAsset, type ReviewDeps } from "./change-asset.ts";

/** Approves the version of an asset that counts now. Throws the problem `not-found`. */
export const approveAsset = (
  deps: ReviewDeps,
  principal: Principal,
  { id }: { id: AssetId },
): Promise<Asset> => judge(deps, principal, { id, review: "approved", note: null });

/** Rejects the version of an asset that counts now, with the reason if there is one. Throws `not-found`. */
export const rejectAsset = (
  deps: ReviewDeps,
  principal: Principal,
  { id, note }: { id: AssetId; note?: string | undefined },
): Promise<Asset> => judge(deps, principal, { id, review: "rejected", note: note ?? null });

interface Judgement {
  readonly id: AssetId;
  readonly review: "approved" | "rejected";
  readonly note: string | null;
}

function judge(deps: ReviewDeps, principal: Principal, { id, review, note }: Judgement): Promise<Asset> {
  return changeAsset(deps, principal, {
    id,
    action: `asset.${review}`,
    change: ({ value }, now) => ({
      asset: { ...value, review, reviewedBy: principal.userId, reviewedAt: now, reviewNote: note },
    }),
  });
}
