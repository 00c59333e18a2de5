import { useNavigate, useSearchParams } from "@remix-run/react";
import {
  Badge,
  type BadgeProps,
  BlockStack,
  Box,
  Button,
  Card,
  IndexTable,
  InlineStack,
  Pagination,
  Tabs,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { ScoreBadge } from "../common/score-badge.tsx";
import { Thumbnail } from "../common/thumbnail.tsx";
import { useFormat } from "../i18n/use-format.ts";
import type { WatchData } from "./load-watch.server.ts";
import { hasEnded, type ShownTask } from "./shown-task.ts";
import { nextPage, pageBefore, trailOf, withFilter } from "./trail.ts";

interface TaskListProps {
  readonly data: WatchData;
  /** Of the image that is being accepted. */
  readonly accepting: string | undefined;
  readonly onAccept: (taskId: string) => void;
}

const filters = ["queued", "processing", "retrying", "completed", "failed"] as const;

/** Every image of the batch and how it stands, a page at a time. */
export function TaskList({ data, ...rest }: TaskListProps) {
  const { t } = useTranslation("watch");
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { batch, filter, tasks } = data;
  const { tabs, names } = useTabs(data);
  const go = (to: string): void => navigate(to, { preventScrollReset: true });
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="100">
        <Text as="h2" variant="headingMd">
          {t("list.title")}
        </Text>
      </Box>
      <Tabs
        tabs={tabs}
        selected={filter === null ? 0 : names.indexOf(filter) + 1}
        onSelect={(index) => go(withFilter(search, "show", names[index - 1] ?? null))}
      >
        {tasks.length === 0 ? (
          <Box padding="400">
            <Text as="p" tone="subdued">
              {filter === null && batch.total > 0 ? t("list.preparing") : t("list.noneOf")}
            </Text>
          </Box>
        ) : (
          <TaskTable data={data} {...rest} />
        )}
      </Tabs>
      <Pages cursor={data.cursor} go={go} />
    </Card>
  );
}

/** Once nothing moves any more, states without images are left out. */
function useTabs({ batch, filter }: WatchData) {
  const { t } = useTranslation("watch");
  const { number } = useFormat();
  const names = filters.filter((name) => !hasEnded(batch) || name === filter || batch[name] > 0);
  const tabs = [
    { id: "all", content: t("list.withCount", { name: t("list.all"), shown: number(batch.total) }) },
    ...names.map((name) => ({
      id: name,
      content: t("list.withCount", { name: t(`list.${name}`), shown: number(batch[name]) }),
    })),
  ];
  return { tabs, names };
}

function Pages({ cursor, go }: { cursor: string | null; go: (to: string) => void }) {
  const { t } = useTranslation("watch");
  const [search] = useSearchParams();
  const { isFirst } = trailOf(search);
  if (isFirst && cursor === null) return null;
  return (
    <Box padding="300" borderBlockStartWidth="025" borderColor="border">
      <InlineStack align="center">
        <Pagination
          accessibilityLabel={t("list.pages")}
          accessibilityLabels={{ previous: t("list.previous"), next: t("list.next") }}
          hasPrevious={!isFirst}
          onPrevious={() => go(pageBefore(search))}
          hasNext={cursor !== null}
          onNext={() => cursor !== null && go(nextPage(search, cursor))}
        />
      </InlineStack>
    </Box>
  );
}

function TaskTable({ data: { tasks, gate, batch }, accepting, onAccept }: TaskListProps) {
  const { t } = useTranslation("watch");
  const { smDown } = useBreakpoints();
  const hasDecisions = batch.failed > 0;
  return (
    <IndexTable
      selectable={false}
      condensed={smDown}
      itemCount={tasks.length}
      headings={[
        { title: t("list.product") },
        { title: t("list.state") },
        ...(hasDecisions ? [{ title: t("list.decision"), alignment: "end" as const }] : []),
      ]}
    >
      {tasks.map((task, position) => {
        const parts = { task, gate, onAccept, isAccepting: accepting === task.id };
        return (
          <IndexTable.Row key={task.id} id={task.id} position={position}>
            {smDown ? <NarrowRow {...parts} /> : <WideRow {...parts} hasDecisions={hasDecisions} />}
          </IndexTable.Row>
        );
      })}
    </IndexTable>
  );
}

