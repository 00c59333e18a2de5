import type { Publication } from "@assetql/contract";
import type { BadgeProps } from "@shopify/polaris";

/** `scheduled` is a plan that will be published at its time. */
export type ShownStatus = Publication["status"] | "scheduled";

interface Stands {
  readonly status: Publication["status"];
  readonly scheduled: readonly Pick<Publication["scheduled"][number], "action">[];
}

export const shownStatusOf = ({ status, scheduled }: Stands): ShownStatus =>
  status === "planned" && scheduled.some(({ action }) => action === "apply") ? "scheduled" : status;

const tones = {
  planning: "info",
  planned: "attention",
  scheduled: "info",
  applying: "info",
  paused: "warning",
  applied: "success",
  reverting: "info",
  reverted: undefined,
  failed: "critical",
} as const satisfies Record<ShownStatus, BadgeProps["tone"]>;

/** For a badge. */
export function toneOf(status: ShownStatus): Pick<BadgeProps, "tone"> {
  const tone = tones[status];
  return tone === undefined ? {} : { tone };
}
