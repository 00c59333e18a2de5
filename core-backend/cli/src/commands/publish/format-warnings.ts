import type { Change } from "@assetql/contract";
import { plural } from "../../output/format.ts";
import type { Terminal } from "../../output/terminal.ts";
import { plain, truncate } from "../../output/text.ts";

/** Warnings that are shown; the rest is counted. */
const SHOWN = 10;
const INDENT = "  ";

/** What the connector remarked of what is published now: their number, and a line each. None: no line. */
export function formatWarnings(
  { columns, paint }: Pick<Terminal, "columns" | "paint">,
  changes: readonly Change[],
): readonly string[] {
  const warnings = changes.flatMap(({ state, title, receipt }) =>
    state === "applied" ? (receipt?.warnings ?? []).map((warning) => plain(`${title}: ${warning}`)) : [],
  );
  if (warnings.length === 0) return [];
  const room = (columns ?? Number.POSITIVE_INFINITY) - INDENT.length;
  const more = warnings.length - SHOWN;
  return [
    paint("fair", `${plural(warnings.length, "warning")}:`),
    ...warnings.slice(0, SHOWN).map((warning) => `${INDENT}${truncate(warning, room)}`),
    ...(more > 0 ? [`${INDENT}… and ${more} more; --json has them all`] : []),
  ];
}
