import { BlockStack, Button, ButtonGroup } from "@shopify/polaris";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Picture } from "./picture.tsx";
import type { ReviewImage, ShopNow } from "./review-image.ts";

interface CompareViewProps {
  readonly image: Pick<ReviewImage, "title" | "altText" | "imageUrl">;
  readonly now: ShopNow | null | undefined;
}

const WIDTH = 1_200;

/** Before and after in large: side by side, or one over the other with a slider between. */
export function CompareView({ image, now }: CompareViewProps) {
  const { t } = useTranslation("review");
  const [isSlider, setIsSlider] = useState(false);
  const before = now === undefined ? undefined : (now?.imageUrl ?? null);
  const pair = {
    before: <Picture url={before} alt={now?.altText ?? ""} label={t("before")} width={WIDTH} />,
    after: <Picture url={image.imageUrl} alt={image.altText} label={t("after")} width={WIDTH} />,
  };
  // Without an image before there is nothing to slide over.
  const canSlide = typeof before === "string";
  return (
    <BlockStack gap="300">
      {canSlide ? (
        <ButtonGroup variant="segmented">
          <Button size="slim" pressed={!isSlider} onClick={() => setIsSlider(false)}>
            {t("compare.beside")}
          </Button>
          <Button size="slim" pressed={isSlider} onClick={() => setIsSlider(true)}>
            {t("compare.slider")}
          </Button>
        </ButtonGroup>
      ) : null}
      {isSlider && canSlide ? (
        <Slider {...pair} />
      ) : (
        <div className="aql-compare">
          {pair.before}
          {pair.after}
        </div>
      )}
    </BlockStack>
  );
}

function Slider({ before, after }: { before: ReactNode; after: ReactNode }) {
  const { t } = useTranslation("review");
  const [share, setShare] = useState(50);
  return (
    <div className="aql-slider">
      <div style={{ position: "relative" }}>
        {after}
        <div className="aql-slider-over" style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}>
          {before}
        </div>
        <div className="aql-slider-line" style={{ insetInlineStart: `calc(${share}% - 1px)` }} />
      </div>
      <input
        type="range"
        min={0}
        max={100}
        value={share}
        aria-label={t("compare.share")}
        aria-valuetext={t("compare.shareValue", { share })}
        onChange={({ target }) => setShare(Number(target.value))}
      />
    </div>
  );
}
