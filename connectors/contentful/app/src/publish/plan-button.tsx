import type { Asset, Batch, Publication } from "@assetql/contract";
import { Button } from "@contentful/f36-components";
import { useReadyApp } from "../common/app-gate.tsx";
import { FailureNote } from "../common/failure-note.tsx";
import { useAction } from "../common/use-action.ts";
import { useSdk } from "../contentful/sdk-context.tsx";
import { placeOf } from "./place.ts";

interface PlanButtonProps {
  readonly batch: Batch;
  readonly assets: readonly Asset[];
  readonly onPlanned: (publication: Publication) => void;
}

/** Asks what publishing a batch's approved images would change; nothing is written yet. */
export function PlanButton({ batch, assets, onPlanned }: PlanButtonProps) {
  const sdk = useSdk();
  const { api, parameters, target, mayWrite } = useReadyApp();
  const approved = assets.filter(({ review }) => review === "approved");
  const plan = useAction(async () => {
    const entryIds = approved.flatMap(({ item }) => (item === null ? [] : [item.itemId]));
    const options = await placeOf(sdk, parameters, entryIds);
    onPlanned(await api.plan({ targetId: target.id, name: batch.name, batchId: batch.id, options }));
  });
  if (!mayWrite) return null;
  return (
    <>
      <Button
        variant="primary"
        onClick={() => plan.run()}
        isLoading={plan.isRunning}
        isDisabled={approved.length === 0}
      >
        {approved.length === 0 ? "Approve images to publish" : `Plan publishing ${approved.length}`}
      </Button>
      {plan.failure !== null && <FailureNote failure={plan.failure} onRetry={() => plan.run()} />}
    </>
  );
}
