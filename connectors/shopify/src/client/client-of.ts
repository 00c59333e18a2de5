import type { Context } from "@assetql/connector-sdk";
import type { ShopifyConfig, ShopifyCredentials } from "../settings.ts";
import { createShopClient } from "./create-shop-client.ts";
import type { ShopClient } from "./shop-client.ts";

type ShopContext = Context<ShopifyConfig, ShopifyCredentials>;

/** By the way out that a piece of work has, so that all its calls share one client, and one renewal of a token. */
const clients = new WeakMap<
  ShopContext["fetch"],
  { readonly client: ShopClient; readonly of: ShopContext }
>();

/** The shop of a target: through the host's door, at its pace, until its work is stopped. */
export function clientOf(context: ShopContext): ShopClient {
  const known = clients.get(context.fetch);
  if (known !== undefined && isSame(known.of, context)) return known.client;
  const client = createShopClient({
    shop: context.config.shop,
    async accessToken(options) {
      const { accessToken } = await context.credentials(options);
      return accessToken;
    },
    fetch: (url, init) => context.fetch(url, init),
    signal: context.signal,
    slowDown: (limit) => context.slowDown(limit),
    // The host's own limit, which does not count the time that a call waits for its turn.
    timeoutMs: null,
  });
  clients.set(context.fetch, { client, of: context });
  return client;
}

const isSame = (one: ShopContext, other: ShopContext): boolean =>
  one.credentials === other.credentials &&
  one.signal === other.signal &&
  one.config.shop === other.config.shop;
