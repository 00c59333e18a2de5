import { __ } from "@wordpress/i18n";
import type { Batch, BatchStatus } from "../../shared/hub-types.ts";

export const hasEnded = ({ status }: Batch): boolean =>
  status === "completed" || status === "failed" || status === "cancelled";

export function statusLabel(status: BatchStatus): string {
  const labels: Record<BatchStatus, string> = {
    queued: __("Waiting", "assetql"),
    processing: __("Running", "assetql"),
    completed: __("Done", "assetql"),
    failed: __("Failed", "assetql"),
    paused: __("Paused", "assetql"),
    cancelled: __("Cancelled", "assetql"),
  };
  return labels[status];
}