interface RowProps {
  readonly task: ShownTask;
  readonly gate: number | null;
  readonly isAccepting: boolean;
  readonly onAccept: (taskId: string) => void;
}

function WideRow({ hasDecisions, ...parts }: RowProps & { hasDecisions: boolean }) {
  return (
    <>
      <IndexTable.Cell>
        <InlineStack gap="300" wrap={false} blockAlign="center">
          <Picture task={parts.task} />
          <Title task={parts.task} />
        </InlineStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <State {...parts} />
      </IndexTable.Cell>
      {hasDecisions && (
        <IndexTable.Cell>
          <InlineStack align="end">
            <Decision {...parts} />
          </InlineStack>
        </IndexTable.Cell>
      )}
    </>
  );
}

function NarrowRow(parts: RowProps) {
  return (
    <Box padding="300" width="100%">
      <InlineStack gap="300" wrap={false} blockAlign="start">
        <Picture task={parts.task} />
        <BlockStack gap="200" inlineAlign="start">
          <Title task={parts.task} />
          <State {...parts} />
          <Decision {...parts} />
        </BlockStack>
      </InlineStack>
    </Box>
  );
}

function Picture({ task: { thumbnailUrl, title, status } }: Pick<RowProps, "task">) {
  const { t } = useTranslation("watch");
  const alt = status !== "completed" && thumbnailUrl !== null ? t("list.bestTry", { title }) : "";
  return <Thumbnail url={thumbnailUrl} alt={alt} size="small" />;
}

function Title({ task: { title, imageNumber } }: Pick<RowProps, "task">) {
  const { t } = useTranslation("watch");
  return (
    <BlockStack>
      <Text as="span" fontWeight="semibold" breakWord>
        {title}
      </Text>
      {imageNumber !== null && (
        <Text as="span" tone="subdued">
          {t("list.imageNumber", { number: imageNumber })}
        </Text>
      )}
    </BlockStack>
  );
}

const looks: Readonly<Record<ShownTask["status"], BadgeProps>> = {
  queued: { progress: "incomplete" },
  processing: { tone: "info", progress: "partiallyComplete" },
  retrying: { tone: "attention", progress: "partiallyComplete" },
  completed: { tone: "success", progress: "complete" },
  failed: { tone: "critical", progress: "complete" },
};

function State({ task, gate }: Pick<RowProps, "task" | "gate">) {
  const { t } = useTranslation("watch");
  const { status, score, tries, error } = task;
  const label = t(`list.${status}`);
  return (
    <BlockStack gap="100" inlineAlign="start">
      <InlineStack gap="150" blockAlign="center">
        <Badge {...looks[status]} toneAndProgressLabelOverride={label}>
          {label}
        </Badge>
        {status === "completed" && score !== null && <ScoreBadge score={score} gate={gate ?? undefined} />}
        {tries > 1 && (
          <Text as="span" tone="subdued" variant="bodySm">
            {t("list.tries", { count: tries })}
          </Text>
        )}
      </InlineStack>
      {error !== null && status !== "queued" && <Why task={task} gate={gate} />}
    </BlockStack>
  );
}

function Why({ task: { error, score }, gate }: Pick<RowProps, "task" | "gate">) {
  const { t } = useTranslation("watch");
  const { percent } = useFormat();
  if (error === null) return null;
  const detail =
    error.class === "style-deviation"
      ? score !== null && gate !== null
        ? t("why.style-deviationScore", { score: percent(score), gate: percent(gate) })
        : null
      : error.message;
  return (
    <div style={{ whiteSpace: "normal", maxInlineSize: "28rem" }}>
      <Text as="p" variant="bodySm">
        {t(`why.${error.class}`)}
      </Text>
      {detail !== null && (
        <Text as="p" variant="bodySm" tone="subdued" breakWord>
          {detail}
        </Text>
      )}
    </div>
  );
}

function Decision({ task: { id, mayAccept, title }, isAccepting, onAccept }: RowProps) {
  const { t } = useTranslation("watch");
  if (!mayAccept) return null;
  return (
    <Button
      size="slim"
      loading={isAccepting}
      accessibilityLabel={t("list.acceptOne", { title })}
      onClick={() => onAccept(id)}
    >
      {t("list.accept")}
    </Button>
  );
}
