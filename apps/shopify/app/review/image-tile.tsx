import { Button, ButtonGroup, Checkbox, InlineStack, Text } from "@shopify/polaris";
import { CheckIcon, XIcon } from "@shopify/polaris-icons";
import { type KeyboardEvent, memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { AltText } from "./alt-text.tsx";
import type { GridAct } from "./grid-keys.ts";
import { Picture } from "./picture.tsx";
import type { ReviewImage, ShopNow } from "./review-image.ts";
import { ScoreParts } from "./score-parts.tsx";
import { StateBadge } from "./state-badge.tsx";
import { TileMenu } from "./tile-menu.tsx";

/** What can be done to a tile; `accept` and `versions` have no key of their own. */
export type TileAct = Exclude<GridAct, "help"> | "accept" | "versions";

export interface TileProps {
  readonly image: ReviewImage;
  /** What the shop shows now; undefined while that is not known, null where the item is gone or was not read. */
  readonly now: ShopNow | null | undefined;
  readonly gate: number;
  readonly place: { readonly at: number; readonly of: number };
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly isEditing: boolean;
  readonly draft: string | undefined;
  readonly onAct: (image: ReviewImage, act: TileAct) => void;
  readonly onFocus: (image: ReviewImage) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onAltText: (image: ReviewImage, text: string) => void;
  readonly onAltTextDone: (image: ReviewImage, isKept: boolean) => void;
}

/** One image before and after, with what was decided about it. A row of the grid, whose cell is all of it. */
export const ImageTile = memo(function ImageTile(props: TileProps) {
  const { image, isCurrent, isSelected, place, onFocus, onKeyDown } = props;
  const { t } = useTranslation("review");
  const { percent } = useFormat();
  const tile = useRef<HTMLDivElement>(null);
  // Only what is in the current tile can be reached with the Tab key; Polaris' buttons have no property for that.
  useEffect(() => {
    for (const control of tile.current?.querySelectorAll<HTMLElement>("button, input, textarea") ?? []) {
      control.tabIndex = isCurrent ? 0 : -1;
    }
  });
  const words = {
    title: image.title,
    score: percent(image.score),
    state: t(image.isInWork ? "state.inWork" : `state.${image.review}`),
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: as the grid
    <div
      ref={tile}
      role="row"
      className={isSelected ? "aql-tile aql-tile-selected" : "aql-tile"}
      data-image={image.id}
      aria-label={t("tile", words)}
      aria-rowindex={place.at}
      aria-selected={isSelected}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={() => onFocus(image)}
      onKeyDown={onKeyDown}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: the grid is no table */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row has the focus */}
      <div role="gridcell" style={{ display: "contents" }}>
        <TilePictures {...props} />
        <TileBody {...props} />
      </div>
    </div>
  );
});

function TilePictures({ image, now, isSelected, onAct }: TileProps) {
  const { t } = useTranslation("review");
  return (
    <div style={{ position: "relative" }}>
      <div className="aql-tick">
        <Checkbox
          label={t("tick", { title: image.title })}
          labelHidden
          checked={isSelected}
          onChange={() => onAct(image, "select")}
        />
      </div>
      <button type="button" className="aql-open" onClick={() => onAct(image, "open")}>
        <Text as="span" visuallyHidden>
          {t("look", { title: image.title })}
        </Text>
        <div className="aql-pair">
          <Picture
            url={now === undefined ? undefined : (now?.imageUrl ?? null)}
            alt=""
            label={t("before")}
            width={320}
            isLazy
          />
          <Picture url={image.thumbnailUrl} alt="" label={t("after")} width={320} isLazy />
        </div>
      </button>
    </div>
  );
}

function TileBody(props: TileProps) {
  const { image, gate, draft, isEditing, onAct, onAltText, onAltTextDone } = props;
  return (
    <div className="aql-tile-body">
      <div className="aql-clamp">
        <Text as="h3" variant="headingSm">
          {image.title}
        </Text>
      </div>
      <Subtitle {...props} />
      <InlineStack gap="100">
        <ScoreParts image={image} gate={gate} />
        <StateBadge image={image} />
      </InlineStack>
      {image.review === "rejected" && image.reviewNote !== null ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {image.reviewNote}
        </Text>
      ) : null}
      <AltText
        image={image}
        draft={draft}
        isEditing={isEditing}
        onEdit={() => onAct(image, "edit")}
        onChange={(text) => onAltText(image, text)}
        onDone={(isKept) => onAltTextDone(image, isKept)}
      />
      <div className="aql-tile-foot">
        <TileActions image={image} onAct={onAct} />
      </div>
    </div>
  );
}

/** What tells images of one product apart. */
function Subtitle({ image, now }: TileProps) {
  const { t } = useTranslation("review");
  const part = now?.title !== undefined && now.title !== image.title ? [partOf(now.title, image.title)] : [];
  const number = image.imageNumber > 1 ? [t("imageNumber", { number: image.imageNumber })] : [];
  const words = [...part, ...number, ...(image.sku === null ? [] : [image.sku])];
  if (words.length === 0) return null;
  return (
    <Text as="p" variant="bodySm" tone="subdued" truncate>
      {words.join(" · ")}
    </Text>
  );
}

/** Of `Linen shirt – Sand` under `Linen shirt` only what is new. */
const partOf = (title: string, product: string): string =>
  title.startsWith(`${product} – `) ? title.slice(product.length + " – ".length) : title;

function TileActions({ image, onAct }: Pick<TileProps, "image" | "onAct">) {
  const { t } = useTranslation("review");
  const { title } = image;
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <ButtonGroup>
        <Button
          icon={CheckIcon}
          size="slim"
          pressed={image.review === "approved"}
          accessibilityLabel={t("approveOne", { title })}
          onClick={() => onAct(image, "approve")}
        >
          {t("approve")}
        </Button>
        <Button
          icon={XIcon}
          size="slim"
          pressed={image.review === "rejected"}
          accessibilityLabel={t("rejectOne", { title })}
          onClick={() => onAct(image, "reject")}
        >
          {t("reject")}
        </Button>
      </ButtonGroup>
      <TileMenu image={image} onAct={onAct} />
    </InlineStack>
  );
}
