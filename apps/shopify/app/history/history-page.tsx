import { useNavigate, useSearchParams } from "@remix-run/react";
import {
  Badge,
  type BadgeProps,
  BlockStack,
  Box,
  Card,
  EmptyState,
  IndexTable,
  InlineStack,
  Link,
  Pagination,
  Tabs,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { AppPage } from "../common/app-page.tsx";
import { LostContact } from "../common/lost-contact.tsx";
import { paces, usePolling } from "../common/use-polling.ts";
import shelf from "../home/art/shelf.svg?url";
import { useFormat } from "../i18n/use-format.ts";
import { BatchStatusBadge } from "../watch/status-badge.tsx";
import { nextPage, pageBefore, trailOf, withFilter } from "../watch/trail.ts";
import { isUnderWay, type PublicationEntry } from "./history-entry.ts";
import type { HistoryData, HistoryTab } from "./load-history.server.ts";
import { useEntryWords } from "./use-entry-words.ts";

const tabNames: readonly HistoryTab[] = ["all", "batches", "publications"];
type Entry = HistoryData["entries"][number];

/** Batches and publications of the shop, newest first. */
export function HistoryPage({ data }: { data: HistoryData }) {
  const { t } = useTranslation("history");
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { isFirst } = trailOf(search);
  const { entries, tab, cursor } = data;
  const { hasLostContact } = usePolling(entries.some(isUnderWay), paces.overview);
  if (entries.length === 0 && isFirst && cursor === null && tab === "all") return <NoHistory />;
  return (
    <AppPage title={t("title")}>
      <BlockStack gap="400">
        <LostContact isLost={hasLostContact} />
        <Card padding="0">
          <Tabs
            tabs={tabNames.map((name) => ({ id: name, content: t(`tab.${name}`) }))}
            selected={tabNames.indexOf(tab)}
            onSelect={(index) =>
              navigate(withFilter(search, "show", index === 0 ? null : (tabNames[index] ?? null)))
            }
          >
            {entries.length === 0 ? (
              <Box padding="400">
                <Text as="p" tone="subdued">
                  {tab === "publications" ? t("empty.publications") : t("empty.batches")}
                </Text>
              </Box>
            ) : (
              <EntryTable entries={entries} />
            )}
          </Tabs>
          {(!isFirst || cursor !== null) && (
            <Box padding="300" borderBlockStartWidth="025" borderColor="border">
              <InlineStack align="center">
                <Pagination
                  accessibilityLabel={t("pages")}
                  accessibilityLabels={{ previous: t("previous"), next: t("next") }}
                  hasPrevious={!isFirst}
                  onPrevious={() => navigate(pageBefore(search))}
                  hasNext={cursor !== null}
                  onNext={() => cursor !== null && navigate(nextPage(search, cursor))}
                />
              </InlineStack>
            </Box>
          )}
        </Card>
      </BlockStack>
    </AppPage>
  );
}

function NoHistory() {
  const { t } = useTranslation("history");
  return (
    <AppPage title={t("title")}>
      <Card>
        <EmptyState
          heading={t("empty.title")}
          image={shelf}
          action={{ content: t("empty.action"), url: "/app/choose" }}
        >
          <Text as="p">{t("empty.advice")}</Text>
        </EmptyState>
      </Card>
    </AppPage>
  );
}

function EntryTable({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation("history");
  const { mdDown } = useBreakpoints();
  return (
    <IndexTable
      selectable={false}
      condensed={mdDown}
      itemCount={entries.length}
      headings={[
        { title: t("heading.what") },
        { title: t("heading.status") },
        { title: t("heading.images") },
        { title: t("heading.cost") },
        { title: t("heading.who") },
      ]}
    >
      {entries.map((entry, position) => (
        <IndexTable.Row key={entry.id} id={entry.id} position={position}>
          {mdDown ? <NarrowEntry entry={entry} /> : <WideEntry entry={entry} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function WideEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation("history");
  const { dateTime } = useFormat();
  const { images, cost } = useEntryWords(entry);
  return (
    <>
      <IndexTable.Cell>
        <div style={{ whiteSpace: "normal", minInlineSize: "12rem" }}>
          <Name entry={entry} />
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Status entry={entry} />
      </IndexTable.Cell>
      <IndexTable.Cell>{images}</IndexTable.Cell>
      <IndexTable.Cell>
        <Two first={cost?.quota ?? t("noCost")} second={cost?.tries} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Two first={entry.by ?? t("someone")} second={dateTime(entry.at)} />
      </IndexTable.Cell>
    </>
  );
}

function NarrowEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation("history");
  const { dateTime } = useFormat();
  const { images, cost } = useEntryWords(entry);
  return (
    <Box padding="300" width="100%">
      <BlockStack gap="150">
        <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
          <Name entry={entry} />
          <Status entry={entry} align="end" />
        </InlineStack>
        <Text as="p" breakWord>
          {cost === null ? images : `${images} · ${cost.quota} · ${cost.tries}`}
        </Text>
        <Text as="p" tone="subdued">
          {`${entry.by ?? t("someone")} · ${dateTime(entry.at)}`}
        </Text>
      </BlockStack>
    </Box>
  );
}

function Two({ first, second }: { first: string; second: string | undefined }) {
  return (
    <BlockStack>
      <Text as="span">{first}</Text>
      {second !== undefined && (
        <Text as="span" tone="subdued">
          {second}
        </Text>
      )}
    </BlockStack>
  );
}

function Name({ entry: { kind, id, name } }: { entry: Entry }) {
  const { t } = useTranslation("history");
  const url = kind === "batch" ? `/app/batches/${id}` : `/app/publications/${id}`;
  return (
    <BlockStack>
      <Text as="span" fontWeight="semibold" breakWord>
        <Link url={url} monochrome removeUnderline>
          {name}
        </Link>
      </Text>
      <Text as="span" tone="subdued">
        {t(kind)}
      </Text>
    </BlockStack>
  );
}

const looks: Readonly<Record<PublicationEntry["status"], BadgeProps>> = {
  planning: { tone: "info", progress: "incomplete" },
  planned: { tone: "attention", progress: "incomplete" },
  applying: { tone: "info", progress: "partiallyComplete" },
  paused: { tone: "warning", progress: "partiallyComplete" },
  applied: { tone: "success", progress: "complete" },
  reverting: { tone: "info", progress: "partiallyComplete" },
  reverted: { progress: "complete" },
  failed: { tone: "critical", progress: "complete" },
};

function Status({ entry, align = "start" }: { entry: Entry; align?: "start" | "end" }) {
  const { t } = useTranslation(["history", "home"]);
  const { dateTime } = useFormat();
  if (entry.kind === "batch") return <BatchStatusBadge status={entry.status} />;
  const label = t(`home:publicationStatus.${entry.status}`);
  return (
    <BlockStack gap="050" inlineAlign={align}>
      <Badge {...looks[entry.status]} toneAndProgressLabelOverride={label}>
        {label}
      </Badge>
      {entry.scheduled !== null && (
        <Text as="span" tone="subdued" variant="bodySm" alignment={align}>
          {t(`scheduled.${entry.scheduled.action}`, { at: dateTime(entry.scheduled.at) })}
        </Text>
      )}
    </BlockStack>
  );
}
