import { Badge, BlockStack, Button, InlineStack, SkeletonBodyText, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ScoreBadge } from "../common/score-badge.tsx";
import { useFormat } from "../i18n/use-format.ts";
import type { AppProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import { problemIn, readReview } from "./ask.ts";
import { Picture } from "./picture.tsx";
import type { ReviewImage, ReviewVersion } from "./review-image.ts";

interface VersionsProps {
  readonly batchId: string;
  readonly image: ReviewImage;
  readonly gate: number;
  readonly onRestore: (image: ReviewImage, version: number) => void;
  /** Of the version that is being brought back. */
  readonly restoring: number | undefined;
}

/** Every image that was made for this row, of which any may count again. */
export function Versions({ batchId, image, gate, onRestore, restoring }: VersionsProps) {
  const { t } = useTranslation("review");
  const { versions, problem } = useVersions(batchId, image);
  if (problem !== undefined) return <ProblemBanner problem={problem} />;
  if (versions === undefined) return <SkeletonBodyText lines={3} />;
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {t("versions.title")}
      </Text>
      <ul className="aql-versions">
        {versions.map((version) => (
          <li key={version.version}>
            <VersionCard
              version={version}
              gate={gate}
              isRestoring={restoring === version.version}
              isDisabled={restoring !== undefined || image.isInWork}
              onRestore={() => onRestore(image, version.version)}
            />
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}

interface VersionCardProps {
  readonly version: ReviewVersion;
  readonly gate: number;
  readonly isRestoring: boolean;
  readonly isDisabled: boolean;
  readonly onRestore: () => void;
}

function VersionCard({ version, gate, isRestoring, isDisabled, onRestore }: VersionCardProps) {
  const { t } = useTranslation("review");
  const { dateTime } = useFormat();
  const name = t("versions.name", { version: version.version });
  return (
    <BlockStack gap="150">
      <Picture url={version.thumbnailUrl} alt="" label={name} width={320} />
      <InlineStack gap="100">
        <ScoreBadge score={version.score} gate={gate} />
        {version.isCurrent ? <Badge tone="info">{t("versions.current")}</Badge> : null}
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {dateTime(version.createdAt)}
      </Text>
      {version.isCurrent ? null : (
        <Button
          size="slim"
          loading={isRestoring}
          disabled={isDisabled}
          accessibilityLabel={t("versions.useOne", { version: version.version })}
          onClick={onRestore}
        >
          {t("versions.use")}
        </Button>
      )}
    </BlockStack>
  );
}

function useVersions(batchId: string, { id, version, latestVersion }: ReviewImage) {
  const [versions, setVersions] = useState<readonly ReviewVersion[]>();
  const [problem, setProblem] = useState<AppProblem>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version counts, or there is a new one
  useEffect(() => {
    const controller = new AbortController();
    const parameters = new URLSearchParams({ ids: id });
    readReview(batchId, "versions", parameters, controller.signal)
      .then((answer) => setVersions(answer.versions))
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setProblem(problemIn(error));
      });
    return () => controller.abort();
  }, [batchId, id, version, latestVersion]);
  return { versions, problem };
}
