import { BlockStack, Button, Card, InlineStack, RadioButton, Text } from "@shopify/polaris";
import { PlusIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { Palette } from "../styles/palette.tsx";
import { ReferenceStrip } from "../styles/reference-strip.tsx";
import type { ShownStyle } from "../styles/shown-style.ts";
import css from "./configure.module.css";

const FIRST = 6;

interface StyleCardProps {
  readonly styles: readonly ShownStyle[];
  readonly chosen: string | null;
  readonly onChoose: (id: ShownStyle["id"]) => void;
  /** Where a new one is made, which comes back here. */
  readonly newUrl: string;
}

/** The styles to choose from, with what they look like. */
export function StyleCard({ styles, chosen, onChoose, newUrl }: StyleCardProps) {
  const { t } = useTranslation("configure");
  const [showsAll, setShowsAll] = useState(() => styles.findIndex(({ id }) => id === chosen) >= FIRST);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd" id="style-title">
            {t("style.title")}
          </Text>
          {styles.length > 0 && (
            <Button icon={PlusIcon} url={newUrl} variant="plain">
              {t("style.new")}
            </Button>
          )}
        </InlineStack>
        {styles.length === 0 ? (
          <BlockStack gap="300" inlineAlign="start">
            <Text as="h3" variant="headingSm">
              {t("style.none")}
            </Text>
            <Text as="p">{t("style.noneAdvice")}</Text>
            <Button variant="primary" icon={PlusIcon} url={newUrl}>
              {t("style.new")}
            </Button>
          </BlockStack>
        ) : (
          <>
            <Text as="p" tone="subdued">
              {t("style.intro")}
            </Text>
            <fieldset className={css.styles} aria-labelledby="style-title">
              {(showsAll ? styles : styles.slice(0, FIRST)).map((style) => (
                <StyleChoice
                  key={style.id}
                  style={style}
                  isChosen={style.id === chosen}
                  onChoose={onChoose}
                />
              ))}
            </fieldset>
            {!showsAll && styles.length > FIRST && (
              <Button onClick={() => setShowsAll(true)}>{t("style.all")}</Button>
            )}
          </>
        )}
      </BlockStack>
    </Card>
  );
}

interface StyleChoiceProps {
  readonly style: ShownStyle;
  readonly isChosen: boolean;
  readonly onChoose: (id: ShownStyle["id"]) => void;
}

function StyleChoice({ style, isChosen, onChoose }: StyleChoiceProps) {
  const { t } = useTranslation("configure");
  const { percent } = useFormat();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the radio button in it is what keyboards use
    // biome-ignore lint/a11y/useKeyWithClickEvents: likewise
    <div className={isChosen ? `${css.style} ${css.chosen}` : css.style} onClick={() => onChoose(style.id)}>
      <BlockStack gap="200">
        <RadioButton
          id={style.id}
          name="style"
          label={style.name}
          helpText={
            style.threshold === 0
              ? t("style.noThreshold")
              : t("style.threshold", { score: percent(style.threshold) })
          }
          checked={isChosen}
          onChange={() => onChoose(style.id)}
        />
        <ReferenceStrip references={style.references} />
        <Palette colours={style.palette} />
      </BlockStack>
    </div>
  );
}
