import { createPoints, createShopClient, type ShopClient, type ShopClientOptions } from "@assetql/shopify";
import type { FakeShopify } from "../support/shopify/index.ts";

type DoorInit = Parameters<FakeShopify["door"]["fetch"]>[1];
export type Fetch = ShopClientOptions["fetch"];

/** The shop's own way in, without a host in between. The door's classes are another library's, of the same shape. */
export const fetchOf =
  (shopify: FakeShopify): Fetch =>
  (url, init) =>
    shopify.door.fetch(url, init as unknown as DoorInit) as unknown as Promise<Response>;

/** A client with points of its own, as in a process that has just begun. */
export function clientFor(shopify: FakeShopify, options: Partial<ShopClientOptions> = {}): ShopClient {
  const { token } = shopify.issueToken();
  return createShopClient({
    shop: shopify.shop,
    accessToken: async () => token,
    fetch: fetchOf(shopify),
    points: createPoints(),
    ...options,
  });
}

export const outcomesOf = ({ calls }: FakeShopify): string[] => calls.map(({ outcome }) => outcome);
