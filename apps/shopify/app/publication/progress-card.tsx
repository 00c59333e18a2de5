import { BlockStack, Button, Card, InlineStack, ProgressBar, Spinner, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import type { PublicationPage } from "./load-publication.server.ts";
import type { Control } from "./use-control.ts";

interface ProgressCardProps {
  readonly page: PublicationPage;
  readonly control: Control;
}

/** What is under way, how far it is, and the button that stops it or goes on. */
export function ProgressCard({ page, control }: ProgressCardProps) {
  const { t } = useTranslation("publication");
  const { number } = useFormat();
  const { status, pausedFrom, counts } = page.publication;
  const isPaused = status === "paused";
  if (status === "planning") return <Planning page={page} control={control} />;
  const work = isPaused ? pausedFrom : status;
  if (work !== "applying" && work !== "reverting") return null;
  const { done, failed, total } = progressOf(work, counts);
  const words = { done: number(done), total: number(total) };
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <Text as="h2" variant="headingMd">
            {t(isPaused ? "progress.paused" : `progress.${work}`)}
          </Text>
          <Button
            variant={isPaused ? "primary" : "secondary"}
            loading={control.pending === "pause" || control.pending === "resume"}
            onClick={() => control.ask({ intent: isPaused ? "resume" : "pause" })}
          >
            {t(isPaused ? "resume" : "pause")}
          </Button>
        </InlineStack>
        <ProgressBar progress={total === 0 ? 0 : (100 * (done + failed)) / total} size="small" />
        <Text as="p" aria-live="polite">
          {t(`progress.${work}Count`, words)}
          {failed > 0 ? ` ${t("progress.failed", { count: failed, shown: number(failed) })}` : ""}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {t(isPaused ? "progress.pausedHelp" : "progress.help")}
        </Text>
      </BlockStack>
    </Card>
  );
}

function Planning({ page, control }: ProgressCardProps) {
  const { t } = useTranslation("publication");
  const { number } = useFormat();
  const { create, update, skip, conflict, delete: removed } = page.publication.counts;
  const planned = create + update + skip + conflict + removed;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <InlineStack gap="200" blockAlign="center">
            <Spinner size="small" accessibilityLabel={t("progress.planning")} />
            <Text as="h2" variant="headingMd">
              {t("progress.planning")}
            </Text>
          </InlineStack>
          <Button loading={control.pending === "pause"} onClick={() => control.ask({ intent: "pause" })}>
            {t("stopPlan")}
          </Button>
        </InlineStack>
        <Text as="p">{t("progress.planned", { count: planned, shown: number(planned) })}</Text>
      </BlockStack>
    </Card>
  );
}

type Counts = PublicationPage["publication"]["counts"];

/** Changes that ended, failed, and were to be made. */
export function progressOf(
  work: "applying" | "reverting",
  counts: Counts,
): { readonly done: number; readonly failed: number; readonly total: number } {
  const { create, update, delete: removed, applied, failed, reverted, revertFailed } = counts;
  if (work === "applying") return { done: applied, failed, total: create + update + removed };
  return { done: reverted, failed: revertFailed, total: applied + reverted + revertFailed };
}
