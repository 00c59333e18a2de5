import { BlockStack, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { hasEnded, isRunning, type ShownBatch } from "./shown-task.ts";
import css from "./watch.module.css";

/** How far a batch is, and what it has taken. */
export function ProgressCard({ batch }: { batch: ShownBatch }) {
  const { t } = useTranslation("watch");
  const { number } = useFormat();
  const { total, completed, failed } = batch;
  const over = completed + failed;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd" id="batch-progress">
              {t("progress.made", { done: number(completed), total: number(total) })}
            </Text>
            <Text as="span" tone="subdued">
              <Outlook batch={batch} />
            </Text>
          </InlineStack>
          <ProgressBar
            progress={total === 0 ? 0 : Math.floor((over / total) * 100)}
            tone={hasEnded(batch) && failed === 0 ? "success" : "highlight"}
            animated={false}
            ariaLabelledBy="batch-progress"
          />
        </BlockStack>
        <Facts batch={batch} />
        {isRunning(batch) && (
          <Text as="p" tone="subdued">
            {t("progress.leave")}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function Outlook({ batch: { status, secondsLeft, processing } }: { batch: ShownBatch }) {
  const { t } = useTranslation("watch");
  const { duration } = useFormat();
  if (status === "paused") return t(processing === 0 ? "progress.paused" : "progress.pausedFinishing");
  if (status === "queued") return t("progress.waiting");
  return secondsLeft === null ? "" : t("progress.left", { duration: duration(secondsLeft) });
}

function Facts({ batch }: { batch: ShownBatch }) {
  const { t } = useTranslation("watch");
  const { number, percent, money } = useFormat();
  const { completed, failed, total, meanScore, tries, costUsd } = batch;
  const quota = hasEnded(batch) ? completed : total - failed;
  const facts = [
    ...(meanScore === null
      ? []
      : [{ name: t("progress.score"), value: t("progress.meanScore", { score: percent(meanScore) }) }]),
    { name: t("progress.tries"), value: number(tries) },
    {
      name: t("progress.quota"),
      value: t("progress.quotaImages", { count: quota, shown: number(quota) }),
    },
    ...(costUsd === 0
      ? []
      : [
          {
            name: hasEnded(batch) ? t("progress.cost") : t("progress.costSoFar"),
            value: money(costUsd, "USD"),
          },
        ]),
  ];
  return (
    <dl className={css.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
