import type { Quota } from "@assetql/contract";
import { Banner, BlockStack, Button, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { PlanPreview } from "../../server/batches/shop-batches.ts";
import type { BillingStatus } from "../../server/services.ts";
import { useFormat } from "../i18n/use-format.ts";
import css from "./configure.module.css";
import { paymentOf } from "./payment.ts";
import { PaymentBanner } from "./payment-banner.tsx";

interface CostCardProps {
  /** Of all rows; known without a preview. */
  readonly images: number;
  readonly preview: PlanPreview | undefined;
  readonly isCurrent: boolean;
  readonly quota: Quota;
  /** Null where images are not paid for: then what they cost is the generator's price. */
  readonly billing: BillingStatus | null;
  /** Why there is nothing to create yet, in words. */
  readonly reason: string | undefined;
  readonly isCreating: boolean;
  readonly onCreate: () => void;
}

/** What a batch takes, what is left, and the button. */
export function CostCard(props: CostCardProps) {
  const { images, preview, isCurrent, quota, billing, reason, isCreating, onCreate } = props;
  const { t } = useTranslation("configure");
  const { number, date } = useFormat();
  const { remaining, resetsAt } = quota;
  const isShort = remaining !== null && images > remaining;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("cost.title")}
        </Text>
        <div aria-busy={!isCurrent}>
          <Facts images={images} preview={preview} quota={quota} billing={billing} />
        </div>
        {billing !== null && <PaymentBanner images={images} billing={billing} />}
        {isShort && (
          <Banner tone="critical" title={t("cost.notEnough")}>
            <Text as="p">
              {t("cost.notEnoughAdvice", {
                images: number(images),
                left: number(remaining),
                day: date(resetsAt),
              })}
            </Text>
          </Banner>
        )}
        <BlockStack gap="200">
          <Button
            variant="primary"
            size="large"
            fullWidth
            disabled={reason !== undefined}
            loading={isCreating}
            onClick={onCreate}
            ariaDescribedBy="create-reason"
          >
            {t("create")}
          </Button>
          <Text as="p" tone="subdued" alignment="center" id="create-reason">
            {reason ?? t("draftKept")}
          </Text>
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

type FactsProps = Pick<CostCardProps, "images" | "preview" | "quota" | "billing">;

function Facts({ images, preview, quota, billing }: FactsProps) {
  const { t } = useTranslation("configure");
  const { number, money, duration } = useFormat();
  return (
    <BlockStack gap="200">
      <dl className={css.facts}>
        <Fact name={t("cost.images")}>{number(images)}</Fact>
        {billing === null ? (
          <GeneratorFacts preview={preview} quota={quota} />
        ) : (
          <PaymentFacts images={images} billing={billing} />
        )}
        <Fact name={t("cost.time")}>
          {preview === undefined ? "–" : t("cost.about", { duration: duration(preview.estimatedSeconds) })}
        </Fact>
      </dl>
      {billing !== null && (
        <Text as="p" tone="subdued">
          {t("cost.priceHelp", {
            price: money(Number(billing.pricePerImage.amount), billing.pricePerImage.currency),
          })}
        </Text>
      )}
      {billing === null && preview !== undefined && preview.estimatedCost.atMost > 0 && (
        <Text as="p" tone="subdued">
          {t("cost.costHelp")}
        </Text>
      )}
    </BlockStack>
  );
}

function GeneratorFacts({ preview, quota: { remaining, limit } }: Pick<FactsProps, "preview" | "quota">) {
  const { t } = useTranslation("configure");
  const { number, money } = useFormat();
  const costOf = ({ total, atMost, currency }: PlanPreview["estimatedCost"]): string =>
    atMost === 0
      ? t("cost.noCost")
      : t("cost.costUpTo", { total: money(total, currency), most: money(atMost, currency) });
  return (
    <>
      <Fact name={t("cost.cost")}>{preview === undefined ? "–" : costOf(preview.estimatedCost)}</Fact>
      <Fact name={t("cost.quota")}>
        {remaining === null || limit === null
          ? t("cost.noLimit")
          : t("cost.quotaOf", { left: number(remaining), limit: number(limit) })}
      </Fact>
    </>
  );
}

function PaymentFacts({ images, billing }: { images: number; billing: BillingStatus }) {
  const { t } = useTranslation("configure");
  const { number, money } = useFormat();
  const { freeLeft, freeImages, pricePerImage } = billing;
  const { paid, total } = paymentOf(billing, images);
  return (
    <>
      <Fact name={t("cost.freeLeft")}>
        {t("cost.quotaOf", { left: number(freeLeft), limit: number(freeImages) })}
      </Fact>
      <Fact name={t("cost.cost")}>
        {paid === 0
          ? t("cost.free")
          : t("cost.priceOf", {
              total: money(total, pricePerImage.currency),
              count: paid,
              shown: number(paid),
            })}
      </Fact>
    </>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
