import { useNavigate, useSearchParams } from "@remix-run/react";
import { BlockStack, Layout, type PageProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { AppPage } from "../common/app-page.tsx";
import { LostContact } from "../common/lost-contact.tsx";
import { useConfirm } from "../common/use-confirm.tsx";
import { usePolling } from "../common/use-polling.ts";
import { useFormat } from "../i18n/use-format.ts";
import { isOfContact } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import type { WatchIntent } from "./answer-watch.server.ts";
import { EndedBanner } from "./ended-banner.tsx";
import type { WatchData } from "./load-watch.server.ts";
import { ProgressCard } from "./progress-card.tsx";
import { hasEnded, isRunning, type ShownBatch } from "./shown-task.ts";
import { BatchStatusBadge } from "./status-badge.tsx";
import { TaskList } from "./task-list.tsx";
import { withFilter } from "./trail.ts";
import { useWatchActions } from "./use-watch-actions.ts";

/** A batch while it is made, and what it came to. */
export function WatchPage({ data }: { data: WatchData }) {
  const { t } = useTranslation("watch");
  const { dateTime } = useFormat();
  const { batch, by, selectionId } = data;
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { act, running, accepting, problem, dismiss } = useWatchActions(data);
  const isUnanswered = problem !== undefined && isOfContact(problem);
  const { hasLostContact } = usePolling(isRunning(batch) || isUnanswered);
  const { confirm, question } = useConfirm();
  const cancel = async (): Promise<void> => {
    const isSure = await confirm({
      title: t("action.cancelQuestion"),
      message: t("action.cancelAdvice"),
      action: t("action.cancel"),
      refusal: t(batch.status === "paused" ? "action.keepPaused" : "action.keepGoing"),
      isDestructive: true,
    });
    if (isSure) act("cancel");
  };
  const at = dateTime(batch.createdAt);
  const review =
    batch.completed === 0
      ? {}
      : { primaryAction: { content: t("action.review"), url: `/app/batches/${batch.id}/review` } };
  const actionOf = (intent: WatchIntent, onAction: () => void) => ({
    content: t(`action.${intent === "accept" ? "retry" : intent}`),
    onAction,
    loading: running === intent,
    disabled: running !== undefined,
    destructive: intent === "cancel",
  });
  const secondaryActions: PageProps["secondaryActions"] = [
    ...controlsOf(batch).map((intent) => actionOf(intent, intent === "cancel" ? cancel : () => act(intent))),
    ...(selectionId === null ? [] : [{ content: t("action.again"), url: `/app/configure/${selectionId}` }]),
  ];
  return (
    <AppPage
      title={batch.name}
      titleMetadata={<BatchStatusBadge status={batch.status} />}
      subtitle={by === null ? t("startedAt", { at }) : t("startedBy", { by, at })}
      backAction={{ content: t("back"), url: "/app/history" }}
      secondaryActions={secondaryActions}
      {...review}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <LostContact isLost={hasLostContact && !isUnanswered} />
            <ProblemBanner problem={problem} onDismiss={dismiss} />
            <EndedBanner
              batch={batch}
              onShowFailed={() =>
                navigate(withFilter(search, "show", "failed"), { preventScrollReset: true })
              }
            />
            <ProgressCard batch={batch} />
            <TaskList data={data} accepting={accepting} onAccept={(taskId) => act("accept", taskId)} />
          </BlockStack>
        </Layout.Section>
      </Layout>
      {question}
    </AppPage>
  );
}

function controlsOf(batch: ShownBatch): readonly WatchIntent[] {
  if (batch.status === "paused") return ["resume", "cancel"];
  if (!hasEnded(batch)) return ["pause", "cancel"];
  return batch.failed > 0 && batch.status !== "cancelled" ? ["retry"] : [];
}
