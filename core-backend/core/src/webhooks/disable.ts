import type { Webhook, WebhookId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps } from "../deps.ts";
import { notifyJob } from "../notifications/notify-job.ts";
import { type Action, replace } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { listAs } from "./directory.ts";
import { auditable, type WebhookRecord, webhooks } from "./webhook-record.ts";

/** What disables a webhook that takes nothing, and tells the workspace's people by mail; nothing when it is already. */
export async function disableActions(
  deps: Pick<CoreDeps, "store" | "clock" | "random" | "outbox">,
  id: WebhookId,
  disabledBy: NonNullable<Webhook["disabledBy"]>,
): Promise<readonly Action[]> {
  const stored = await deps.store.get(webhooks, id);
  if (stored === undefined || stored.value.status === "disabled") return [];
  const before = stored.value;
  const { workspaceId, createdBy: userId } = before;
  const at = deps.clock.now();
  const after: WebhookRecord = { ...before, status: "disabled", disabledBy, updatedAt: at };
  return [
    replace(webhooks, after, stored.revision),
    await listAs(deps, workspaceId, { id, as: "disabled" }),
    audit(
      deps,
      { workspaceId, userId, role: "admin" },
      { action: "webhook.disabled", subject: id, before: auditable(before), after: auditable(after) },
    ),
    announce(deps.outbox, id, {
      workspaceId,
      jobs: [notifyJob(workspaceId, { type: "webhook.disabled", webhookId: id, at })],
    }),
  ];
}
