import { BlockStack, RangeSlider, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { gateWord } from "./gate-word.ts";

interface GateSliderProps {
  /** From 0 to 1. */
  readonly threshold: number;
  readonly onChange: (threshold: number) => void;
}

/** The least style score, and what it means in plain words. */
export function GateSlider({ threshold, onChange }: GateSliderProps) {
  const { t } = useTranslation("styles");
  const { percent } = useFormat();
  return (
    <BlockStack gap="200">
      <RangeSlider
        label={t("gate.label")}
        min={0}
        max={100}
        step={1}
        value={Math.round(threshold * 100)}
        onChange={(changed) => onChange(Number(changed) / 100)}
        suffix={
          <Text as="span" variant="headingSm">
            {percent(threshold)}
          </Text>
        }
      />
      <Text as="p">{t(`gate.${gateWord(threshold)}`)}</Text>
      <Text as="p" tone="subdued">
        {t("gate.tries")}
      </Text>
    </BlockStack>
  );
}
