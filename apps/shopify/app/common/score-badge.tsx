import { Badge } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";

interface ScoreBadgeProps {
  /** From 0 to 1. */
  readonly score: number;
  /** What images of the style need, from 0 to 1; without one nothing is good or bad. */
  readonly gate?: number | undefined;
}

/** How well an image fits its style. */
export function ScoreBadge({ score, gate }: ScoreBadgeProps) {
  const { t } = useTranslation("common");
  const { percent } = useFormat();
  const label = t("score", { score: percent(score) });
  if (gate === undefined) return <Badge toneAndProgressLabelOverride={label}>{label}</Badge>;
  const isGood = score >= gate;
  const verdict = isGood ? t("scoreGood", { gate: percent(gate) }) : t("scoreLow", { gate: percent(gate) });
  return (
    <Badge tone={isGood ? "success" : "warning"} toneAndProgressLabelOverride={verdict}>
      {label}
    </Badge>
  );
}
