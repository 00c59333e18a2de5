import type { WebhookDeliveryId, WebhookId, WorkspaceId } from "@assetql/contract";
import type { OutgoingJob } from "../shared/outbox-body.ts";

interface Whose {
  readonly id: WebhookId;
  readonly workspaceId: WorkspaceId;
}

/** The job that sends what is due to a webhook. */
export const drainJob = (
  { id, workspaceId }: Whose,
  options: { expect?: WebhookDeliveryId; delaySeconds?: number } = {},
): OutgoingJob => ({
  queue: "webhook-delivery",
  message: {
    kind: "drain-webhook",
    webhookId: id,
    workspaceId,
    ...(options.expect === undefined ? {} : { expect: options.expect }),
  },
  ...(options.delaySeconds === undefined ? {} : { delaySeconds: options.delaySeconds }),
});

/** Of the alarm for what is due later than a job can wait. */
export const alarmIdOf = (id: WebhookId): string => `webhook.${id}`;
