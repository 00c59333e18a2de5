import { BlockStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { AppPage } from "../common/app-page.tsx";
import { BillingSection } from "./billing-section.tsx";
import { ConnectionSection } from "./connection-section.tsx";
import { ImagesSection } from "./images-section.tsx";
import { PrivacySection } from "./privacy-section.tsx";
import type { Settings } from "./settings.server.ts";
import { WorkspaceSection } from "./workspace-section.tsx";

export function SettingsPage({ data }: { data: Settings }) {
  const { t } = useTranslation(["settings", "common"]);
  const { target, health, hub, workspace, billing, shop } = data;
  return (
    <AppPage title={t("title")} backAction={{ content: t("common:menu.home"), url: "/app" }}>
      <BlockStack gap="400">
        <ImagesSection key={JSON.stringify(target)} saved={target} />
        <ConnectionSection health={health} hub={hub} domain={shop.domain} />
        <WorkspaceSection workspace={workspace} />
        {billing === null ? null : <BillingSection billing={billing} />}
        <PrivacySection isOwn={workspace.isOwn} />
      </BlockStack>
    </AppPage>
  );
}
