import type { Asset, Batch } from "@assetql/contract";
import { Button, Heading, Select, Text } from "@contentful/f36-components";
import { useState } from "react";
import { useReadyApp } from "../common/app-gate.tsx";
import { FailureNote } from "../common/failure-note.tsx";
import { useLoad } from "../common/use-load.ts";
import { useSdk } from "../contentful/sdk-context.tsx";
import { openAsset } from "../dialog/open-asset.ts";
import { ContactSheet } from "./contact-sheet.tsx";
import { RegenerateModal } from "./regenerate-modal.tsx";
import { reviewWords } from "./review-words.ts";
import { useReview } from "./use-review.ts";

interface ReviewSectionProps {
  readonly batch: Batch;
  readonly assets: readonly Asset[];
  readonly onChanged: (assets: readonly Asset[]) => void;
  readonly onReload: () => void;
  readonly onRegenerating: () => void;
}

const filters = ["all", "pending", "approved", "rejected"] as const;
type Filter = (typeof filters)[number];

/** The images of a batch, to approve, reject, or have made anew. */
export function ReviewSection({ batch, assets, ...on }: ReviewSectionProps) {
  const sdk = useSdk();
  const { api, mayWrite } = useReadyApp();
  const [filter, setFilter] = useState<Filter>("all");
  const [again, setAgain] = useState<Asset | null>(null);
  const { decide, regenerate, approveAll } = useReview(on);
  const style = useLoad((signal) => api.style(batch.styleProfileId, { signal }), [api, batch.styleProfileId]);
  const waiting = assets.filter(({ review }) => review === "pending");
  const shown = filter === "all" ? assets : assets.filter(({ review }) => review === filter);
  const open = async (asset: Asset): Promise<void> => {
    const result = await openAsset(sdk, asset);
    if (result !== null) on.onChanged([await api.asset(asset.id)]);
  };
  const failure = decide.failure ?? regenerate.failure ?? approveAll.failure;
  return (
    <section aria-label="Images">
      <div className="title-row">
        <Heading as="h3" marginBottom="none">
          Contact sheet
        </Heading>
        <Select
          size="small"
          aria-label="Which images are shown"
          value={filter}
          onChange={({ target }) => setFilter(filters.find((known) => known === target.value) ?? "all")}
        >
          {filters.map((name) => (
            <Select.Option key={name} value={name}>
              {`${name === "all" ? "All" : reviewWords[name]} (${count(assets, name)})`}
            </Select.Option>
          ))}
        </Select>
        {mayWrite && waiting.length > 0 && (
          <Button
            size="small"
            onClick={() => approveAll.run(waiting.map(({ id }) => id))}
            isLoading={approveAll.isRunning}
          >
            {`Approve all ${waiting.length} waiting`}
          </Button>
        )}
      </div>
      {mayWrite && (
        <Text as="p" fontColor="gray700" marginBottom="spacingS" id="sheet-keys">
          Best style score first.{" "}
          <span className="keys">
            Keys: arrows move, Enter opens, A approves, R rejects, G makes another.
          </span>
        </Text>
      )}
      {failure !== null && <FailureNote failure={failure} />}
      <ContactSheet
        assets={shown}
        gate={batch.config.threshold ?? style.value?.deviationThreshold}
        isBusy={decide.isRunning}
        onOpen={(asset) => void open(asset)}
        {...(mayWrite ? { onDecide: decide.run, onRegenerate: setAgain } : {})}
      />
      <RegenerateModal
        asset={again}
        onClose={() => setAgain(null)}
        onConfirm={(asset, note) => {
          setAgain(null);
          void regenerate.run(asset, note);
        }}
      />
    </section>
  );
}

const count = (assets: readonly Asset[], filter: Filter): number =>
  filter === "all" ? assets.length : assets.filter(({ review }) => review === filter).length;
