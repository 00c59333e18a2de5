import type {
  CreatedWebhook,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookEvent,
} from "@assetql/contract";
import type { BodyOf, Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";

type ListOptions = QueryOf<"listWebhooks">;
type DeliveryOptions = QueryOf<"listWebhookDeliveries">;

export interface Webhooks {
  /** The answer holds the secret, this once. */
  create(input: BodyOf<"createWebhook">, options?: CallOptions): Promise<CreatedWebhook>;
  get(id: string, options?: CallOptions): Promise<Webhook>;
  list(query?: ListOptions, options?: CallOptions): Promise<CallResult<"listWebhooks">>;
  listAll(query?: ListOptions, options?: CallOptions): AsyncGenerator<Webhook, void, undefined>;
  update(id: string, changes: BodyOf<"updateWebhook">, options?: CallOptions): Promise<Webhook>;
  delete(id: string, options?: CallOptions): Promise<void>;
  /** Makes a new secret; the old one signs, too, for `overlapHours`, a day unless told. */
  rotate(id: string, input?: BodyOf<"rotateWebhook">, options?: CallOptions): Promise<CreatedWebhook>;
  /** Sends a `webhook.test` now, and tells what came back. */
  test(id: string, options?: CallOptions): Promise<WebhookDeliveryDetail>;
  deliveries(
    id: string,
    query?: DeliveryOptions,
    options?: CallOptions,
  ): Promise<CallResult<"listWebhookDeliveries">>;
  allDeliveries(
    id: string,
    query?: DeliveryOptions,
    options?: CallOptions,
  ): AsyncGenerator<WebhookDelivery, void, undefined>;
  delivery(id: string, deliveryId: string, options?: CallOptions): Promise<WebhookDeliveryDetail>;
  /** Sends one delivery again, with the same id. */
  replay(id: string, deliveryId: string, options?: CallOptions): Promise<WebhookDelivery>;
  /** Sends again what happened since a time, in milliseconds. */
  recover(id: string, input: BodyOf<"recoverWebhook">, options?: CallOptions): Promise<Webhook>;
  /** The catalogue of events, with their JSON schemas. */
  events(options?: CallOptions): Promise<readonly WebhookEvent[]>;
}

export function createWebhooks(call: Call): Webhooks {
  const list: Webhooks["list"] = (query = {}, options) => call("listWebhooks", { query }, options);
  const deliveries: Webhooks["deliveries"] = (id, query = {}, options) =>
    call("listWebhookDeliveries", { params: { id }, query }, options);
  return {
    create: (body, options) => call("createWebhook", { body }, options),
    get: (id, options) => call("getWebhook", { params: { id } }, options),
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    update: (id, body, options) => call("updateWebhook", { params: { id }, body }, options),
    async delete(id, options) {
      await call("deleteWebhook", { params: { id } }, options);
    },
    rotate: (id, body = {}, options) => call("rotateWebhook", { params: { id }, body }, options),
    test: (id, options) => call("testWebhook", { params: { id } }, options),
    deliveries,
    allDeliveries: (id, query, options) =>
      allItems((cursor) => deliveries(id, { ...query, cursor }, options)),
    delivery: (id, deliveryId, options) =>
      call("getWebhookDelivery", { params: { id, deliveryId } }, options),
    replay: (id, deliveryId, options) =>
      call("replayWebhookDelivery", { params: { id, deliveryId } }, options),
    recover: (id, body, options) => call("recoverWebhook", { params: { id }, body }, options),
    events: async (options) => (await call("listWebhookEvents", {}, options)).items,
  };
}
