import { BlockStack, Card, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Section } from "./section.tsx";

const kept = ["catalogue", "images", "people", "never"] as const;

/** What is stored, how it is erased, and the language. */
export function PrivacySection({ isOwn }: { isOwn: boolean }) {
  const { t } = useTranslation("settings");
  return (
    <>
      <Section title={t("privacy.title")} description={t("privacy.description")}>
        <Card>
          <BlockStack gap="400">
            <BlockStack gap="200">
              <Text as="h3" variant="headingSm">
                {t("privacy.stored")}
              </Text>
              <List>
                {kept.map((what) => (
                  <List.Item key={what}>{t(`privacy.${what}`)}</List.Item>
                ))}
              </List>
            </BlockStack>
            <BlockStack gap="200">
              <Text as="h3" variant="headingSm">
                {t("privacy.erase")}
              </Text>
              <Text as="p">{t(isOwn ? "privacy.eraseOwn" : "privacy.eraseJoined")}</Text>
            </BlockStack>
          </BlockStack>
        </Card>
      </Section>
      <Section title={t("language.title")} description={t("language.description")}>
        <Card>
          <Text as="p">{t("language.text")}</Text>
        </Card>
      </Section>
    </>
  );
}
