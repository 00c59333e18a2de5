import {
  ProblemError,
  type WebhookDelivery,
  type WebhookDeliveryDetail,
  type WebhookDeliveryId,
  type WebhookDeliveryState,
  type WebhookId,
} from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { replace, type Stored } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { filteredPage, mapPage } from "../shared/pages.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import {
  type DeliveryRecord,
  dueNow,
  toDelivery,
  toDeliveryDetail,
  webhookDeliveries,
} from "./delivery-record.ts";
import { drainJob } from "./jobs.ts";
import { ownWebhook } from "./read-webhook.ts";
import type { WebhookRecord } from "./webhook-record.ts";

type Deps = Pick<CoreDeps, "store">;

interface Which {
  readonly id: WebhookId;
  readonly deliveryId: WebhookDeliveryId;
}

/** A webhook's deliveries, newest first. Throws the problem `not-found`. */
export async function listWebhookDeliveries(
  { store }: Deps,
  principal: Principal,
  query: {
    readonly id: WebhookId;
    readonly limit: number;
    readonly cursor?: string | undefined;
    readonly state?: WebhookDeliveryState | undefined;
    readonly type?: WebhookDelivery["type"] | undefined;
  },
): Promise<{ items: WebhookDelivery[]; cursor?: string }> {
  const { id, limit, cursor, state, type } = query;
  await ownWebhook({ store }, principal, id);
  const page = await filteredPage(store, webhookDeliveries, {
    query: {
      index: "byWebhook",
      partition: id,
      order: "descending",
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    },
    keep: (delivery) =>
      (state === undefined || delivery.state === state) && (type === undefined || delivery.type === type),
  });
  return mapPage(page, ({ value }) => toDelivery(value));
}

/** A delivery with what was sent and what came back. Throws the problem `not-found`. */
export async function getWebhookDelivery(
  deps: Deps,
  principal: Principal,
  which: Which,
): Promise<WebhookDeliveryDetail> {
  return toDeliveryDetail((await ownDelivery(deps, principal, which)).value);
}

async function ownDelivery(
  deps: Deps,
  principal: Principal,
  { id, deliveryId }: Which,
): Promise<Stored<DeliveryRecord>> {
  const what = { collection: webhookDeliveries, id: deliveryId, what: "delivery" };
  const stored = await getOwned(deps, principal, what);
  if (stored.value.webhookId === id) return stored;
  throw new ProblemError("not-found", `There is no delivery with the id ${deliveryId} in this workspace.`);
}

/**
 * Sends a delivery again, with the same id and body, whatever came of it before; its schedule of tries starts anew.
 * Throws the problems `not-found` and `webhook-state` (the webhook is disabled).
 */
export async function replayWebhookDelivery(
  deps: Pick<CoreDeps, "store" | "clock" | "random" | "outbox">,
  principal: Principal,
  which: Which,
): Promise<WebhookDelivery> {
  return untilNoConflict(async () => {
    const { value: webhook } = await ownWebhook(deps, principal, which.id);
    assertEnabled(webhook);
    const { value, revision } = await ownDelivery(deps, principal, which);
    const again = { ...value, ...dueNow(deps.clock.now()) };
    await deps.store.transact([
      replace(webhookDeliveries, again, revision),
      announce(deps.outbox, webhook.id, {
        workspaceId: webhook.workspaceId,
        jobs: [drainJob(webhook, { expect: value.id })],
      }),
      audit(deps, principal, {
        action: "webhook.replayed",
        subject: webhook.id,
        after: { deliveryId: value.id, type: value.type },
      }),
    ]);
    return toDelivery(again);
  });
}

export function assertEnabled({ status }: WebhookRecord): void {
  if (status === "enabled") return;
  throw new ProblemError("webhook-state", "This webhook is disabled. Enable it first, then send again.");
}
