import { BlockStack, Card } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { AppPage } from "../common/app-page.tsx";
import type { AppProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import { JoinWorkspace } from "./join-workspace.tsx";
import { Section } from "./section.tsx";

/** In place of all settings, which are kept where the app is not let in: the way on. */
export function LockedOutPage({ problem }: { problem: AppProblem }) {
  const { t } = useTranslation(["settings", "common"]);
  return (
    <AppPage title={t("title")} backAction={{ content: t("common:menu.home"), url: "/app" }}>
      <BlockStack gap="400">
        <ProblemBanner problem={problem} />
        <Section title={t("workspace.title")} description={t("workspace.lockedOut")}>
          <Card>
            <JoinWorkspace />
          </Card>
        </Section>
      </BlockStack>
    </AppPage>
  );
}
