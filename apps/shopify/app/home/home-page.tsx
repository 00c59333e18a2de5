import { BlockStack, Layout } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { AppPage } from "../common/app-page.tsx";
import { LostContact } from "../common/lost-contact.tsx";
import { paces, usePolling } from "../common/use-polling.ts";
import { BatchesCard } from "./batches-card.tsx";
import { Guide, type ShownJourney } from "./guide.tsx";
import type { ShownBatch, ShownPublication, ShownStep } from "./load-home.server.ts";
import { Newcomer } from "./newcomer.tsx";
import { PublicationsCard } from "./publications-card.tsx";
import { QuotaCard, type ShownQuota } from "./quota-card.tsx";
import { ScheduledCard } from "./scheduled-card.tsx";

interface HomePageProps {
  readonly journey: ShownJourney;
  readonly batches: readonly ShownBatch[];
  readonly publications: readonly ShownPublication[];
  readonly scheduled: readonly ShownStep[];
  readonly quota: ShownQuota;
  readonly isActive: boolean;
}

/** Where the merchant is, and what to do next. */
export function HomePage({ journey, batches, publications, scheduled, quota, isActive }: HomePageProps) {
  const { t } = useTranslation("home");
  const { hasLostContact } = usePolling(isActive, paces.overview);
  if (journey.isNew) {
    return (
      <AppPage title={t("title")}>
        <BlockStack gap="400">
          <LostContact isLost={hasLostContact} />
          <Newcomer />
        </BlockStack>
      </AppPage>
    );
  }
  return (
    <AppPage title={t("title")} primaryAction={{ content: t("newBatch"), url: "/app/choose" }}>
      <Layout>
        {hasLostContact ? (
          <Layout.Section>
            <LostContact isLost />
          </Layout.Section>
        ) : null}
        <Layout.Section>
          <BlockStack gap="400">
            {journey.hasPublished && journey.next === "choose" ? null : <Guide journey={journey} />}
            <ScheduledCard steps={scheduled} />
            <BatchesCard batches={batches} />
            <PublicationsCard publications={publications} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <QuotaCard quota={quota} />
        </Layout.Section>
      </Layout>
    </AppPage>
  );
}
