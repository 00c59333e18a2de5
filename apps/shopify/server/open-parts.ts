import type { Connector, Log } from "@assetql/connector-sdk";
import { createShopClient, type ShopClient, type ShopClientOptions, shopName } from "@assetql/shopify";
import { type Connections, createConnections } from "./connection/connections.ts";
import { type HubDoor, openHub } from "./connection/hub.ts";
import type { MakingStep } from "./connection/own-workspace.ts";
import { createShopDoor, type ShopDoor } from "./host/shop-door.ts";
import { announcer } from "./host/shop-host.ts";
import { createSealer } from "./secrets/sealer.ts";
import type { Settings } from "./settings/settings.ts";
import { openShopify, type Shopify } from "./shopify/shopify.ts";
import { openStore, type Store } from "./store/open-store.ts";
import { type AccessTokens, createAccessTokens } from "./tokens/access-tokens.ts";

export interface ServicesOptions {
  readonly settings: Settings;
  readonly log: Log;
  readonly connector: Connector;
  /** The way out to Shopify; the platform's own unless told. */
  readonly send?: ShopDoor["fetch"];
  readonly now?: () => number;
  /** Called where a process can end in the middle of making a shop's workspace; for tests. */
  readonly reached?: (step: MakingStep) => Promise<void> | void;
}

export type ClientOf = (
  shop: string,
  options?: Pick<ShopClientOptions, "signal" | "timeoutMs">,
) => ShopClient;

/** What the services are made of. */
export type Parts = Awaited<ReturnType<typeof openParts>>;

interface Opened {
  readonly store: Store;
  readonly shopify: Shopify;
  readonly hub: HubDoor;
  readonly door: ShopDoor;
  readonly tokens: AccessTokens;
  readonly connections: Connections;
  /** A shop's Admin API, with the app's own token. */
  readonly clientOf: ClientOf;
}

export async function openParts(options: ServicesOptions) {
  const { settings, log, connector, now = Date.now } = options;
  const store = openStore(settings.store);
  const { documents, sessions } = store;
  const shopify = openShopify({ ...settings, sessions, log });
  const hub = openHub({ url: settings.hubUrl, apiKey: settings.hubKey });
  const door = createShopDoor(options.send ?? ((url, init) => fetch(url, init)));
  const tokens = createAccessTokens({ documents, sessions, ...shopify, now, log });
  const clientOf: ClientOf = (shop, clientOptions) =>
    createShopClient({
      ...clientOptions,
      shop,
      accessToken: (tokenOptions) => tokens.of(shop, tokenOptions),
      fetch: (url, init) => door.fetch(url, init),
    });
  const making = {
    documents,
    sealer: createSealer(settings.secret ?? (await store.ownSecret())),
    hub,
    plan: settings.plan,
    announce: announcer({ operator: hub.operator, connector }),
    shopName: async (shop: string) => (await clientOf(shop).call(shopName, {})).shop.name,
    now,
    ...(options.reached === undefined ? {} : { reached: options.reached }),
  };
  const connections = createConnections(making);
  const opened: Opened = { store, shopify, hub, door, tokens, connections, clientOf };
  return { ...opened, making, settings, now, log };
}
