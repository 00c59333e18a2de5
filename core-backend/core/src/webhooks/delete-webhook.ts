import type { DeleteWebhookMessage, WebhookId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { remove } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { removePartition } from "../shared/remove-all.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { webhookDeliveries } from "./delivery-record.ts";
import { listAs } from "./directory.ts";
import { alarmIdOf } from "./jobs.ts";
import { ownWebhook } from "./read-webhook.ts";
import { auditable, webhookLanes, webhookPositions, webhooks } from "./webhook-record.ts";

type Deps = Pick<CoreDeps, "store" | "clock" | "random" | "outbox" | "scheduler">;

/** Deletes a webhook; its deliveries follow. Throws the problem `not-found`. */
export async function deleteWebhook(
  deps: Deps,
  principal: Principal,
  { id }: { id: WebhookId },
): Promise<void> {
  await untilNoConflict(async () => {
    const { value, revision } = await ownWebhook(deps, principal, id);
    const { workspaceId } = value;
    await deps.store.transact([
      remove(webhooks, id, revision),
      remove(webhookLanes, id),
      remove(webhookPositions, id),
      await listAs(deps, workspaceId, { id, as: "gone" }),
      deps.scheduler.cancel(alarmIdOf(id)),
      audit(deps, principal, { action: "webhook.deleted", subject: id, before: auditable(value) }),
      announce(deps.outbox, id, {
        workspaceId,
        jobs: [{ queue: "webhook", message: { kind: "delete-webhook", webhookId: id, workspaceId } }],
      }),
    ]);
  });
}

/** Removes the deliveries of a webhook that is gone. */
export const removeWebhookRemains = (
  { store }: Pick<CoreDeps, "store">,
  { webhookId }: Pick<DeleteWebhookMessage, "webhookId">,
): Promise<void> =>
  removePartition(store, { collection: webhookDeliveries, index: "byWebhook", partition: webhookId });
