import { Banner, BlockStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { hasEnded, type ShownBatch } from "./shown-task.ts";

interface EndedBannerProps {
  readonly batch: ShownBatch;
  readonly onShowFailed: () => void;
}

const classes = ["style-deviation", "permanent", "transient"] as const;

/** What a batch that has ended came to, and what can be done about the rest. */
export function EndedBanner({ batch, onShowFailed }: EndedBannerProps) {
  const { t } = useTranslation("watch");
  const { number } = useFormat();
  const { status, completed, failed, total, failuresByClass } = batch;
  if (!hasEnded(batch)) return null;
  if (status === "cancelled") {
    return (
      <Banner tone="info" title={t("ended.cancelledTitle")}>
        <Text as="p">
          {completed === 0
            ? t("ended.cancelledNone")
            : t("ended.cancelledAdvice", { count: completed, shown: number(completed) })}
        </Text>
      </Banner>
    );
  }
  if (failed === 0) {
    return (
      <Banner tone="success" title={t("ended.allTitle", { count: completed, shown: number(completed) })}>
        <Text as="p">{t("ended.allAdvice")}</Text>
      </Banner>
    );
  }
  const title =
    completed === 0
      ? t("ended.noneTitle")
      : t("ended.someTitle", { count: failed, shown: number(failed), total: number(total) });
  return (
    <Banner
      tone={completed === 0 ? "critical" : "warning"}
      title={title}
      action={{ content: t("ended.show"), onAction: onShowFailed }}
    >
      <BlockStack gap="200">
        <List>
          {classes
            .filter((name) => failuresByClass[name] > 0)
            .map((name) => (
              <List.Item key={name}>
                {t(`ended.${name}`, { count: failuresByClass[name], shown: number(failuresByClass[name]) })}
              </List.Item>
            ))}
        </List>
        <Text as="p">{t("ended.notCounted")}</Text>
      </BlockStack>
    </Banner>
  );
}
