const SHOP = /^[a-z0-9][a-z0-9-]{0,60}$/;

/** The name in `name.myshopify.com`, of what people type or copy; undefined when it is no shop's address. */
export function shopNameOf(typed: string): string | undefined {
  const address = typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "");
  const name = /^admin\.shopify\.com\/store\/([^/?#]+)/.exec(address)?.[1] ?? address.split(/[/?#]/)[0] ?? "";
  const short = name.replace(/\.myshopify\.com$/, "");
  return SHOP.test(short) ? short : undefined;
}

/** Where Shopify asks whether the app may be installed, or opens it when it is. */
export const installUrl = (shopName: string, apiKey: string): string =>
  `https://admin.shopify.com/store/${shopName}/oauth/install?client_id=${encodeURIComponent(apiKey)}`;
