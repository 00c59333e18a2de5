import type { Batch } from "@assetql/contract";
import { Badge, type BadgeProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

const looks: Readonly<Record<Batch["status"], BadgeProps>> = {
  queued: { tone: "info", progress: "incomplete" },
  processing: { tone: "info", progress: "partiallyComplete" },
  paused: { tone: "warning", progress: "partiallyComplete" },
  completed: { tone: "success", progress: "complete" },
  failed: { tone: "critical", progress: "complete" },
  cancelled: { progress: "complete" },
};

/** How a batch stands. */
export function BatchStatusBadge({ status }: Pick<Batch, "status">) {
  const { t } = useTranslation("home");
  const label = t(`batchStatus.${status}`);
  return (
    <Badge {...looks[status]} toneAndProgressLabelOverride={label}>
      {label}
    </Badge>
  );
}
