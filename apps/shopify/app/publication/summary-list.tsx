import { List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import type { PlanSummary } from "./plan-summary.ts";
import { useReasonText } from "./words.ts";

const parts = [
  "added",
  "mainImages",
  "maybeMainImages",
  "replaced",
  "colours",
  "variants",
  "altTexts",
  "keptTexts",
  "maybeKeptTexts",
  "moved",
  "collections",
  "removed",
  "conflicts",
] as const;

/** A plan in words, a line for each thing that happens. */
export function SummaryList({ summary }: { summary: PlanSummary }) {
  const { t } = useTranslation("publication");
  const { number } = useFormat();
  const reasonText = useReasonText();
  const lines = parts.filter((part) => summary[part] > 0);
  if (lines.length === 0 && summary.skipped === 0) return <Text as="p">{t("summary.nothing")}</Text>;
  return (
    <List>
      {lines.map((part) => (
        <List.Item key={part}>
          {t(`summary.${part}`, {
            count: summary[part],
            shown: number(summary[part]),
            products: t("summary.products", { count: summary.addedTo, shown: number(summary.addedTo) }),
          })}
        </List.Item>
      ))}
      {summary.skipped > 0 ? (
        <List.Item>
          {t("summary.skipped", { count: summary.skipped, shown: number(summary.skipped) })}
          <List>
            {summary.reasons.map(({ reason, count }) => (
              <List.Item key={reason.key + reason.text}>
                {t("summary.reason", { shown: number(count), reason: reasonText(reason) })}
              </List.Item>
            ))}
          </List>
        </List.Item>
      ) : null}
    </List>
  );
}
