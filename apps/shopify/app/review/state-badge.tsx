import { Badge, type BadgeProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ReviewImage } from "./review-image.ts";

const tones = {
  pending: "attention",
  approved: "success",
  rejected: "critical",
} as const satisfies Record<ReviewImage["review"], BadgeProps["tone"]>;

/** What was decided about an image. */
export function StateBadge({ image }: { image: Pick<ReviewImage, "review" | "isInWork"> }) {
  const { t } = useTranslation("review");
  return (
    <>
      <Badge tone={tones[image.review]}>{t(`state.${image.review}`)}</Badge>
      {image.isInWork ? <Badge tone="info">{t("state.inWork")}</Badge> : null}
    </>
  );
}
