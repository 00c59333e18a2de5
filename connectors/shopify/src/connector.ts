import type { Connector, Manifest } from "@assetql/connector-sdk";
import { productColumns } from "./catalogue/columns.ts";
import { listShopItems } from "./catalogue/list-shop-items.ts";
import { checkShop } from "./check-shop.ts";
import { apply } from "./publish/apply.ts";
import { connect } from "./publish/connection.ts";
import { desire, fields } from "./publish/desire.ts";
import { observe } from "./publish/observe.ts";
import { type Patience, usualPatience } from "./publish/patience.ts";
import { revert } from "./publish/revert.ts";
import { withdraw } from "./publish/withdraw.ts";
import {
  type ShopifyConfig,
  type ShopifyCredentials,
  shopifyConfigSchema,
  shopifyCredentialsSchema,
} from "./settings.ts";

const manifest: Manifest<ShopifyConfig, ShopifyCredentials> = {
  name: "shopify",
  title: "Shopify",
  description:
    "Products, variants, colours and collections as rows; images into the shop's files, and from there into products, variants and collections, without touching the files that are there. The app brings its own access.",
  configSchema: shopifyConfigSchema,
  credentialsSchema: shopifyCredentialsSchema,
  fields,
  itemFields: [...productColumns],
  deletions: ["keep", "unlink", "delete"],
  overridable: ["placement", "variantImages", "altText", "format", "width"],
  receivesWebhooks: false,
  // Shopify's points are what limits it. Changes side by side share calls, so that more of them cost less.
  pace: { requestsPerSecond: 200, burst: 200, concurrency: 50 },
};

export interface ShopifyConnectorOptions {
  readonly patience?: Patience;
}

/** A connector to shops at Shopify. */
export function createShopifyConnector({
  patience = usualPatience,
}: ShopifyConnectorOptions = {}): Connector<ShopifyConfig, ShopifyCredentials> {
  return {
    manifest,
    check: checkShop,
    async listItems(context, query, cursor) {
      const { items, cursor: next } = await listShopItems(context, query, cursor);
      return { items, ...(next === undefined ? {} : { cursor: next }) };
    },
    desire,
    observe: (context, references) => observe(context, connect(context, patience), references),
    apply: (context, change) => apply(context, connect(context, patience), change),
    revert: (context, change) => revert(context, connect(context, patience), change),
    withdraw: (context, change, policy) => withdraw(context, connect(context, patience), { change, policy }),
  };
}

export const shopifyConnector = createShopifyConnector();
