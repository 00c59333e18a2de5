import { ConnectorError, type Context, type Health } from "@assetql/connector-sdk";
import { callSite, checkMedia, type WordPressCredentials } from "@assetql/wordpress";
import { z } from "zod";
import type { WooCommerceConfig } from "./config.ts";

/** Whether the site is reached, takes uploads, and has WooCommerce, whose products the user may change. */
export function checkShop(context: Context<WooCommerceConfig, WordPressCredentials>): Promise<Health> {
  return checkMedia(context, async (site, may) => {
    if (!site.hasWooCommerce) {
      const detail = `${site.url} is a WordPress, but has no WooCommerce (wc/v3). Turn WooCommerce on, or use the connector for WordPress.`;
      throw new ConnectorError("not-the-platform", detail);
    }
    if (!may("edit_products")) {
      const detail = `The WordPress user may not change products on ${site.url}. Give it the role Shop manager, or use another user.`;
      throw new ConnectorError("permission-denied", detail);
    }
    await callSite(
      site,
      { path: "/wc/v3/products?per_page=1&_fields=id" },
      z.array(z.object({ id: z.int() })),
    );
    return {};
  });
}
