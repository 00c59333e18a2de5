export { addCollection, addFile, addProduct } from "./arrange.ts";
export type { FakeShopify, ShopifyOptions } from "./fake-shopify.ts";
export { startShopify } from "./start.ts";
export { globalId, type ShopFile, type ShopProduct } from "./state.ts";
