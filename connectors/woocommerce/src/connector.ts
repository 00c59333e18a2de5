import type { Connector, Manifest } from "@assetql/connector-sdk";
import {
  desireMedia,
  mediaFields,
  mediaSideEffects,
  openSite,
  THIS_IMAGE,
  type WordPressCredentials,
  wordpressCredentialsSchema,
} from "@assetql/wordpress";
import { checkShop } from "./check-shop.ts";
import { type WooCommerceConfig, woocommerceConfigSchema } from "./config.ts";
import { placeOf } from "./item-id.ts";
import { itemFields } from "./items/item-of-product.ts";
import { listItems } from "./items/list-items.ts";
import { PLACE, wantedPlace } from "./place/place-value.ts";
import { applyChange } from "./publish/apply-change.ts";
import { observePublished } from "./publish/observe-published.ts";
import { revertChange } from "./publish/revert-change.ts";
import { withdrawChange } from "./publish/withdraw-change.ts";

const manifest: Manifest<WooCommerceConfig, WordPressCredentials> = {
  name: "woocommerce",
  title: "WooCommerce",
  description:
    "Products and variations as rows; images into the media library, and from there into products, without touching the images that are there. Log in with an Application Password of a shop manager.",
  configSchema: woocommerceConfigSchema,
  credentialsSchema: wordpressCredentialsSchema.omit({ webhookSecret: true }),
  fields: [...mediaFields, { name: PLACE, title: "Place among the product's images", from: null }],
  itemFields: [...itemFields],
  deletions: ["keep", "unlink", "archive", "delete"],
  overridable: ["placement", "galleryPosition"],
  receivesWebhooks: false,
  pace: { requestsPerSecond: 20, burst: 20, concurrency: 4 },
};

/** Shops with WooCommerce 7 or later on WordPress 6.2 or later. */
export const woocommerceConnector: Connector<WooCommerceConfig, WordPressCredentials> = {
  manifest,
  check: checkShop,
  async listItems(context, query, cursor) {
    return listItems(context, await openSite(context), { query, cursor });
  },
  desire({ config, targetId }, asset, mapping) {
    const fields = desireMedia(config, asset, mapping);
    const place = asset.item?.targetId === targetId ? placeOf(asset.item.itemId) : undefined;
    const desired = { externalId: asset.id, title: asset.title, fields, sideEffects: mediaSideEffects };
    if (place === undefined) return desired;
    const wanted = place.variation === undefined ? wantedPlace(config) : THIS_IMAGE;
    return { ...desired, fields: { ...fields, [PLACE]: wanted }, places: [PLACE] };
  },
  observe: observePublished,
  apply: applyChange,
  revert: revertChange,
  withdraw: withdrawChange,
};
