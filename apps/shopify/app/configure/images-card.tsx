import { Banner, BlockStack, Box, Button, Card, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft } from "../../server/batches/shop-batches.ts";
import type { Selection } from "../../server/services.ts";
import { useFormat } from "../i18n/use-format.ts";
import { isSide, MAX_PER_ITEM, presetOf, SIDES, type SizePreset, sizePresets } from "./plan-form.ts";
import type { PerColour } from "./use-per-colour.tsx";

interface ImagesCardProps {
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
  readonly kind: Selection["kind"];
  /** Products are among the colours. */
  readonly isMixed: boolean;
  readonly perColour: Pick<PerColour, "start" | "isRunning" | "hasNone">;
}

/** How large, how good, and how many of each. */
export function ImagesCard({ draft, onChange, kind, isMixed, perColour }: ImagesCardProps) {
  const { t } = useTranslation("configure");
  const counts = Array.from({ length: MAX_PER_ITEM }, (_, index) => String(index + 1));
  const labels = {
    products: t("images.perProduct"),
    variants: t("images.perVariant"),
    colours: isMixed ? t("images.perColourOrProduct") : t("images.perColour"),
    collections: t("images.perCollection"),
  } as const;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("images.title")}
        </Text>
        <FormLayout>
          <SizeFields draft={draft} onChange={onChange} />
          <FormLayout.Group>
            <Select
              label={labels[kind]}
              options={counts}
              value={String(draft.perItem)}
              onChange={(value) => onChange({ perItem: Number(value) })}
            />
            <Select
              label={t("images.quality")}
              options={[
                { value: "draft", label: t("images.draft") },
                { value: "standard", label: t("images.standard") },
                { value: "high", label: t("images.high") },
              ]}
              value={draft.quality}
              onChange={(value) => onChange({ quality: qualityOf(value) })}
            />
          </FormLayout.Group>
        </FormLayout>
        {kind === "products" && (
          <BlockStack gap="100" inlineAlign="start">
            <Button variant="plain" onClick={perColour.start} loading={perColour.isRunning}>
              {t("images.perColourInstead")}
            </Button>
            <Text as="p" tone="subdued">
              {t("images.perColourHelp")}
            </Text>
            {perColour.hasNone && (
              <Box width="100%">
                <Banner tone="info">{t("images.noColours")}</Banner>
              </Box>
            )}
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}

const qualityOf = (value: string): Draft["quality"] =>
  value === "draft" || value === "high" ? value : "standard";

function SizeFields({ draft, onChange }: Pick<ImagesCardProps, "draft" | "onChange">) {
  const { t } = useTranslation("configure");
  const [isCustom, setIsCustom] = useState(presetOf(draft) === "custom");
  const preset: SizePreset = isCustom ? "custom" : presetOf(draft);
  const named = ["square", "portrait", "landscape"] as const;
  const choose = (value: string): void => {
    const name = named.find((each) => each === value);
    setIsCustom(name === undefined);
    if (name !== undefined) onChange(sizePresets[name]);
  };
  return (
    <BlockStack gap="400">
      <Select
        label={t("images.size")}
        options={[
          ...named.map((name) => ({
            value: name,
            label: t(`images.${name}`, { size: `${sizePresets[name].width} × ${sizePresets[name].height}` }),
          })),
          { value: "custom", label: t("images.custom") },
        ]}
        value={preset}
        onChange={choose}
      />
      {preset === "custom" && (
        <FormLayout.Group condensed>
          <SideField
            label={t("images.width")}
            pixels={draft.width}
            onChange={(width) => onChange({ width })}
          />
          <SideField
            label={t("images.height")}
            pixels={draft.height}
            onChange={(height) => onChange({ height })}
          />
        </FormLayout.Group>
      )}
    </BlockStack>
  );
}

interface SideFieldProps {
  readonly label: string;
  readonly pixels: number;
  readonly onChange: (pixels: number) => void;
}

function SideField({ label, pixels, onChange }: SideFieldProps) {
  const { t } = useTranslation("configure");
  const { number } = useFormat();
  return (
    <TextField
      label={label}
      type="integer"
      min={SIDES.least}
      max={SIDES.most}
      suffix={t("images.pixels")}
      value={pixels === 0 ? "" : String(pixels)}
      onChange={(value) => onChange(Number.parseInt(value, 10) || 0)}
      error={
        isSide(pixels)
          ? false
          : t("images.sideWrong", { least: number(SIDES.least), most: number(SIDES.most) })
      }
      autoComplete="off"
    />
  );
}
