import type { Webhook, WebhookId } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import type { Stored } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { mapPage } from "../shared/pages.ts";
import { toWebhook, type WebhookRecord, webhookLanes, webhooks } from "./webhook-record.ts";

type Deps = Pick<CoreDeps, "store" | "clock">;

/** The webhook's record. Throws the problem `not-found`. */
export const ownWebhook = (
  deps: Pick<CoreDeps, "store">,
  principal: Principal,
  id: WebhookId,
): Promise<Stored<WebhookRecord>> => getOwned(deps, principal, { collection: webhooks, id, what: "webhook" });

export async function presentWebhook({ store, clock }: Deps, record: WebhookRecord): Promise<Webhook> {
  return toWebhook(record, (await store.get(webhookLanes, record.id))?.value, clock.now());
}

/** Throws the problem `not-found`. */
export async function getWebhook(
  deps: Deps,
  principal: Principal,
  { id }: { id: WebhookId },
): Promise<Webhook> {
  return presentWebhook(deps, (await ownWebhook(deps, principal, id)).value);
}

/** The workspace's webhooks, newest first. */
export async function listWebhooks(
  { store, clock }: Deps,
  { workspaceId }: Principal,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Webhook[]; cursor?: string }> {
  const page = await store.query(webhooks, {
    index: "byWorkspace",
    partition: workspaceId,
    order: "descending",
    limit: Math.min(limit, 100),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const lanes = await store.getMany(
    webhookLanes,
    page.items.map(({ value }) => value.id),
  );
  const laneOf = new Map(lanes.map(({ value }) => [value.id, value]));
  return mapPage(page, ({ value }) => toWebhook(value, laneOf.get(value.id), clock.now()));
}
