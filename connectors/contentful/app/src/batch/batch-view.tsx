import type { Asset, Batch, BatchId } from "@assetql/contract";
import { Button, Heading } from "@contentful/f36-components";
import { Empty } from "../common/empty.tsx";
import { FailureNote } from "../common/failure-note.tsx";
import { LoadingLines, LoadingTiles } from "../common/loading.tsx";
import type { View } from "../page/view.ts";
import { PlanButton } from "../publish/plan-button.tsx";
import { ReviewSection } from "../review/review-section.tsx";
import { BatchProgress } from "./batch-progress.tsx";
import { BatchStatus } from "./batch-status.tsx";
import { hasEnded, sorted, useBatch } from "./use-batch.ts";

/** A batch: its progress, then its images to choose from, then what publishing them would change. */
export function BatchView({ id, go }: { id: BatchId; go: (view: View) => void }) {
  const { watched, batch, assets } = useBatch(id);
  const shown = assets.value ?? null;
  const replace = (changed: readonly Asset[]): void => {
    const byId = new Map(changed.map((asset) => [asset.id, asset]));
    if (shown !== null) assets.set(sorted(shown.map((asset) => byId.get(asset.id) ?? asset)));
  };
  return (
    <>
      <Button size="small" variant="transparent" onClick={() => go({ name: "batches" })}>
        ← All batches
      </Button>
      {watched.failure !== null && <FailureNote failure={watched.failure} onRetry={watched.retry} />}
      {batch === null && watched.failure === null && <LoadingLines label="Loading the batch" />}
      {batch !== null && (
        <>
          <div className="title-row">
            <Heading as="h2" marginBottom="none">
              {batch.name}
            </Heading>
            <BatchStatus status={batch.status} />
            <div className="title-action">
              <PlanButton
                batch={batch}
                assets={shown ?? []}
                onPlanned={(publication) => go({ name: "publication", id: publication.id })}
              />
            </div>
          </div>
          <BatchProgress batch={batch} onChanged={watched.set} />
          {assets.status === "failed" && <FailureNote failure={assets.failure} onRetry={assets.reload} />}
          {shown === null && assets.status === "loading" && <LoadingTiles label="Loading images" />}
          {shown?.length === 0 && <NoImages batch={batch} />}
          {shown !== null && shown.length > 0 && (
            <ReviewSection
              batch={batch}
              assets={shown}
              onChanged={replace}
              onReload={assets.reload}
              onRegenerating={watched.retry}
            />
          )}
        </>
      )}
    </>
  );
}

function NoImages({ batch }: { batch: Batch }) {
  if (!hasEnded(batch)) return <LoadingTiles label="The first images are being made" tiles={4} />;
  return (
    <Empty
      title="No image was made"
      text="None came near enough to the style, or the generator failed. Try a template that says less about style, or a lower threshold of the style profile."
    />
  );
}
