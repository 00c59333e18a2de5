import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { GateSlider } from "../styles/gate-slider.tsx";

interface GateCardProps {
  /** The batch's own, from 0 to 1; null is the style's. */
  readonly threshold: number | null;
  readonly styleThreshold: number;
  readonly onChange: (threshold: number | null) => void;
}

/** The style gate of this batch: how close its images have to come. */
export function GateCard({ threshold, styleThreshold, onChange }: GateCardProps) {
  const { t } = useTranslation("configure");
  const { percent } = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("gate.title")}
        </Text>
        <GateSlider threshold={threshold ?? styleThreshold} onChange={onChange} />
        {threshold === null ? (
          <Text as="p" tone="subdued">
            {t("gate.ownUsed")}
          </Text>
        ) : (
          <InlineStack>
            <Button variant="plain" onClick={() => onChange(null)}>
              {t("gate.own", { score: percent(styleThreshold) })}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}
