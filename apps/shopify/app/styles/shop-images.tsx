import { Banner, BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { scaled } from "../common/scaled.ts";
import type { NewStylePageProps } from "./new-style-page.tsx";
import css from "./styles.module.css";

const TILE_PIXELS = 240;

interface ShopImagesProps {
  readonly images: NewStylePageProps["shopImages"];
  readonly ticked: readonly string[];
  readonly onChange: (urls: readonly string[]) => void;
  /** How many more may be ticked. */
  readonly room: number;
}

/** What the shop's products show now, to tick. */
export function ShopImages({ images, ticked, onChange, room }: ShopImagesProps) {
  const { t } = useTranslation("styles");
  if (images === null) return <Banner tone="warning">{t("create.shopUnread")}</Banner>;
  if (images.length === 0) {
    return (
      <BlockStack gap="100">
        <Text as="p">{t("create.shopNone")}</Text>
        <Text as="p" tone="subdued">
          {t("create.shopNoneAdvice")}
        </Text>
      </BlockStack>
    );
  }
  const toggle = (url: string): void =>
    onChange(ticked.includes(url) ? ticked.filter((other) => other !== url) : [...ticked, url]);
  return (
    <BlockStack gap="300">
      <Text as="p" id="shop-images-intro">
        {t("create.shopIntro")}
      </Text>
      <fieldset className={css.tiles} aria-labelledby="shop-images-intro">
        {images.map(({ url, altText }, index) => {
          const isTicked = ticked.includes(url);
          return (
            <label key={url} className={css.tile}>
              <img
                src={scaled(url, TILE_PIXELS)}
                alt={altText || t("create.imageOf", { number: index + 1 })}
                loading="lazy"
              />
              <input
                type="checkbox"
                checked={isTicked}
                disabled={!isTicked && room <= 0}
                onChange={() => toggle(url)}
              />
            </label>
          );
        })}
      </fieldset>
    </BlockStack>
  );
}
