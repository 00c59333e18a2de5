import type { LiveEvent } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { composePayload, mayBeTold, type Payload } from "./compose-payload.ts";
import { type DeliveryRecord, deliveryIdOf, dueNow, webhookDeliveries } from "./delivery-record.ts";
import type { WebhookRecord } from "./webhook-record.ts";

type Deps = Pick<CoreDeps, "store" | "clock">;

/** A payload for each event of a workspace, written once however many webhooks it goes to. */
export type Composer = (event: LiveEvent) => Promise<Payload | undefined>;

export function composer(deps: Deps): Composer {
  const composed = new Map<number, Promise<Payload | undefined>>();
  return ({ seq, event }) => {
    if (!mayBeTold(event)) return Promise.resolve(undefined);
    const payload = composed.get(seq) ?? composePayload(deps, event);
    composed.set(seq, payload);
    return payload;
  };
}

/** The delivery of an event to a webhook; none when the webhook is not about it. */
export async function deliveryOf(
  { clock }: Deps,
  webhook: WebhookRecord,
  { event, compose }: { event: LiveEvent; compose: Composer },
): Promise<DeliveryRecord | undefined> {
  const payload = await compose(event);
  if (payload === undefined || !wants(webhook, payload)) return undefined;
  const now = clock.now();
  return {
    id: deliveryIdOf(webhook.id, event.seq, event.event),
    workspaceId: webhook.workspaceId,
    webhookId: webhook.id,
    type: payload.type,
    ...dueNow(now),
    lastStatus: null,
    lastError: null,
    eventAt: event.event.at,
    createdAt: now,
    body: payload.body,
    attempts: [],
    seq: event.seq,
    orderKey: payload.orderKey,
    ordered: webhook.ordered,
  };
}

const wants = ({ events }: WebhookRecord, { type }: Payload): boolean =>
  events.length === 0 || events.includes(type);

/** Those that were not made before: by another job, or to recover them. At most 100. */
export async function missing(
  { store }: Deps,
  deliveries: readonly DeliveryRecord[],
): Promise<DeliveryRecord[]> {
  const there = await store.getMany(
    webhookDeliveries,
    deliveries.map(({ id }) => id),
  );
  const known = new Set(there.map(({ value }) => value.id));
  return deliveries.filter(({ id }) => !known.has(id));
}
