import type { Batch } from "@assetql/contract";
import { Badge } from "@contentful/f36-components";

const looks = {
  queued: ["secondary", "Queued"],
  processing: ["primary", "Running"],
  paused: ["warning", "Paused"],
  completed: ["positive", "Completed"],
  failed: ["negative", "Failed"],
  cancelled: ["secondary", "Cancelled"],
} as const;

export function BatchStatus({ status }: { status: Batch["status"] }) {
  const [variant, word] = looks[status];
  return <Badge variant={variant}>{word}</Badge>;
}
