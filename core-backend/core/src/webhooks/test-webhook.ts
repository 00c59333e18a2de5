import {
  TEST_EVENT,
  type WebhookDeliveryDetail,
  type WebhookId,
  webhookDeliveryIdSchema,
} from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { create } from "../ports/index.ts";
import { after, sendOnce } from "./attempt.ts";
import { type DeliveryRecord, toDeliveryDetail, webhookDeliveries } from "./delivery-record.ts";
import { openKeys } from "./keys.ts";
import { ownWebhook } from "./read-webhook.ts";

/**
 * Sends a test now, through the same door and signed the same way as everything else, once, also to a webhook that is
 * disabled. What came of it is among its deliveries. Throws the problem `not-found`.
 */
export async function testWebhook(
  deps: Pick<CoreDeps, "store" | "clock" | "random" | "secrets" | "webhooks">,
  principal: Principal,
  { id }: { id: WebhookId },
): Promise<WebhookDeliveryDetail> {
  const { value: webhook } = await ownWebhook(deps, principal, id);
  const keys = await openKeys(deps, webhook);
  const delivery = testDelivery(webhook, { now: deps.clock.now(), unique: deps.random.id() });
  const answer = await sendOnce(deps, { webhook, keys }, { delivery, signal: new AbortController().signal });
  const sent = after(delivery, answer, { now: deps.clock.now(), again: null });
  await deps.store.transact([
    create(webhookDeliveries, sent),
    audit(deps, principal, {
      action: "webhook.tested",
      subject: id,
      after: { deliveryId: sent.id, state: sent.state, status: sent.lastStatus },
    }),
  ]);
  return toDeliveryDetail(sent);
}

function testDelivery(
  { id: webhookId, workspaceId }: Pick<DeliveryRecord, "workspaceId"> & { id: WebhookId },
  { now, unique }: { now: number; unique: string },
): DeliveryRecord {
  const data = {
    webhookId,
    message: "This is a test. If you can read it and its signature fits, all is well.",
  };
  return {
    id: webhookDeliveryIdSchema.parse(`msg_${unique}`),
    workspaceId,
    webhookId,
    type: TEST_EVENT,
    state: "pending",
    tries: 0,
    nextAttemptAt: null,
    lastStatus: null,
    lastError: null,
    eventAt: now,
    createdAt: now,
    updatedAt: now,
    body: JSON.stringify({ type: TEST_EVENT, timestamp: new Date(now).toISOString(), data }),
    attempts: [],
    seq: 0,
    orderKey: TEST_EVENT,
    ordered: false,
  };
}
