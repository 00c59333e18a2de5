import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { BillingStatus } from "../../server/services.ts";
import { useFormat } from "../i18n/use-format.ts";
import { hasProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import type { action } from "../routes/app.settings.tsx";
import { Section } from "./section.tsx";

/** What the shop pays: nothing for the first images, then by the image. */
export function BillingSection({ billing }: { billing: BillingStatus }) {
  const { t } = useTranslation("settings");
  const { number, money } = useFormat();
  const { data, Form, state } = useFetcher<typeof action>();
  const url = data !== undefined && !hasProblem(data) ? data.url : undefined;
  useEffect(() => {
    // Shopify's page to agree on cannot be shown within the app's frame.
    if (url !== undefined) window.open(url, "_top");
  }, [url]);
  const { plan, freeImages, usedImages, pricePerImage, cap } = billing;
  const price = money(Number(pricePerImage.amount), pricePerImage.currency);
  const isPaying = plan === "usage";
  return (
    <Section title={t("billing.title")} description={t("billing.description")}>
      <Card>
        <BlockStack gap="400">
          {hasProblem(data) ? <ProblemBanner problem={data.problem} /> : null}
          <InlineStack gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm" id="billing-plan">
              {t(isPaying ? "billing.usage" : "billing.free")}
            </Text>
            {isPaying ? <Badge tone="success">{t("billing.active")}</Badge> : null}
          </InlineStack>
          <BlockStack gap="200">
            <ProgressBar
              progress={freeImages === 0 ? 100 : Math.min(100, Math.round((usedImages / freeImages) * 100))}
              size="small"
              ariaLabelledBy="billing-plan"
            />
            <Text as="p">
              {t("billing.used", {
                used: number(Math.min(usedImages, freeImages)),
                free: number(freeImages),
              })}
            </Text>
          </BlockStack>
          <Text as="p">
            {isPaying && cap !== null
              ? t("billing.capped", { price, cap: money(Number(cap), pricePerImage.currency) })
              : t("billing.price", { price })}
          </Text>
          {isPaying ? null : (
            <Form method="post" action="/app/settings">
              <input type="hidden" name="intent" value="bill" />
              <Button submit variant="primary" loading={state !== "idle" || url !== undefined}>
                {t("billing.begin")}
              </Button>
            </Form>
          )}
        </BlockStack>
      </Card>
    </Section>
  );
}
