import { BlockStack, Button, ButtonGroup, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import type { Progress } from "./in-chunks.ts";

export type BulkAct = "approve" | "reject" | "regenerate" | "altTexts" | "publish";

interface BulkBarProps {
  readonly count: number;
  /** Everything that the filter finds, on all pages; null where that is not known. */
  readonly total: number | null;
  readonly isAll: boolean;
  readonly progress: Progress | undefined;
  readonly onAct: (act: BulkAct) => void;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
}

/** What can be done to everything that is ticked. It stays in sight while the page is scrolled. */
export function BulkBar({ count, total, isAll, progress, onAct, onSelectAll, onClear }: BulkBarProps) {
  const { t } = useTranslation(["review", "common"]);
  const { number } = useFormat();
  const shown = isAll ? (total ?? count) : count;
  const acts = ["approve", "reject", "regenerate", "altTexts", "publish"] as const;
  return (
    <section className="aql-bulk" aria-label={t("bulk.label")}>
      <Card padding="300">
        <BlockStack gap="300">
          <InlineStack align="space-between" blockAlign="center" gap="300">
            <InlineStack gap="300" blockAlign="center">
              <Text as="p" fontWeight="semibold">
                {t("bulk.selected", { count: shown, shown: number(shown) })}
              </Text>
              {!isAll && total !== null && total > count ? (
                <Button variant="plain" onClick={onSelectAll}>
                  {t("bulk.selectAll", { count: total, shown: number(total) })}
                </Button>
              ) : null}
              <Button variant="plain" onClick={onClear}>
                {t("bulk.clear")}
              </Button>
            </InlineStack>
            <ButtonGroup>
              {acts
                .filter((act) => act !== "publish" || !isAll)
                .map((act) => (
                  <Button key={act} disabled={progress !== undefined} onClick={() => onAct(act)}>
                    {t(`bulk.${act}`)}
                  </Button>
                ))}
            </ButtonGroup>
          </InlineStack>
          {progress === undefined ? null : <BulkProgress progress={progress} />}
        </BlockStack>
      </Card>
    </section>
  );
}

export function BulkProgress({ progress: { done, total } }: { progress: Progress }) {
  const { t } = useTranslation("review");
  const { number } = useFormat();
  const label = t("bulk.progress", { done: number(done), total: number(total) });
  return (
    <BlockStack gap="100">
      <Text as="p" variant="bodySm">
        {label}
      </Text>
      <ProgressBar progress={Math.round((100 * done) / Math.max(1, total))} size="small" />
    </BlockStack>
  );
}
