import "@shopify/shopify-app-remix/adapters/node";
import type { Log } from "@assetql/connector-sdk";
import { SHOPIFY_API_VERSION, shopifyScopes } from "@assetql/shopify";
import { ApiVersion, LogSeverity, type Session, shopifyApi } from "@shopify/shopify-api";
import { AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";

export interface ShopifyOptions {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly appUrl: string;
  readonly sessions: SessionStorage;
  readonly log: Log;
}

/** Shopify's libraries, set up for this app. */
export type Shopify = ReturnType<typeof openShopify>;

const levels = {
  [LogSeverity.Error]: "error",
  [LogSeverity.Warning]: "warn",
  [LogSeverity.Info]: "debug",
  [LogSeverity.Debug]: "debug",
} as const;

export function openShopify({ apiKey, apiSecret, appUrl, sessions, log }: ShopifyOptions) {
  const { host, protocol } = new URL(appUrl);
  const apiVersion = versionOf(SHOPIFY_API_VERSION);
  // Its debug lines quote tokens and whole requests: they are never asked for.
  const logger = {
    level: LogSeverity.Info,
    log: (severity: LogSeverity, message: string) => log(levels[severity], message, { from: "shopify" }),
  };
  const app = shopifyApp({
    apiKey,
    apiSecretKey: apiSecret,
    apiVersion,
    scopes: [...shopifyScopes],
    appUrl,
    authPathPrefix: "/auth",
    sessionStorage: sessions,
    distribution: AppDistribution.AppStore,
    // A person's name and language come with their token alone.
    useOnlineTokens: true,
    logger,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  });
  const api = shopifyApi({
    apiKey,
    apiSecretKey: apiSecret,
    apiVersion,
    scopes: [...shopifyScopes],
    hostName: host,
    hostScheme: protocol === "http:" ? "http" : "https",
    isEmbeddedApp: true,
    isCustomStoreApp: false,
    logger,
  });
  return {
    authenticate: (request: Request) => app.authenticate.admin(request),
    addDocumentHeaders: app.addDocumentResponseHeaders,
    offlineId: (shop: string) => api.session.getOfflineId(shop),
    sanitizeShop: (shop: string) => api.utils.sanitizeShop(shop) ?? undefined,
    /** Uses the refresh token up. */
    async refresh(shop: string, refreshToken: string): Promise<Session> {
      return (await api.auth.refreshToken({ shop, refreshToken })).session;
    },
    /**
     * Not the app's own `authenticate.webhook`: that renews the shop's token first, which after the app was uninstalled
     * fails, and which is nobody's business but that of `AccessTokens`.
     */
    validateWebhook: (request: Request, rawBody: string) =>
      api.webhooks.validate({ rawBody, rawRequest: request }),
  };
}

/** The library knows its versions by name; one that it does not know yet is as good to it. */
function versionOf(version: string): ApiVersion {
  const known = Object.values(ApiVersion).find((one) => one === version);
  if (known === undefined) throw new Error(`Shopify's library does not know the API version ${version}`);
  return known;
}
