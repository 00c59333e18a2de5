import { __, sprintf } from "@wordpress/i18n";
import { score } from "./format.ts";

/** A style score, with a colour that only repeats what the number says. */
export function ScoreBadge({ value }: { value: number }) {
  const level = value >= 0.85 ? "high" : value >= 0.7 ? "middle" : "low";
  /* translators: %s: style score, as in 91 % */
  const label = sprintf(__("Style score %s", "assetql"), score(value));
  return (
    <span className={`assetql-score is-${level}`} title={label}>
      {score(value)}
    </span>
  );
}
