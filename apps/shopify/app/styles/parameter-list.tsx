import type { StyleParameters } from "@assetql/contract";
import { BlockStack, DescriptionList, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import css from "./styles.module.css";

const MIDDLE = 0.5;

/** What was measured, in words that people use of pictures. */
export function ParameterList({ parameters }: { parameters: StyleParameters }) {
  const { t } = useTranslation("styles");
  const { colorPalette, lighting, composition, texture } = parameters;
  const light =
    `${lighting.brightness >= MIDDLE ? "bright" : "dark"}${lighting.contrast >= MIDDLE ? "High" : "Low"}` as const;
  const build = composition.symmetry >= composition.ruleOfThirds ? "symmetry" : "thirds";
  return (
    <BlockStack gap="300">
      <ul className={css.swatches} aria-label={t("detail.palette")}>
        {colorPalette.map((colour) => (
          <li key={colour}>
            <BlockStack gap="100" inlineAlign="center">
              <div className={css.swatch} style={{ background: colour }} />
              <Text as="span" variant="bodySm">
                {colour}
              </Text>
            </BlockStack>
          </li>
        ))}
      </ul>
      <DescriptionList
        items={[
          { term: t("detail.light"), description: t(`detail.lightValue.${light}`) },
          { term: t("detail.composition"), description: t(`detail.compositionValue.${build}`) },
          {
            term: t("detail.texture"),
            description: t("detail.textureValue", {
              pattern: t(`detail.pattern.${patternOf(texture.pattern)}`),
              frequency: t(`detail.frequency.${frequencyOf(texture.frequency)}`),
            }),
          },
        ]}
      />
    </BlockStack>
  );
}

const patterns = ["smooth", "geometric", "grainy", "organic"] as const;
const frequencies = ["low", "medium", "high"] as const;

/** The contract has them as texts. */
const patternOf = (text: string) => patterns.find((pattern) => pattern === text) ?? "organic";
const frequencyOf = (text: string) => frequencies.find((frequency) => frequency === text) ?? "medium";
