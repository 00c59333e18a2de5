import { createHmac, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@assetql/client";
import { type Hub, startHub } from "@assetql/embedded";
import { shopifyConnector } from "@assetql/shopify";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { createJsonLog } from "../../../apps/shopify/server/log/log.ts";
import {
  type OpenServices,
  openServices,
  type ServicesOptions,
} from "../../../apps/shopify/server/open-services.ts";
import { readSettings, type Settings } from "../../../apps/shopify/server/settings/settings.ts";
import { createVariedGenerator } from "../../contentful-app/varied-generator.ts";
import { freePort } from "../free-port.ts";
import { mintSessionToken } from "../shopify/admin/session-tokens.ts";
import { type FakeShopify, type ShopifyOptions, startShopify } from "../shopify/index.ts";

export const APP_URL = "https://app.assetql.test";

export const people = {
  sasha: { id: 77_001, firstName: "Sasha", lastName: "Parkinson", locale: "en" },
  mila: { id: 77_002, firstName: "Mila", lastName: "Öztürk", locale: "de-CH" },
} as const;

export interface ServerRigOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly shopify?: ShopifyOptions;
  readonly settings?: Partial<Settings>;
  readonly now?: () => number;
  readonly reached?: ServicesOptions["reached"];
  readonly connector?: ServicesOptions["connector"];
}

export interface OpenedServer extends OpenServices {
  /** What it has logged, a line each. */
  readonly lines: readonly string[];
}

export interface ServerRig {
  readonly shopify: FakeShopify;
  readonly hub: Hub;
  /** With the operator's key. */
  readonly operator: Client;
  readonly reference: Uint8Array;
  /** How often tokens were asked for, by grant. */
  readonly grants: string[];
  readonly settings: Settings;
  /** The way out, to the fake. */
  readonly send: (url: string | URL, init?: RequestInit) => Promise<Response>;
  client(apiKey: string): Client;
  /** What answers from now on when tokens are asked for; undefined: Shopify. */
  onGrant(answer: (() => Response | Promise<Response>) | undefined): void;
  stopHub(): Promise<void>;
  /** At the same address, on the same data. */
  startHub(): Promise<void>;
  /** A server on the same data: one process of the app. */
  open(more?: Partial<ServerRigOptions>): Promise<OpenedServer>;
  /** What Shopify admin opens. */
  page(path?: string, user?: number): Promise<Request>;
  /** What the app's own pages ask, with a session token in the header. */
  call(path?: string, user?: number): Promise<Request>;
  /** A webhook as Shopify signs it. */
  webhook(topic: string, payload: object | null, more?: Readonly<Record<string, string>>): Request;
  dispose(): Promise<void>;
}

