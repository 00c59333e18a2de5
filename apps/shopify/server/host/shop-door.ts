import { ConnectorError, type HostOptions } from "@assetql/connector-sdk";

/** Like the web's `fetch`, but to Shopify alone. */
export interface ShopDoor {
  fetch(url: string | URL, init?: RequestInit): Promise<Response>;
}

/** Shops, the hosts that staged uploads go to, and the one that files come from. */
const HOSTS = [
  /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/,
  /^cdn\.shopify\.com$/,
  /^shopify-(?:staged-uploads|video-production-core-originals|staged-uploads-[a-z0-9-]+)\.storage\.googleapis\.com$/,
  /^storage\.googleapis\.com$/,
  /^shopify-shop-assets\.storage\.googleapis\.com$/,
];

/** Whether the app has any business there: only by https, at the usual port, without a name and a password. */
export function isShopify(address: string | URL): boolean {
  const url = URL.parse(String(address));
  if (url === null || url.protocol !== "https:" || url.port !== "") return false;
  if (url.username !== "" || url.password !== "") return false;
  return HOSTS.some((host) => host.test(url.hostname));
}

/**
 * The way out to Shopify and to nobody else, whatever an answer of Shopify, a setting or a merchant's data says. No
 * redirect is followed. The way out of the platform is used, so that a proxy that the environment names is, too.
 */
export function createShopDoor(send: ShopDoor["fetch"]): ShopDoor {
  return {
    async fetch(url, init = {}) {
      if (!isShopify(url)) {
        const host = URL.parse(String(url))?.host ?? "this address";
        throw new ConnectorError("address-forbidden", `${host} is no address of Shopify's.`);
      }
      return send(url, { ...init, redirect: "manual" });
    },
  };
}

/**
 * The same for the connector's host, whose types are those of the package that its other ways out are made with. It
 * sends method, headers and bytes, and reads status, headers and a stream: in these both are the same.
 */
export const asHostDoor = (door: ShopDoor): HostOptions["door"] => ({
  fetch: (url, init) =>
    door.fetch(url, init as unknown as RequestInit) as unknown as ReturnType<HostOptions["door"]["fetch"]>,
});
