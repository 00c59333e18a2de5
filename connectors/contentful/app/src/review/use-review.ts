import { type Asset, type AssetId, REVIEW_LIMITS } from "@assetql/contract";
import { useReadyApp } from "../common/app-gate.tsx";
import { useAction } from "../common/use-action.ts";
import { counted } from "../common/words.ts";
import { useSdk } from "../contentful/sdk-context.tsx";

interface ReviewOptions {
  readonly onChanged: (assets: readonly Asset[]) => void;
  readonly onReload: () => void;
  readonly onRegenerating: () => void;
}

/** A person's decisions about images, each sent at once. */
export function useReview({ onChanged, onReload, onRegenerating }: ReviewOptions) {
  const { api } = useReadyApp();
  const { notifier } = useSdk();
  const decide = useAction(async (asset: Asset, decision: "approve" | "reject") => {
    onChanged([await api[decision](asset.id)]);
  });
  const regenerate = useAction(async (asset: Asset, note: string) => {
    onChanged([await api.regenerate(asset.id, note.trim() === "" ? undefined : note.trim())]);
    onRegenerating();
  });
  const approveAll = useAction(async (ids: readonly AssetId[]) => {
    let done = 0;
    for (let start = 0; start < ids.length; start += REVIEW_LIMITS.bulkAssets) {
      done += (await api.approveAll(ids.slice(start, start + REVIEW_LIMITS.bulkAssets))).done;
    }
    if (done < ids.length)
      notifier.warning(`${ids.length - done} could not be approved; they have changed meanwhile.`);
    else notifier.success(`${counted(done, "image")} approved.`);
    onReload();
  });
  return { decide, regenerate, approveAll };
}
