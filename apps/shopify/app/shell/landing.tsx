import { Form, useNavigation } from "@remix-run/react";
import { BlockStack, Box, Button, Card, InlineGrid, Page, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import newcomer from "../home/art/newcomer.svg?url";

const promises = ["style", "review", "undo"] as const;

/** For somebody who opens the app outside of Shopify. */
export function Landing({ isRefused, typed }: { isRefused: boolean; typed: string }) {
  const { t } = useTranslation("landing");
  const [shop, setShop] = useState(typed);
  const isSending = useNavigation().state !== "idle";
  return (
    <main>
      <Page narrowWidth>
        <BlockStack gap="500">
          <BlockStack gap="300" inlineAlign="center">
            <img src={newcomer} alt="" width={320} height={200} />
            <Text as="h1" variant="headingXl" alignment="center">
              {t("title")}
            </Text>
            <Text as="p" variant="bodyLg" alignment="center">
              {t("text")}
            </Text>
          </BlockStack>
          <Card padding="500">
            <Form method="post">
              <BlockStack gap="300">
                <TextField
                  label={t("shop")}
                  name="shop"
                  value={shop}
                  onChange={setShop}
                  placeholder="my-shop.myshopify.com"
                  autoComplete="on"
                  inputMode="url"
                  helpText={t("help")}
                  {...(isRefused ? { error: t("refused") } : {})}
                />
                <Button submit variant="primary" size="large" loading={isSending} fullWidth>
                  {t("action")}
                </Button>
              </BlockStack>
            </Form>
          </Card>
          <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
            {promises.map((promise) => (
              <BlockStack key={promise} gap="100">
                <Text as="h2" variant="headingSm">
                  {t(`${promise}.title`)}
                </Text>
                <Text as="p" tone="subdued">
                  {t(`${promise}.text`)}
                </Text>
              </BlockStack>
            ))}
          </InlineGrid>
          <Box paddingBlockEnd="800" />
        </BlockStack>
      </Page>
    </main>
  );
}
