import { shopifyScopes } from "@assetql/shopify";
import { Bucket } from "./api/bucket.ts";
import { decide } from "./app/billing.ts";
import { Tokens } from "./app/tokens.ts";
import { sendWebhook } from "./app/webhooks.ts";
import type { Backstage, Settings } from "./backstage.ts";
import type { FakeShopify, ShopifyOptions } from "./fake-shopify.ts";
import { handle, newDoor } from "./hosts.ts";
import { snapshotOf } from "./snapshot.ts";
import { newState } from "./state.ts";

/**
 * A Shopify of one shop, on the real Admin schema, in this process. It keeps state and checks what it is sent; which
 * page of the documentation a rule mirrors is said where the rule is. What it does not implement fails the call, and
 * `stop()` throws for it.
 */
export async function startShopify(options: ShopifyOptions = {}): Promise<FakeShopify> {
  const settings: Settings = {
    shop: "spike.myshopify.com",
    clientId: "assetql-client-id",
    clientSecret: "assetql-client-secret-of-32-octets",
    scopes: shopifyScopes,
    restoreRate: 100,
    bucket: 2_000,
    processingMs: 30,
    jobMs: 20,
    duplicateNames: "failed",
    variantMedia: "replaced",
    fileIndex: "at once",
    withinNames: "terms",
    latencyMs: 0,
    ...options,
  };
  const timers = new Set<NodeJS.Timeout>();
  const broken: unknown[] = [];
  const backstage: Backstage = {
    options: settings,
    state: newState(),
    tokens: new Tokens(),
    bucket: new Bucket(settings.bucket, settings.restoreRate),
    calls: [],
    faults: [],
    uploads: new Map(),
    jobs: new Map(),
    bulkOperations: new Map(),
    subscriptions: new Map(),
    unsupported: [],
    mediaFault: () => undefined,
    collectionFault: () => undefined,
    indexed: new Set(),
    later(milliseconds, run) {
      const timer = setTimeout(async () => {
        timers.delete(timer);
        try {
          await run();
        } catch (error) {
          broken.push(error);
        }
      }, milliseconds);
      timers.add(timer);
    },
  };
  return {
    ...facade(backstage),
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      if (broken.length > 0) throw new AggregateError(broken, "The fake Shopify broke in the background");
      if (backstage.unsupported.length > 0) {
        throw new Error(`The fake Shopify does not implement:\n${backstage.unsupported.join("\n")}`);
      }
    },
    get mediaFault() {
      return backstage.mediaFault;
    },
    set mediaFault(fault) {
      backstage.mediaFault = fault;
    },
    get collectionFault() {
      return backstage.collectionFault;
    },
    set collectionFault(fault) {
      backstage.collectionFault = fault;
    },
  };
}

function facade(backstage: Backstage): Omit<FakeShopify, "stop" | "mediaFault" | "collectionFault"> {
  const { options, state, tokens, subscriptions } = backstage;
  return {
    shop: options.shop,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    state,
    calls: backstage.calls,
    faults: backstage.faults,
    points: backstage.bucket,
    subscriptions,
    issueToken: (wanted = {}) => tokens.issue(options.scopes, wanted),
    expireToken: (token) => tokens.expire(token),
    revokeAll: () => tokens.revokeAll(),
    door: newDoor(backstage),
    handle: (request) => handle(backstage, request),
    decideSubscription: (id, decision) => decide(subscriptions, id, decision),
    sendWebhook: (topic, payload) => sendWebhook(options, topic, payload),
    async uninstall() {
      tokens.revokeAll();
      for (const subscription of subscriptions.values()) {
        if (subscription.status === "ACTIVE" || subscription.status === "PENDING")
          subscription.status = "CANCELLED";
      }
      if (options.webhookUrl === undefined) return;
      await sendWebhook(options, "app/uninstalled", {
        id: 1,
        name: state.name,
        myshopify_domain: options.shop,
      });
    },
    indexNow() {
      for (const file of state.files.values()) backstage.indexed.add(file);
    },
    snapshot: () => snapshotOf(state),
  };
}
