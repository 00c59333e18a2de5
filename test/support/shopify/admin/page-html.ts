import type { AdminUser } from "./session-tokens.ts";

export interface PageSettings {
  readonly store: string;
  readonly shopName: string;
  readonly appUrl: string;
  readonly appName: string;
  /** Where admin shows the app, as in `/store/spike/apps/assetql`. */
  readonly base: string;
  /** Null on pages of Shopify's own. */
  readonly frame: string | null;
  readonly scopes: readonly string[];
  readonly user: AdminUser;
}

/** The page around the app, before its script has built it up. */
export const pageHtml = (settings: PageSettings): string => `<!doctype html>
<html lang="${settings.user.locale}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${settings.shopName} · Shopify</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/__admin/admin.css">
    <script id="settings" type="application/json">${JSON.stringify(settings).replaceAll("<", "\\u003c")}</script>
    <script type="module" src="/__admin/main.js"></script>
  </head>
  <body></body>
</html>`;
