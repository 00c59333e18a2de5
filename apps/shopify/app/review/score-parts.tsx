import { BlockStack, Box, InlineStack, Popover, ProgressBar, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ScoreBadge } from "../common/score-badge.tsx";
import { useFormat } from "../i18n/use-format.ts";
import type { ReviewImage } from "./review-image.ts";

const parts = ["palette", "composition", "texture", "lighting", "embedding"] as const;

interface ScorePartsProps {
  readonly image: Pick<ReviewImage, "title" | "score" | "parts">;
  readonly gate: number;
}

/** The style score, which tells on demand what it is made of. */
export function ScoreParts({ image, gate }: ScorePartsProps) {
  const { t } = useTranslation("review");
  const [isOpen, setIsOpen] = useState(false);
  const activator = (
    <button type="button" className="aql-plain" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
      <ScoreBadge score={image.score} gate={gate} />
      <Text as="span" visuallyHidden>
        {t("score.show", { title: image.title })}
      </Text>
    </button>
  );
  return (
    <Popover active={isOpen} activator={activator} onClose={() => setIsOpen(false)} activatorWrapper="span">
      <Box padding="400" minWidth="16rem">
        <ScoreTable image={image} gate={gate} />
      </Box>
    </Popover>
  );
}

/** Each part in words and as a bar. */
export function ScoreTable({ image, gate }: ScorePartsProps) {
  const { t } = useTranslation("review");
  const { percent } = useFormat();
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {t("score.title", { score: percent(image.score) })}
      </Text>
      {parts.map((part) => {
        const share = Math.min(1, Math.max(0, image.parts[part]));
        // The bar puts its number into the page's text as it is.
        return (
          <BlockStack key={part} gap="100">
            <InlineStack align="space-between">
              <Text as="span" variant="bodySm">
                {t(`score.${part}`)}
              </Text>
              <Text as="span" variant="bodySm" numeric>
                {percent(share)}
              </Text>
            </InlineStack>
            <div aria-hidden="true">
              <ProgressBar progress={Math.round(share * 100)} size="small" tone="primary" animated={false} />
            </div>
          </BlockStack>
        );
      })}
      {gate > 0 ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {t("score.gate", { gate: percent(gate) })}
        </Text>
      ) : null}
    </BlockStack>
  );
}
