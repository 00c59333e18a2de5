export { NEXT_SHOPIFY_API_VERSION, SHOPIFY_API_VERSION } from "./api-version.ts";
export {
  type Catalogue,
  type CatalogueQuery,
  type CatalogueSettings,
  type ItemKind,
  itemKinds,
  type ShopCollection,
} from "./catalogue/catalogue.ts";
export { productColumns } from "./catalogue/columns.ts";
export { createCatalogue } from "./catalogue/create-catalogue.ts";
export { createShopClient, type ShopClientOptions } from "./client/create-shop-client.ts";
export type { Operation } from "./client/operation.ts";
export { createPoints, type Points } from "./client/points.ts";
export type { ShopClient } from "./client/shop-client.ts";
export {
  createShopifyConnector,
  type ShopifyConnectorOptions,
  shopifyConnector,
} from "./connector.ts";
export { itemIdOf, type ShopItem, shopItemOf } from "./item-id.ts";
export {
  appSubscriptions,
  createUsageSubscription,
  type Money,
  recordUsage,
} from "./operations/billing.ts";
export { operations } from "./operations/index.ts";
export { shopName } from "./operations/shop.ts";
export { type MissingReason, missingReasons } from "./publish/missing-reasons.ts";
export { shopifyScopes } from "./scopes.ts";
export {
  altTextRules,
  placements,
  type ShopifyConfig,
  type ShopifyCredentials,
  shopDomainSchema,
  shopifyConfigSchema,
  shopifyCredentialsSchema,
  variantImageRules,
} from "./settings.ts";
