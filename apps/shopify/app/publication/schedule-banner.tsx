import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import type { PublicationPage } from "./load-publication.server.ts";
import type { Control } from "./use-control.ts";

/** What happens by itself, when, and the way to stop it. */
export function ScheduleBanner({ page, control }: { page: PublicationPage; control: Control }) {
  const { t } = useTranslation("publication");
  const { dateTime } = useFormat();
  const { scheduled } = page.publication;
  if (scheduled.length === 0) return null;
  return (
    <Banner title={t("scheduled.title")} tone="info">
      <BlockStack gap="200">
        {scheduled.map(({ action, at, by }) => {
          const name = page.names[by];
          const time = dateTime(at);
          return (
            <InlineStack key={action} gap="300" blockAlign="center">
              <Text as="p">
                {name === undefined
                  ? t(`scheduled.${action}`, { time })
                  : t(`scheduled.${action}By`, { time, name })}
              </Text>
              <Button
                size="slim"
                loading={control.pending === "unschedule"}
                onClick={() => control.ask({ intent: "unschedule", action })}
              >
                {t(`scheduled.${action}Cancel`)}
              </Button>
            </InlineStack>
          );
        })}
      </BlockStack>
    </Banner>
  );
}
