import type { Asset, AssetId, Change, Publication } from "@assetql/contract";
import { useState } from "react";
import { useReadyApp } from "../common/app-gate.tsx";
import { useAction } from "../common/use-action.ts";
import { useLoad } from "../common/use-load.ts";
import type { Failure } from "../hub/failure.ts";
import { placeIn } from "../publish/place.ts";
import { isResting, usePublication } from "../publish/use-publication.ts";

export interface Keeping {
  readonly keep: (asset: Asset, onApproved?: (asset: Asset) => void) => Promise<void>;
  readonly undo: () => void;
  readonly publication: Publication | null;
  /** What became of it, once the publication is at rest. */
  readonly change: Change | null;
  /** The image that is in the field because of this. */
  readonly keptId: AssetId | null;
  readonly isRunning: boolean;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

/** The contract takes no longer names. */
const NAME_CHARACTERS = 120;

/** Approves an image and publishes it into the entry's field; the publication is watched to its end. */
export function useKeep(contentTypeId: string): Keeping {
  const { api, parameters, target } = useReadyApp();
  const [started, setStarted] = useState<Publication | null>(null);
  const watched = usePublication(started?.id ?? null);
  const publication = watched.value?.id === started?.id ? (watched.value ?? started) : started;
  const isAtRest = publication !== null && isResting(publication);
  const changes = useLoad(
    async (signal) => (isAtRest ? (await api.changes(publication.id, undefined, { signal })).items : []),
    [api, publication?.id, publication?.status, isAtRest],
  );
  const keep = useAction(async (asset: Asset, onApproved?: (asset: Asset) => void) => {
    const approved = await api.approve(asset.id);
    onApproved?.(approved);
    const options = placeIn(parameters, contentTypeId);
    const name = asset.title.slice(0, NAME_CHARACTERS);
    setStarted(await api.plan({ targetId: target.id, name, assetIds: [asset.id], options, apply: true }));
  });
  const undo = useAction(async () => {
    if (publication !== null) watched.set(await api.revert(publication.id));
  });
  const change = (isAtRest && changes.status === "ready" ? changes.value[0] : undefined) ?? null;
  return {
    keep: keep.run,
    undo: () => void undo.run(),
    publication,
    change,
    keptId: change?.state === "applied" ? change.assetId : null,
    isRunning: keep.isRunning || undo.isRunning || (publication !== null && !isAtRest),
    failure: keep.failure ?? undo.failure ?? watched.failure,
    retry: watched.retry,
  };
}
