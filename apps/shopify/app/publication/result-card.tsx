import { BlockStack, Card, InlineStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import type { PublicationPage } from "./load-publication.server.ts";
import { SummaryList } from "./summary-list.tsx";

/** The plan in words; once it is carried out, what has become of it. */
export function ResultCard({ page }: { page: PublicationPage }) {
  const { t } = useTranslation("publication");
  const { status } = page.publication;
  if (status === "planning" || status === "failed") return null;
  if (status === "reverted") return <Undone page={page} />;
  const isPlanned = status === "planned";
  const isApplied = status === "applied";
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t(isPlanned ? "summary.title" : isApplied ? "receipt.title" : "summary.titleDone")}
        </Text>
        {isPlanned ? <Text as="p">{t("summary.help")}</Text> : <Receipt page={page} />}
        {isApplied ? (
          <Text as="p" tone="subdued">
            {t("summary.was")}
          </Text>
        ) : null}
        <SummaryList summary={page.summary} />
      </BlockStack>
    </Card>
  );
}

function Receipt({ page }: { page: PublicationPage }) {
  const { t } = useTranslation("publication");
  const { number, dateTime } = useFormat();
  const { status, counts, appliedAt } = page.publication;
  if (status !== "applied") return null;
  const { applied, failed } = counts;
  return (
    <InlineStack gap="200">
      <Text as="p">
        {t("receipt.done", { count: applied, shown: number(applied) })}
        {failed > 0 ? ` ${t("receipt.failed", { count: failed, shown: number(failed) })}` : ""}
        {appliedAt === null ? "" : ` ${t("receipt.at", { time: dateTime(appliedAt) })}`}
      </Text>
    </InlineStack>
  );
}

function Undone({ page }: { page: PublicationPage }) {
  const { t } = useTranslation("publication");
  const { number, dateTime } = useFormat();
  const { undo, publication } = page;
  const counted = (count: number) => ({ count, shown: number(count) });
  const parts = (["removed", "restored", "kept", "failed"] as const).filter((part) => undo[part] > 0);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("report.title")}
        </Text>
        {publication.revertedAt === null ? null : (
          <Text as="p">{t("report.at", { time: dateTime(publication.revertedAt) })}</Text>
        )}
        {parts.length === 0 ? (
          <Text as="p">{t("report.nothing")}</Text>
        ) : (
          <List>
            {parts.map((part) => (
              <List.Item key={part}>{t(`report.${part}`, counted(undo[part]))}</List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Card>
  );
}
