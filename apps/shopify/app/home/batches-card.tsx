import {
  Badge,
  type BadgeProps,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import styles from "./home.module.css";
import { isRunning } from "./journey.ts";
import type { ShownBatch } from "./load-home.server.ts";

/** What runs, and what ran last. */
export function BatchesCard({ batches }: { batches: readonly ShownBatch[] }) {
  const { t } = useTranslation("home");
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t("batches.title")}
          </Text>
          {batches.length === 0 ? null : (
            <Button variant="plain" url="/app/history">
              {t("batches.all")}
            </Button>
          )}
        </InlineStack>
      </Box>
      {batches.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {t("batches.none")}
          </Text>
        </Box>
      ) : (
        <ul className={styles.rows}>
          {batches.map((batch) => (
            <BatchRow key={batch.id} batch={batch} />
          ))}
        </ul>
      )}
    </Card>
  );
}

const tones: Record<ShownBatch["status"], NonNullable<BadgeProps["tone"]> | undefined> = {
  queued: "info",
  processing: "info",
  paused: "warning",
  completed: "success",
  failed: "critical",
  cancelled: undefined,
};

function BatchRow({ batch }: { batch: ShownBatch }) {
  const { t } = useTranslation("home");
  const { number, dateTime } = useFormat();
  const id = useId();
  const { name, status, total, completed, failed, createdAt, by } = batch;
  const over = completed + failed;
  const tone = tones[status];
  const at = dateTime(createdAt);
  return (
    <Box as="li" padding="300" paddingInline="400" borderBlockStartWidth="025" borderColor="border-secondary">
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
          <BlockStack gap="050">
            <Text as="h3" variant="headingSm" breakWord id={id}>
              <Link url={pageOf(batch)} monochrome removeUnderline>
                {name}
              </Link>
            </Text>
            <Text as="p" tone="subdued" variant="bodySm">
              {by === null ? at : t("byWhom", { by, at })}
            </Text>
          </BlockStack>
          <Badge {...(tone === undefined ? {} : { tone })}>{t(`batchStatus.${status}`)}</Badge>
        </InlineStack>
        {isRunning(batch) ? (
          <ProgressBar
            progress={total === 0 ? 0 : Math.floor((over / total) * 100)}
            size="small"
            ariaLabelledBy={id}
          />
        ) : null}
        <Text as="p" variant="bodySm">
          {isRunning(batch)
            ? t("batches.progress", { over: number(over), total: number(total) })
            : summaryOf(t, batch, number)}
        </Text>
      </BlockStack>
    </Box>
  );
}

/** The running are watched, the others reviewed; of a batch without images there is only what went wrong. */
const pageOf = (batch: ShownBatch): string =>
  isRunning(batch) || batch.completed === 0 ? `/app/batches/${batch.id}` : `/app/batches/${batch.id}/review`;

function summaryOf(
  t: ReturnType<typeof useTranslation<"home">>["t"],
  { completed, failed, approved, pending }: ShownBatch,
  number: (value: number) => string,
): string {
  return [
    t("batches.images", { count: completed, shown: number(completed) }),
    ...(failed > 0 ? [t("batches.failed", { count: failed, shown: number(failed) })] : []),
    ...(approved > 0 ? [t("batches.approved", { count: approved, shown: number(approved) })] : []),
    ...(pending > 0 ? [t("batches.pending", { count: pending, shown: number(pending) })] : []),
  ].join(" · ");
}
