import { Badge } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ShownPublication } from "./load-publication.server.ts";
import { shownStatusOf, toneOf } from "./shown-status.ts";

/** How far a publication is. */
export function PublicationBadge({
  publication,
}: {
  publication: Pick<ShownPublication, "status" | "scheduled">;
}) {
  const { t } = useTranslation("publication");
  const status = shownStatusOf(publication);
  return <Badge {...toneOf(status)}>{t(`status.${status}`)}</Badge>;
}
