import { Badge } from "@contentful/f36-components";

/** A style score from 0 to 1 as a percentage; green from the style's gate on. */
export function ScoreBadge({ score, gate }: { score: number; gate?: number | undefined }) {
  const variant = gate === undefined ? "secondary" : score >= gate ? "positive" : "warning";
  const title = gate === undefined ? undefined : `Images of this style need ${percent(gate)}`;
  return (
    <Badge variant={variant} textTransform="none" title={title}>
      Style {percent(score)}
    </Badge>
  );
}

/** Rounded down, so that nothing below a gate is shown as having reached it. */
export const percent = (share: number): string => `${Math.floor(share * 100)} %`;
