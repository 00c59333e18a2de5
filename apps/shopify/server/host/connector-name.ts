/** As the hub calls the connector of this app. */
export const SHOPIFY = "shopify";
