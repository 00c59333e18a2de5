import { describeWebhookEvents } from "@assetql/contract";
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  getWebhookDelivery,
  listWebhookDeliveries,
  listWebhooks,
  recoverWebhook,
  replayWebhookDelivery,
  rotateWebhook,
  testWebhook,
  updateWebhook,
} from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const webhookHandlers: Pick<
  Handlers,
  | "createWebhook"
  | "listWebhooks"
  | "listWebhookEvents"
  | "getWebhook"
  | "updateWebhook"
  | "deleteWebhook"
  | "rotateWebhook"
  | "testWebhook"
  | "listWebhookDeliveries"
  | "getWebhookDelivery"
  | "replayWebhookDelivery"
  | "recoverWebhook"
> = {
  createWebhook: ({ api, principal, body }) => createWebhook(api.core, principal, body),
  listWebhooks: ({ api, principal, query }) => listWebhooks(api.core, principal, query),
  listWebhookEvents: async () => ({ items: describeWebhookEvents() }),
  getWebhook: ({ api, principal, params }) => getWebhook(api.core, principal, params),
  updateWebhook: ({ api, principal, params, body }) =>
    updateWebhook(api.core, principal, { ...body, ...params }),
  deleteWebhook: ({ api, principal, params }) => deleteWebhook(api.core, principal, params),
  rotateWebhook: ({ api, principal, params, body }) =>
    rotateWebhook(api.core, principal, { ...body, ...params }),
  testWebhook: ({ api, principal, params }) => testWebhook(api.core, principal, params),
  listWebhookDeliveries: ({ api, principal, params, query }) =>
    listWebhookDeliveries(api.core, principal, { ...query, ...params }),
  getWebhookDelivery: ({ api, principal, params }) => getWebhookDelivery(api.core, principal, params),
  replayWebhookDelivery: ({ api, principal, params }) => replayWebhookDelivery(api.core, principal, params),
  recoverWebhook: ({ api, principal, params, body }) =>
    recoverWebhook(api.core, principal, { ...body, ...params }),
};
