import type { OperationId, WebhookDeliveryDetail } from "@assetql/contract";
import type { Maker, SampleInput } from "./samples.ts";

/** Nothing listens there: what is sent fails at once. */
const webhook = { url: "http://127.0.0.1:9/hook" };

/** Of the webhook that was made last. */
let deliveryId = "";

async function request<T>({ home, key }: Maker, path: string, json?: object): Promise<T> {
  const response = await home.send("POST", path, { key, ...(json === undefined ? {} : { json }) });
  if (response.status >= 400) throw new Error(`POST ${path}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** A webhook with one delivery. */
async function makeWebhook(maker: Maker): Promise<string> {
  const { id } = await request<{ id: string }>(maker, "/api/v1/webhooks", webhook);
  deliveryId = (await request<WebhookDeliveryDetail>(maker, `/api/v1/webhooks/${id}/test`)).id;
  return id;
}

export const webhookMakers: Readonly<Record<string, (maker: Maker) => Promise<string>>> = {
  "/api/v1/webhooks": makeWebhook,
};

const withDelivery = async (): Promise<SampleInput> => ({ params: { deliveryId } });

export const webhookInputs: { readonly [Id in OperationId]?: (maker: Maker) => Promise<SampleInput> } = {
  createWebhook: async () => ({ json: webhook }),
  updateWebhook: async () => ({ json: { description: "Partner" } }),
  rotateWebhook: async () => ({ json: {} }),
  recoverWebhook: async () => ({ json: { since: 0 } }),
  getWebhookDelivery: withDelivery,
  replayWebhookDelivery: withDelivery,
};
