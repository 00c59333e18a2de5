import type { RecoverWebhook, RecoverWebhookMessage, Webhook, WebhookId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import type { Delivery } from "../jobs/delivery.ts";
import { liveChunks } from "../live/live-log.ts";
import { type Action, create, replace, type Stored } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { eachRecord } from "../shared/pages.ts";
import { assertEnabled } from "./deliveries.ts";
import {
  DELIVERIES_AT_ONCE,
  type DeliveryRecord,
  dueNow,
  dueSort,
  webhookDeliveries,
} from "./delivery-record.ts";
import { drainJob } from "./jobs.ts";
import { composer, deliveryOf, missing } from "./make-deliveries.ts";
import { ownWebhook, presentWebhook } from "./read-webhook.ts";
import { type WebhookRecord, webhookPositions, webhooks } from "./webhook-record.ts";

type Deps = Pick<CoreDeps, "store" | "clock" | "random" | "outbox">;

/** Events whose deliveries are looked for together; 100 is the most. */
const LOOKED_FOR = 90;

/**
 * Has sent again what happened since a time. Throws the problems `not-found` and `webhook-state` (the webhook is
 * disabled).
 */
export async function recoverWebhook(
  deps: Deps,
  principal: Principal,
  { id, since, include }: RecoverWebhook & { id: WebhookId },
): Promise<Webhook> {
  const { value: webhook } = await ownWebhook(deps, principal, id);
  assertEnabled(webhook);
  const { workspaceId } = webhook;
  const message = {
    kind: "recover-webhook",
    webhookId: id,
    workspaceId,
    since,
    include,
    askedAt: deps.clock.now(),
  } as const;
  await deps.store.transact([
    announce(deps.outbox, id, { workspaceId, jobs: [{ queue: "webhook", message }] }),
    audit(deps, principal, { action: "webhook.recovered", subject: id, after: { since, include } }),
  ]);
  return presentWebhook(deps, webhook);
}

/** The job: deliveries that were made once, then events that the live log still has and that none was made of. */
export async function recover(
  deps: Deps,
  message: RecoverWebhookMessage,
  { signal }: Pick<Delivery, "signal">,
): Promise<void> {
  const webhook = (await deps.store.get(webhooks, message.webhookId))?.value;
  if (webhook === undefined || webhook.status === "disabled") return;
  await inParts(deps, webhook, { actions: repeated(deps, message), signal });
  await inParts(deps, webhook, { actions: unsent(deps, webhook, message), signal });
}

async function inParts(
  { store, outbox }: Deps,
  webhook: WebhookRecord,
  { actions, signal }: { actions: AsyncIterable<Action>; signal: AbortSignal },
): Promise<void> {
  let part: Action[] = [];
  const write = async (): Promise<void> => {
    if (part.length === 0) return;
    const job = announce(outbox, webhook.id, { workspaceId: webhook.workspaceId, jobs: [drainJob(webhook)] });
    await store.transact([...part, job]);
    part = [];
  };
  for await (const action of actions) {
    signal.throwIfAborted();
    part.push(action);
    if (part.length === DELIVERIES_AT_ONCE) await write();
  }
  await write();
}

async function* repeated({ store, clock }: Deps, message: RecoverWebhookMessage): AsyncGenerator<Action> {
  const query = { index: "byWebhook", partition: message.webhookId, from: dueSort(message.since) };
  for await (const { value: found } of eachRecord(store, webhookDeliveries, query)) {
    const stored = await store.get(webhookDeliveries, found.id);
    if (stored !== undefined && isMeant(stored, message)) {
      yield replace(webhookDeliveries, { ...stored.value, ...dueNow(clock.now()) }, stored.revision);
    }
  }
}

function isMeant(
  { value }: Stored<DeliveryRecord>,
  { since, include, askedAt }: RecoverWebhookMessage,
): boolean {
  // A test is no event, and what was sent since this was asked for has been sent again already.
  if (value.seq === 0 || value.eventAt < since || value.updatedAt > askedAt) return false;
  return value.state === "failed" || (include === "all" && value.state === "delivered");
}

async function* unsent(
  deps: Deps,
  webhook: WebhookRecord,
  { since }: RecoverWebhookMessage,
): AsyncGenerator<Action> {
  const { id, workspaceId } = webhook;
  const upTo = (await deps.store.get(webhookPositions, id))?.value.lastSeq ?? 0;
  const query = { index: "byWorkspace", partition: workspaceId };
  for await (const { value } of eachRecord(deps.store, liveChunks, query)) {
    // Later events are on their way by themselves.
    if (value.firstSeq > upTo) return;
    const events = value.events
      .map((event, index) => ({ seq: value.firstSeq + index, event }))
      .filter(({ seq, event }) => seq <= upTo && event.at >= since);
    const compose = composer(deps);
    for (let from = 0; from < events.length; from += LOOKED_FOR) {
      const made: DeliveryRecord[] = [];
      for (const event of events.slice(from, from + LOOKED_FOR)) {
        const delivery = await deliveryOf(deps, webhook, { event, compose });
        if (delivery !== undefined) made.push(delivery);
      }
      for (const delivery of await missing(deps, made)) yield create(webhookDeliveries, delivery);
    }
  }
}
