import { BlockStack, Box, Button, ButtonGroup, InlineGrid, InlineStack, Modal, Text } from "@shopify/polaris";
import { ChevronLeftIcon, ChevronRightIcon } from "@shopify/polaris-icons";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { CompareView } from "./compare-view.tsx";
import { intentOf } from "./grid-keys.ts";
import type { TileAct } from "./image-tile.tsx";
import type { ReviewImage, ShopNow } from "./review-image.ts";
import { ScoreTable } from "./score-parts.tsx";
import { StateBadge } from "./state-badge.tsx";
import { Versions } from "./versions.tsx";

interface CompareModalProps {
  readonly batchId: string;
  readonly image: ReviewImage;
  readonly now: ShopNow | null | undefined;
  readonly gate: number;
  readonly place: { readonly at: number; readonly of: number };
  readonly restoring: number | undefined;
  readonly onStep: (step: -1 | 1) => void;
  readonly onAct: (image: ReviewImage, act: TileAct) => void;
  readonly onRestore: (image: ReviewImage, version: number) => void;
  readonly onClose: () => void;
}

/** One image before and after in large, with all that is known of it. Rendered while it is open. */
export function CompareModal(props: CompareModalProps) {
  const { image, onAct, onClose } = props;
  const { t } = useTranslation(["review", "common"]);
  const does = (act: TileAct) => () => onAct(image, act);
  return (
    <Modal
      size="large"
      open
      onClose={onClose}
      title={image.title}
      primaryAction={{ content: t("approve"), onAction: does("approve") }}
      secondaryActions={[
        { content: t("reject"), onAction: does("reject") },
        { content: t("regenerate"), onAction: does("regenerate") },
      ]}
      footer={<Steps {...props} />}
    >
      <Content {...props} />
    </Modal>
  );
}

function Steps({ place, onStep }: CompareModalProps) {
  const { t } = useTranslation("review");
  return (
    <InlineStack gap="200" blockAlign="center">
      <ButtonGroup variant="segmented">
        <Button
          icon={ChevronLeftIcon}
          accessibilityLabel={t("compare.previous")}
          disabled={place.at <= 1}
          onClick={() => onStep(-1)}
        />
        <Button
          icon={ChevronRightIcon}
          accessibilityLabel={t("compare.next")}
          disabled={place.at >= place.of}
          onClick={() => onStep(1)}
        />
      </ButtonGroup>
      <Text as="span" tone="subdued">
        {t("compare.place", place)}
      </Text>
    </InlineStack>
  );
}

function Content(props: CompareModalProps) {
  const { image, now, gate, batchId, restoring, onAct, onRestore } = props;
  const { t } = useTranslation("review");
  // Letters decide here, too; fields keep theirs.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest("textarea, input")) return;
    const intent = intentOf(event, { index: 0, count: 1, columns: 1 });
    if (intent?.kind !== "act" || !["approve", "reject", "regenerate"].includes(intent.act)) return;
    event.preventDefault();
    if (intent.act !== "help") onAct(image, intent.act);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to keys of what is within
    <div onKeyDown={onKeyDown}>
      <Modal.Section>
        <CompareView key={image.id} image={image} now={now} />
      </Modal.Section>
      <Modal.Section>
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="600">
          <BlockStack gap="300">
            <InlineStack gap="100">
              <StateBadge image={image} />
            </InlineStack>
            <Fact label={t("altText.label")} text={image.altText || t("altText.none")} />
            <Fact label={t("compare.prompt")} text={image.prompt} />
            {image.reviewNote === null ? null : <Fact label={t("compare.note")} text={image.reviewNote} />}
          </BlockStack>
          <Box>
            <ScoreTable image={image} gate={gate} />
          </Box>
        </InlineGrid>
      </Modal.Section>
      {image.latestVersion > 1 ? (
        <Modal.Section>
          <Versions {...{ batchId, image, gate, restoring, onRestore }} />
        </Modal.Section>
      ) : null}
    </div>
  );
}

function Fact({ label, text }: { label: string; text: string }) {
  return (
    <BlockStack gap="050">
      <Text as="h3" variant="headingSm">
        {label}
      </Text>
      <Text as="p" breakWord>
        {text}
      </Text>
    </BlockStack>
  );
}
