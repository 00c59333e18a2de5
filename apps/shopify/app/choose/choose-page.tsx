import { Box, Card, Layout } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AppPage } from "../common/app-page.tsx";
import { useUnsaved } from "../common/use-unsaved.tsx";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import { ChooseFilters } from "./choose-filters.tsx";
import { ItemsTable } from "./items-table.tsx";
import { NothingFound } from "./nothing-found.tsx";
import { PickBar } from "./pick-bar.tsx";
import { countAll } from "./picks.ts";
import type { ChooseQuery } from "./query.ts";
import type { ChooseRow } from "./row.ts";
import { SaveDialog } from "./save-dialog.tsx";
import { type SavedSelection, SavedSelections } from "./saved-selections.tsx";
import { useChooseQuery } from "./use-choose-query.ts";
import { usePickedView } from "./use-picked-view.ts";
import { usePicks } from "./use-picks.ts";

interface ChoosePageProps {
  readonly query: ChooseQuery;
  readonly rows: readonly ChooseRow[];
  /** Of prices, as in `EUR`. */
  readonly currency: string;
  /** Of the next page; null on the last. */
  readonly next: string | null;
  readonly selections: readonly SavedSelection[];
}

/** The first step: what gets images. */
export function ChoosePage({ query, rows, currency, next, selections }: ChoosePageProps) {
  const { t } = useTranslation(["choose", "common"]);
  const view = useChooseQuery(query);
  const pickView = usePicks(query);
  const pickedView = usePickedView(query, rows, pickView.picked);
  const [isSaving, setIsSaving] = useState(false);
  const unsaved = useUnsaved(countAll(pickView.picks) > 0);
  const table = { kind: query.kind, currency, pickView, emptyState: <NothingFound query={query} /> };
  return (
    <AppPage
      title={t("title")}
      subtitle={t("subtitle")}
      fullWidth
      backAction={{ content: t("common:menu.home"), url: "/app" }}
      primaryAction={{
        content: t("next"),
        disabled: pickView.picked.size === 0,
        onAction: () => setIsSaving(true),
      }}
    >
      <Layout>
        {pickView.problem === undefined ? null : (
          <Layout.Section>
            <ProblemBanner problem={pickView.problem} />
          </Layout.Section>
        )}
        {pickedView.problem === undefined ? null : (
          <Layout.Section>
            <ProblemBanner
              problem={pickedView.problem}
              action={{ content: t("common:tryAgain"), onAction: pickedView.retry }}
            />
          </Layout.Section>
        )}
        <Layout.Section>
          <Card padding="0">
            {/* Hidden and not gone: it takes the focus whenever it comes anew with a search in it. */}
            <div hidden={pickedView.isOpen}>
              <ChooseFilters query={query} view={view} picks={pickView.picks} />
            </div>
            <PickBar query={query} pickView={pickView} pickedView={pickedView} />
            {pickedView.isOpen ? (
              <ItemsTable
                key="picked"
                {...table}
                rows={pickedView.rows}
                pages={pickedView.pages}
                isLoading={pickedView.isLoading}
              />
            ) : (
              <ItemsTable
                key="found"
                {...table}
                rows={rows}
                pages={view.pagesUntil(next)}
                isLoading={view.isLoading}
              />
            )}
          </Card>
        </Layout.Section>
        <Layout.Section>
          <SavedSelections selections={selections} />
          <Box paddingBlockEnd="400" />
        </Layout.Section>
      </Layout>
      <SaveDialog
        isOpen={isSaving}
        onClose={() => setIsSaving(false)}
        kind={query.kind}
        picks={pickView.picks}
      />
      {unsaved.question}
    </AppPage>
  );
}
