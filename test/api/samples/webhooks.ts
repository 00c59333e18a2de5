import type { WebhookDeliveryDetail } from "@assetql/contract";
import { type Maker, request, type SampleInput, type Samples } from "./sample.ts";

/** Nothing listens there: what is sent fails at once. */
const webhook = { url: "http://127.0.0.1:9/hook" };

/** Of the webhook that was made last. */
let deliveryId = "";

/** A webhook with one delivery. */
async function makeWebhook(maker: Maker): Promise<string> {
  const { id } = await request(maker, "POST", "/api/v1/webhooks", webhook);
  const delivery = await request<WebhookDeliveryDetail>(maker, "POST", `/api/v1/webhooks/${id}/test`);
  deliveryId = delivery.id;
  return id;
}

const withDelivery = async (): Promise<SampleInput> => ({ params: { deliveryId } });

export const webhookSamples: Samples = {
  makers: { "/api/v1/webhooks": makeWebhook },
  inputs: {
    createWebhook: async () => ({ json: webhook }),
    updateWebhook: async () => ({ json: { description: "Partner" } }),
    rotateWebhook: async () => ({ json: {} }),
    recoverWebhook: async () => ({ json: { since: 0 } }),
    getWebhookDelivery: withDelivery,
    replayWebhookDelivery: withDelivery,
  },
  preparations: {},
};