/** The hub and the app's server for real, in this process; Shopify is the fake. */
export async function openServerRig(options: ServerRigOptions = {}): Promise<ServerRig> {
  const folder = await mkdtemp(join(tmpdir(), "assetql-shopify-server-"));
  const generator = await createVariedGenerator();
  const shopify = await startShopify(options.shopify ?? {});
  for (const person of Object.values(people)) shopify.state.staff.set(String(person.id), person);
  const begin = (port: number) =>
    startHub({
      dataFolder: join(folder, "hub"),
      generator,
      version: "0.0.0-test",
      log: () => undefined,
      rateLimits: "off",
      port,
    });
  // A port that is still there for it after it was stopped.
  let hub = await begin(await freePort());
  const operator = createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret });
  const grants: string[] = [];
  let grantAnswer: (() => Response | Promise<Response>) | undefined;
  const send = async (url: string | URL, init?: RequestInit): Promise<Response> => {
    if (String(url).endsWith("/admin/oauth/access_token")) {
      if (grantAnswer !== undefined) return grantAnswer();
      grants.push(grantOf(String(init?.body)));
    }
    return shopify.handle(new Request(url, init));
  };
  setAbstractFetchFunc((input, init) => send(String(input), init));
  const settings = readSettings({
    SHOPIFY_API_KEY: shopify.clientId,
    SHOPIFY_API_SECRET: shopify.clientSecret,
    SHOPIFY_APP_URL: APP_URL,
    ASSETQL_URL: hub.url,
    ASSETQL_API_KEY: hub.adminKey.secret,
    ASSETQL_SHOPIFY_DATA: join(folder, "app"),
    ...options.environment,
  });
  const opened = new Set<OpenServices>();
  const mint = (user: number) => mintSessionToken(shopify, user);
  return {
    shopify,
    get hub() {
      return hub;
    },
    operator,
    reference: generator.reference,
    grants,
    settings,
    send,
    client: (apiKey) => createClient({ baseUrl: hub.url, apiKey }),
    onGrant(answer) {
      grantAnswer = answer;
    },
    stopHub: () => hub.stop(),
    async startHub() {
      hub = await begin(Number(new URL(hub.url).port));
    },
    async open(more = {}) {
      const lines: string[] = [];
      const server = await openServices({
        settings: { ...settings, ...options.settings, ...more.settings },
        log: createJsonLog((line) => lines.push(line), "debug"),
        connector: options.connector ?? shopifyConnector,
        send,
        ...(options.now === undefined ? {} : { now: options.now }),
        ...(more.now === undefined ? {} : { now: more.now }),
        ...(more.reached === undefined ? {} : { reached: more.reached }),
      });
      opened.add(server);
      return {
        ...server,
        lines,
        async close() {
          opened.delete(server);
          await server.close();
        },
      };
    },
    async page(path = "/app", user = people.sasha.id) {
      const host = Buffer.from(`admin.shopify.com/store/${shopify.shop.split(".")[0]}`).toString("base64");
      const query = new URLSearchParams({
        embedded: "1",
        shop: shopify.shop,
        host,
        id_token: await mint(user),
      });
      return new Request(`${APP_URL}${path}?${query}`, { headers: { "User-Agent": BROWSER } });
    },
    call: async (path = "/app", user = people.sasha.id) =>
      new Request(`${APP_URL}${path}`, {
        headers: { "User-Agent": BROWSER, Authorization: `Bearer ${await mint(user)}` },
      }),
    webhook: (topic, payload, more = {}) => signedWebhook(shopify, { topic, payload, more }),
    async dispose() {
      for (const server of opened) await server.close();
      await hub.stop();
      await generator.close();
      await shopify.stop();
      await rm(folder, { recursive: true });
    },
  };
}

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";

const TYPE = /^urn:shopify:params:oauth:token-type:(.+)-access-token$/;

/** `offline`, `online`, or `refresh`. */
function grantOf(body: string): string {
  const { grant_type: grant, requested_token_type: type = "" } = JSON.parse(body) as Record<string, string>;
  return grant === "refresh_token" ? "refresh" : (TYPE.exec(type)?.[1] ?? "unknown");
}

interface Signed {
  readonly topic: string;
  readonly payload: object | null;
  readonly more: Readonly<Record<string, string>>;
}

/** What a webhook's body says of the shop, as Shopify documents it. */
function shopIn(topic: string, shop: string): object {
  if (topic === "app/uninstalled") return { id: 548_380_009, myshopify_domain: shop };
  return /^customers\/|^shop\/redact$/.test(topic) ? { shop_id: 548_380_009, shop_domain: shop } : {};
}

function signedWebhook({ shop, clientSecret }: FakeShopify, { topic, payload, more }: Signed): Request {
  const body = JSON.stringify(payload === null ? payload : { ...shopIn(topic, shop), ...payload });
  return new Request(`${APP_URL}/webhooks`, {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      "X-Shopify-Topic": topic,
      "X-Shopify-Hmac-Sha256": createHmac("sha256", clientSecret).update(body).digest("base64"),
      "X-Shopify-Shop-Domain": shop,
      "X-Shopify-API-Version": "2026-07",
      "X-Shopify-Webhook-Id": randomUUID(),
      "X-Shopify-Triggered-At": new Date().toISOString(),
      ...more,
    },
  });
}
