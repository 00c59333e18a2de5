import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@assetql/client";
import type { ImageGenerator } from "@assetql/core/ports";
import { type Hub, startHub } from "@assetql/embedded";
import { shopifyScopes } from "@assetql/shopify";
import { createVariedGenerator } from "../contentful-app/varied-generator.ts";
import { freePort } from "../support/free-port.ts";
import type { AdminUser } from "../support/shopify/admin/session-tokens.ts";
import { type ShopifyAdmin, startShopifyAdmin } from "../support/shopify/admin/shopify-admin.ts";
import { type FakeShopify, type ShopifyOptions, startShopify } from "../support/shopify/index.ts";
import { type AppProcess, startApp } from "./app-process.ts";
import { builtApp } from "./build.ts";
import { type ShopWorkspace, shopWorkspace, visitOnce } from "./first-visit.ts";

const APP_URL = "https://app.assetql.test";

/** Who is signed in to Shopify admin unless a test says otherwise. */
export const sasha: AdminUser = {
  id: 77_001,
  firstName: "Sasha",
  lastName: "Parkinson",
  email: "sasha.parkinson@shop.example",
  locale: "en",
};

export interface RigOptions {
  readonly shopify?: ShopifyOptions;
  readonly generator?: ImageGenerator;
  /** More of the app's environment, as `ASSETQL_SHOPIFY_BILLING`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A ready build, as the name of its folder within `apps/shopify`. */
  readonly build?: string;
}

export interface Rig {
  readonly shopify: FakeShopify;
  readonly admin: ShopifyAdmin;
  readonly hub: Hub;
  /** With the operator's key. */
  readonly operator: Client;
  /** The image of which the generator makes six kinds, each further from it: the first is the same. */
  readonly reference: Uint8Array;
  readonly app: AppProcess;
  /** The workspace of the shop on the hub, made by a first visit unless there was one. */
  shopWorkspace(): Promise<ShopWorkspace>;
  /** Ends the app, in the middle of things if told, and starts it anew on the same data. */
  restartApp(how?: "stop" | "kill"): Promise<void>;
  /** Ends the app until {@link restartApp}. */
  stopApp(): Promise<void>;
  /** Ends the hub until {@link startHub}. */
  stopHub(): Promise<void>;
  /** At the same address and on the same data. */
  startHub(): Promise<void>;
  dispose(): Promise<void>;
}

/** Everything around and behind the app, for real, but Shopify and the images. */
export async function openRig(options: RigOptions = {}): Promise<Rig> {
  const open: (() => Promise<unknown>)[] = [];
  const dispose = async (): Promise<void> => {
    for (const close of open.splice(0).reverse()) await close();
  };
  try {
    return await openParts(options, open, dispose);
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function openParts(
  options: RigOptions,
  open: (() => Promise<unknown>)[],
  dispose: () => Promise<void>,
): Promise<Rig> {
  const building = builtApp(options.build);
  // Heard of below, unless something else goes wrong before.
  building.catch(() => undefined);
  const folder = await mkdtemp(join(tmpdir(), "assetql-shopify-"));
  open.push(() => rm(folder, { recursive: true, force: true }));
  const varied = await createVariedGenerator();
  open.push(() => varied.close());
  const port = await freePort();
  const openHub = (): Promise<Hub> =>
    startHub({
      dataFolder: join(folder, "hub"),
      generator: options.generator ?? varied,
      version: "0.0.0-test",
      port,
      log: () => undefined,
      rateLimits: "off",
    });
  let hub = await openHub();
  open.push(() => hub.stop());
  const running: { app: AppProcess | undefined } = { app: undefined };
  const shopify = await startShopify({
    webhookUrl: () => `${running.app?.url}/webhooks`,
    ...options.shopify,
  });
  open.push(() => shopify.stop());
  const admin = await startShopifyAdmin({
    fake: shopify,
    folder,
    appUrl: APP_URL,
    appOrigin: () => running.app?.url,
    plainOrigins: [hub.url],
    scopes: shopifyScopes,
  });
  open.push(() => admin.close());
  const build = await building;
  const environment = { ...environmentOf({ shopify, admin, hub, folder, build }), ...options.environment };
  running.app = await startApp(environment);
  open.push(async () => running.app?.stop());
  const operator = createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret });
  const app = (): AppProcess => {
    if (running.app === undefined) throw new Error("The app does not run");
    return running.app;
  };
  const stopApp = async (how: "stop" | "kill" = "stop"): Promise<void> => {
    const before = running.app;
    running.app = undefined;
    await before?.[how]();
  };
  return {
    shopify,
    admin,
    get hub() {
      return hub;
    },
    operator,
    reference: varied.reference,
    get app() {
      return app();
    },
    async shopWorkspace() {
      admin.signIn(sasha);
      await visitOnce({ app: app(), appUrl: APP_URL, issuer: shopify, user: sasha });
      return shopWorkspace(hub, operator);
    },
    stopApp,
    stopHub: () => hub.stop(),
    async startHub() {
      hub = await openHub();
    },
    async restartApp(how) {
      await stopApp(how);
      running.app = await startApp(environment);
    },
    dispose,
  };
}

interface Parts extends Pick<Rig, "shopify" | "admin" | "hub"> {
  readonly folder: string;
  readonly build: string;
}

/** As in production, but for the way out, which leads to the proxy. */
const environmentOf = ({ shopify, admin, hub, folder, build }: Parts): Record<string, string> => ({
  SHOPIFY_API_KEY: shopify.clientId,
  SHOPIFY_API_SECRET: shopify.clientSecret,
  SHOPIFY_APP_URL: APP_URL,
  ASSETQL_URL: hub.url,
  ASSETQL_API_KEY: hub.adminKey.secret,
  ASSETQL_SHOPIFY_DATA: join(folder, "app"),
  ASSETQL_SHOPIFY_BUILD: build,
  NODE_USE_ENV_PROXY: "1",
  HTTPS_PROXY: admin.proxyUrl,
  NO_PROXY: new URL(hub.url).host,
  NODE_EXTRA_CA_CERTS: admin.caFile,
});
