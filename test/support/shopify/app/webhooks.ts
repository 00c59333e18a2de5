import { createHmac, randomUUID } from "node:crypto";
import type { Settings } from "../backstage.ts";

/**
 * Sends a webhook as Shopify does: the raw body is signed with the app's secret.
 * https://shopify.dev/docs/apps/build/webhooks/subscribe/https
 */
export async function sendWebhook(options: Settings, topic: string, payload: unknown): Promise<Response> {
  const url = options.webhookUrl?.(topic);
  if (url === undefined) throw new Error(`Nobody said where webhooks of ${topic} go`);
  const body = JSON.stringify(payload);
  return fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": topic,
      "x-shopify-hmac-sha256": createHmac("sha256", options.clientSecret).update(body).digest("base64"),
      "x-shopify-shop-domain": options.shop,
      "x-shopify-api-version": "2026-07",
      "x-shopify-webhook-id": randomUUID(),
      "x-shopify-event-id": randomUUID(),
      "x-shopify-triggered-at": new Date().toISOString(),
    },
    body,
  });
}
