import type { Log } from "@assetql/connector-sdk";
import { z } from "zod";
import type { Shopify } from "../shopify/shopify.ts";
import type { Webhook } from "./receive-webhook.ts";

export interface VerifyDeps {
  readonly shopify: Pick<Shopify, "validateWebhook">;
  readonly now: () => number;
  readonly log: Log;
}

export interface Verified extends Webhook {
  /** The same each time that Shopify sends it. */
  readonly id: string;
}

const MOST_BYTES = 1_000_000;
/** Tells no shop, and ends no more than sessions, which begin anew. */
const WITHOUT_SHOP: ReadonlySet<string> = new Set(["app/scopes_update"]);

const empty = (status: number): Response => new Response(null, { status });

/** The webhook of a request; an answer when it is none of Shopify's. */
export async function verify(
  { shopify, now, log }: VerifyDeps,
  request: Request,
): Promise<Verified | Response> {
  if (Number(request.headers.get("Content-Length") ?? 0) > MOST_BYTES) return empty(413);
  const body = await request.text();
  const check = await shopify.validateWebhook(request, body);
  if (!check.valid) {
    log("warn", "A webhook was refused", { reason: check.reason });
    return empty(check.reason === "invalid_hmac" || check.reason === "missing_hmac" ? 401 : 400);
  }
  const topic = topicOf(check.topic);
  const shop = check.domain;
  if (!isAbout(body, { topic, shop })) {
    log("warn", "A webhook was refused", { reason: "other_shop", topic });
    return empty(401);
  }
  return { id: check.webhookId, topic, shop, at: Date.parse(check.triggeredAt ?? "") || now() };
}

const bodySchema = z.looseObject({
  myshopify_domain: z.string().nullish(),
  shop_domain: z.string().nullish(),
});

/**
 * Whether the signed body is a webhook's, of this shop. Only the body is signed, not the headers that tell topic and
 * shop, and Shopify signs more with the same secret: session tokens and the addresses of pages, which every merchant
 * sees. Neither is JSON; sent as a webhook, one of them would otherwise erase any shop that a header names.
 */
function isAbout(body: string, { topic, shop }: Pick<Webhook, "topic" | "shop">): boolean {
  const told = bodySchema.safeParse(jsonOf(body)).data;
  if (told === undefined) return false;
  const named = told.myshopify_domain ?? told.shop_domain;
  return named == null ? WITHOUT_SHOP.has(topic) : named === shop;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Shopify's library writes `APP_UNINSTALLED` where the header says `app/uninstalled`. */
function topicOf(topic: string): string {
  if (topic.includes("/")) return topic.toLowerCase();
  const [resource = "", ...event] = topic.toLowerCase().split("_");
  return `${resource}/${event.join("_")}`;
}
