import { Badge, type BadgeProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ShownPublication } from "./load-publication.server.ts";

const tones = {
  planning: "info",
  planned: "attention",
  applying: "info",
  paused: "warning",
  applied: "success",
  reverting: "info",
  reverted: undefined,
  failed: "critical",
} as const satisfies Record<ShownPublication["status"], BadgeProps["tone"]>;

/** How far a publication is. */
export function PublicationBadge({
  publication,
}: {
  publication: Pick<ShownPublication, "status" | "scheduled">;
}) {
  const { t } = useTranslation("publication");
  const { status, scheduled } = publication;
  const isScheduled = status === "planned" && scheduled.some(({ action }) => action === "apply");
  const name = isScheduled ? "scheduled" : status;
  const tone = isScheduled ? "info" : tones[status];
  return <Badge {...(tone === undefined ? {} : { tone })}>{t(`status.${name}`)}</Badge>;
}
