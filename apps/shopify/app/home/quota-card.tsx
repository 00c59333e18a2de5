import type { Quota } from "@assetql/contract";
import { BlockStack, Card, Link, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { BillingAllowance } from "../../server/services.ts";
import { useFormat } from "../i18n/use-format.ts";

export interface ShownQuota {
  readonly quota: Quota;
  /** What is free, where more is paid for; null where nothing is. */
  readonly allowance: BillingAllowance | null;
}

/** From this share on, what is left is shown as little. */
const SCARCE = 0.9;

/** What is left of the month's images. */
export function QuotaCard({ quota: { quota, allowance } }: { quota: ShownQuota }) {
  const { t } = useTranslation("home");
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd" id="quota-title">
          {t(allowance === null ? "quota.title" : "quota.freeTitle")}
        </Text>
        {allowance === null ? (
          <PlanQuota quota={quota} />
        ) : (
          <FreeImages allowance={allowance} resetsAt={quota.resetsAt} />
        )}
      </BlockStack>
    </Card>
  );
}

function PlanQuota({ quota: { limit, used, remaining, resetsAt } }: { quota: Quota }) {
  const { t } = useTranslation("home");
  const { number } = useFormat();
  if (limit === null || remaining === null) {
    return <Text as="p">{t("quota.unlimited", { count: used, shown: number(used) })}</Text>;
  }
  return <Left used={used} limit={limit} left={remaining} resetsAt={resetsAt} />;
}

interface FreeImagesProps {
  readonly allowance: BillingAllowance;
  readonly resetsAt: number;
}

function FreeImages({ allowance: { freeImages, freeLeft, pricePerImage }, resetsAt }: FreeImagesProps) {
  const { t } = useTranslation("home");
  const { money } = useFormat();
  return (
    <>
      <Left used={freeImages - freeLeft} limit={freeImages} left={freeLeft} resetsAt={resetsAt} />
      <Text as="p">
        {t("quota.price", { price: money(Number(pricePerImage.amount), pricePerImage.currency) })}{" "}
        <Link url="/app/settings">{t("quota.toPlan")}</Link>
      </Text>
    </>
  );
}

interface LeftProps {
  readonly used: number;
  readonly limit: number;
  readonly left: number;
  readonly resetsAt: number;
}

function Left({ used, limit, left, resetsAt }: LeftProps) {
  const { t } = useTranslation("home");
  const { number, date } = useFormat();
  return (
    <>
      <Text as="p" variant="headingLg">
        {t("quota.left", { count: left, shown: number(left) })}
      </Text>
      <ProgressBar
        progress={limit === 0 ? 100 : Math.min(100, Math.round((used / limit) * 100))}
        size="small"
        tone={used >= limit * SCARCE ? "critical" : "primary"}
        ariaLabelledBy="quota-title"
      />
      <Text as="p" tone="subdued">
        {t("quota.used", { used: number(used), limit: number(limit) })}
      </Text>
      <Text as="p" tone="subdued">
        {t("quota.resets", { date: date(resetsAt) })}
      </Text>
    </>
  );
}
