import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "@assetql/connector-sdk";
import { wordsOf } from "../log/log.ts";
import type { Services } from "../services.ts";
import type { SeenWebhooks } from "./seen-webhooks.ts";
import { type Verified, type VerifyDeps, verify } from "./verify-webhook.ts";

/** What a webhook says, once it is known to be Shopify's. */
export interface Webhook {
  readonly topic: string;
  readonly shop: string;
  /** When what it tells has happened, milliseconds since 1970. */
  readonly at: number;
}

/** By topic, as in `app/uninstalled`. Safe to repeat. */
export type WebhookHandlers = Readonly<Record<string, (webhook: Webhook) => Promise<void>>>;

export interface WebhookDeps extends VerifyDeps {
  readonly handlers: WebhookHandlers;
  readonly seen: SeenWebhooks;
  readonly log: Log;
}

/** Shopify waits for five seconds. */
const ANSWER_MS = 4_000;

const empty = (status: number): Response => new Response(null, { status });

/**
 * Verifies a webhook by its signature over the body as it came, and carries it out, once. What fails, or takes too long
 * to wait for, is answered as a failure: Shopify sends it again, for two days.
 */
export function createReceiveWebhook(deps: WebhookDeps): Services["receiveWebhook"] {
  const carryOut = createCarryOut(deps);
  return async (request) => {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
    const verified = await verify(deps, request);
    return verified instanceof Response ? verified : carryOut(verified);
  };
}

function createCarryOut({ handlers, seen, log }: WebhookDeps): (webhook: Verified) => Promise<Response> {
  const running = new Map<string, Promise<void>>();
  const begin = async ({ id, ...webhook }: Verified): Promise<void> => {
    if (await seen.has(id)) return;
    await handlers[webhook.topic]?.(webhook);
    await seen.add(id);
  };
  return async (webhook) => {
    const { id, topic, shop } = webhook;
    if (!Object.hasOwn(handlers, topic)) {
      log("warn", "A webhook came that nobody has asked for", { topic, shop });
      return empty(404);
    }
    // Two at the same time, as after a slow first one, are one.
    const run = running.get(id) ?? begin(webhook).finally(() => running.delete(id));
    running.set(id, run);
    try {
      const isDone = await Promise.race([run.then(() => true), wait(ANSWER_MS, false, { ref: false })]);
      log("info", isDone ? "A webhook was carried out" : "A webhook takes longer", { topic, shop });
      return empty(isDone ? 200 : 503);
    } catch (error) {
      const words = wordsOf(error);
      log("error", "A webhook could not be carried out; Shopify sends it again", {
        topic,
        shop,
        error: words,
      });
      return empty(503);
    }
  };
}
