import { BlockStack, Box, Card, EmptyState, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import newcomer from "./art/newcomer.svg?url";
import { journeySteps } from "./journey.ts";
import { StepMark } from "./step-mark.tsx";

/** What AssetQL does, for somebody who sees it for the first time. */
export function Newcomer() {
  const { t } = useTranslation("home");
  return (
    <BlockStack gap="400">
      <Card>
        <EmptyState
          heading={t("newcomer.title")}
          image={newcomer}
          action={{ content: t("newcomer.action"), url: "/app/choose" }}
        >
          <p>{t("newcomer.text")}</p>
        </EmptyState>
      </Card>
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {t("newcomer.how")}
          </Text>
          <InlineGrid columns={{ xs: 1, sm: 2, md: 4 }} gap="400">
            {journeySteps.map((step, index) => (
              <BlockStack key={step} gap="200">
                <Box>
                  <StepMark state="open" number={index + 1} />
                </Box>
                <Text as="h3" variant="headingSm">
                  {t(`steps.${step}.title`)}
                </Text>
                <Text as="p" tone="subdued">
                  {t(`steps.${step}.text`)}
                </Text>
              </BlockStack>
            ))}
          </InlineGrid>
        </BlockStack>
      </Card>
    </BlockStack>
  );
}
