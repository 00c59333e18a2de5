import { Banner, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { BillingStatus } from "../../server/services.ts";
import { useFormat } from "../i18n/use-format.ts";
import { paymentOf } from "./payment.ts";

interface PaymentBannerProps {
  readonly images: number;
  readonly billing: BillingStatus;
}

/** What to do when the images are neither free nor within what the merchant has agreed to pay; nothing otherwise. */
export function PaymentBanner({ images, billing }: PaymentBannerProps) {
  const { t } = useTranslation("configure");
  const { number, money } = useFormat();
  const { freeLeft, imagesLeft, pricePerImage, cap } = billing;
  const sum = (amount: string): string => money(Number(amount), pricePerImage.currency);
  switch (paymentOf(billing, images).lacks) {
    case "plan":
      return (
        <Banner
          tone="warning"
          title={t("cost.planNeeded")}
          action={{ content: t("cost.toSettings"), url: "/app/settings" }}
        >
          <Text as="p">
            {t("cost.planNeededAdvice", {
              count: freeLeft,
              left: number(freeLeft),
              images: number(images),
              price: sum(pricePerImage.amount),
            })}
          </Text>
        </Banner>
      );
    case "limit":
      return (
        <Banner tone="critical" title={t("cost.beyondLimit")}>
          <Text as="p">
            {t("cost.beyondLimitAdvice", {
              left: number(imagesLeft),
              images: number(images),
              cap: sum(cap ?? "0"),
            })}
          </Text>
        </Banner>
      );
    case undefined:
      return null;
  }
}
