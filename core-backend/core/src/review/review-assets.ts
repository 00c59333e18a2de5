import {
  type AssetId,
  ProblemError,
  type ReviewAction,
  type ReviewAssets,
  type ReviewResult,
} from "@assetql/contract";
import { deleteAsset } from "../assets/delete-asset.ts";
import type { Principal } from "../deps.ts";
import { approveAsset, rejectAsset } from "./judge-asset.ts";
import { type RegenerateDeps, regenerateAsset } from "./regenerate-asset.ts";

type Act = (
  deps: RegenerateDeps,
  principal: Principal,
  input: { id: AssetId; note?: string | undefined },
) => Promise<unknown>;

const acts: Readonly<Record<ReviewAction, Act>> = {
  approve: approveAsset,
  reject: rejectAsset,
  regenerate: regenerateAsset,
  delete: deleteAsset,
};

/** Does one thing to many assets, one after the other. What cannot be done says why; the others are done. */
export async function reviewAssets(
  deps: RegenerateDeps,
  principal: Principal,
  { action, assetIds, note }: ReviewAssets,
): Promise<ReviewResult> {
  const results: ReviewResult["results"] = [];
  for (const assetId of new Set(assetIds)) {
    results.push({
      assetId,
      problem: await problemOf(() => acts[action](deps, principal, { id: assetId, note })),
    });
  }
  const failed = results.filter(({ problem }) => problem !== null).length;
  return { done: results.length - failed, failed, results };
}

async function problemOf(act: () => Promise<unknown>): Promise<ReviewResult["results"][number]["problem"]> {
  try {
    await act();
    return null;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { code: error.code, detail: error.message };
  }
}
