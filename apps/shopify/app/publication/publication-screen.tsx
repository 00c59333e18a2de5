import { BlockStack } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AppPage } from "../common/app-page.tsx";
import { LostContact } from "../common/lost-contact.tsx";
import { paces, usePolling } from "../common/use-polling.ts";
import { useFormat } from "../i18n/use-format.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import { ApplyModal } from "./apply-modal.tsx";
import type { LineFilter } from "./group-lines.ts";
import type { PublicationPage, PublicationPictures } from "./load-publication.server.ts";
import { OwnProblem } from "./own-problem.tsx";
import { actionsOf, type PageAction } from "./page-actions.ts";
import { PlanList } from "./plan-list.tsx";
import { ProgressCard } from "./progress-card.tsx";
import "./publication.css";
import { ResultCard } from "./result-card.tsx";
import { ScheduleBanner } from "./schedule-banner.tsx";
import { PublicationBadge } from "./status-badge.tsx";
import { UndoModal } from "./undo-modal.tsx";
import { useControl } from "./use-control.ts";
import { useLast } from "./use-last.ts";

interface PublicationScreenProps {
  readonly page: PublicationPage;
  readonly filter: LineFilter;
  readonly pictures: Promise<PublicationPictures | null>;
}

/** The plan first; then how it is carried out, what has become of it, and the way back. */
export function PublicationScreen({ page, filter, pictures: promised }: PublicationScreenProps) {
  const { t } = useTranslation(["publication", "common"]);
  const { publication } = page;
  const control = useControl();
  const pictures = useLast(promised);
  const [open, setOpen] = useState<"apply" | "undo" | "undo-kept">();
  const isWaiting = publication.scheduled.length > 0;
  const { hasLostContact } = usePolling(
    page.isMoving || isWaiting,
    page.isMoving ? paces.work : paces.overview,
  );
  const act = (action: PageAction): void => {
    if (action === "retry") control.ask({ intent: "apply" });
    else if (action === "undo-again") control.ask({ intent: "revert" });
    else setOpen(action);
  };
  const [first, ...others] = actionsOf(page).map((action) => ({
    ...descriptor(action),
    // What takes back is no way on.
    primary: action !== "undo" && action !== "undo-kept",
    loading: control.pending === (action === "apply" || action === "retry" ? "apply" : "revert"),
    onAction: () => act(action),
  }));
  const confirm = (fields: Readonly<Record<string, string>>): void => {
    setOpen(undefined);
    control.ask(fields);
  };
  return (
    <AppPage
      title={publication.name}
      titleMetadata={<PublicationBadge publication={publication} />}
      subtitle={useMadeBy(page)}
      backAction={backOf()}
      {...(first === undefined ? {} : { primaryAction: first })}
      secondaryActions={others}
    >
      <BlockStack gap="400">
        <LostContact isLost={hasLostContact} />
        <ProblemBanner problem={control.problem} />
        <OwnProblem page={page} />
        <ScheduleBanner page={page} control={control} />
        <ProgressCard page={page} control={control} />
        <ResultCard page={page} />
        {publication.status === "planning" || page.summary.total === 0 ? null : (
          <PlanList page={page} filter={filter} pictures={pictures} />
        )}
      </BlockStack>
      <ApplyModal
        isOpen={open === "apply"}
        summary={page.summary}
        scheduled={publication.scheduled}
        onClose={() => setOpen(undefined)}
        onConfirm={confirm}
      />
      <UndoModal
        isOpen={open === "undo" || open === "undo-kept"}
        undo={page.undo}
        isOnlyForce={open === "undo-kept"}
        scheduled={publication.scheduled}
        onClose={() => setOpen(undefined)}
        onConfirm={confirm}
      />
    </AppPage>
  );

  function descriptor(action: PageAction): { content: string; destructive?: boolean } {
    const { failed, revertFailed } = publication.counts;
    const counts = {
      apply: 0,
      retry: failed,
      undo: 0,
      "undo-kept": page.undo.kept,
      "undo-again": revertFailed,
    };
    return { content: t(`action.${action}`, { count: counts[action], shown: counts[action] }) };
  }

  function backOf() {
    const { batchId } = publication;
    return batchId === null
      ? { url: "/app/history", content: t("common:menu.history") }
      : { url: `/app/batches/${batchId}/review`, content: t("back") };
  }
}

function useMadeBy({ publication, createdBy }: PublicationPage): string {
  const { t } = useTranslation("publication");
  const { dateTime } = useFormat();
  const time = dateTime(publication.createdAt);
  return createdBy === null ? t("made", { time }) : t("madeBy", { time, name: createdBy });
}
