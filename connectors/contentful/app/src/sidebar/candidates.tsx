import type { Asset } from "@assetql/contract";
import { Note, Subheading, Text } from "@contentful/f36-components";
import { useReadyApp } from "../common/app-gate.tsx";
import { LoadingTiles } from "../common/loading.tsx";
import { Progress } from "../common/progress.tsx";
import { counted } from "../common/words.ts";
import { useSdk } from "../contentful/sdk-context.tsx";
import { openAsset } from "../dialog/open-asset.ts";
import { CandidateCard } from "./candidate-card.tsx";
import { KeptNote } from "./kept-note.tsx";
import type { EntryCandidates } from "./use-candidates.ts";
import { useKeep } from "./use-keep.ts";

interface CandidatesProps {
  readonly candidates: EntryCandidates;
  readonly contentTypeId: string;
  readonly fieldName: string;
}

/** The images there are for this entry; one of them is kept. */
export function Candidates({ candidates, contentTypeId, fieldName }: CandidatesProps) {
  const sdk = useSdk();
  const { api, mayWrite } = useReadyApp();
  const { assets, isRunning, done, total, failed, replace } = candidates;
  const keeping = useKeep(contentTypeId);
  const open = async (asset: Asset): Promise<void> => {
    const result = await openAsset(sdk, asset, `Keep in ${fieldName}`);
    if (result === null) return;
    replace(await api.asset(asset.id));
    if (result.decision === "keep") await keeping.keep(asset);
  };
  if (assets === null)
    return candidates.failure === null ? <LoadingTiles label="Looking for images" tiles={2} /> : null;
  const shown = assets.filter(({ review }) => review !== "rejected");
  return (
    <section aria-label="Candidates">
      {isRunning && (
        <Progress
          label="Images made"
          done={done}
          total={total}
          words={`Making ${counted(total, "image")}: ${done} ready`}
        />
      )}
      <KeptNote keeping={keeping} fieldName={fieldName} />
      {failed > 0 && !isRunning && (
        <Note variant="warning">
          {`${counted(failed, "image")} did not come near enough to the style. Try a prompt that says what to show, and leaves how it looks to the style.`}
        </Note>
      )}
      {shown.length > 0 && (
        <Subheading as="h2" marginTop="spacingM">
          Candidates
        </Subheading>
      )}
      <div className="candidates">
        {shown.map((asset) => (
          <CandidateCard
            key={asset.id}
            asset={asset}
            fieldName={fieldName}
            isKept={keeping.keptId === asset.id}
            isBusy={keeping.isRunning}
            onOpen={() => void open(asset)}
            {...(mayWrite ? { onKeep: () => void keeping.keep(asset, replace) } : {})}
          />
        ))}
      </div>
      {shown.length === 0 && !isRunning && (
        <Text as="p" fontColor="gray700" marginTop="spacingS">
          {`No images for this entry yet. What you keep goes to the field ${fieldName}.`}
        </Text>
      )}
    </section>
  );
}
