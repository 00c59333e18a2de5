import type { Connector } from "@assetql/connector-sdk";
import { openSite } from "./api/open-site.ts";
import { checkWordPress } from "./check/check-wordpress.ts";
import type { WordPressConfig, WordPressCredentials } from "./config.ts";
import { listItems } from "./items/list-items.ts";
import { manifest } from "./manifest.ts";
import { desireMedia, mediaSideEffects } from "./media/desire-media.ts";
import { FEATURED, THIS_IMAGE } from "./place/featured-value.ts";
import { applyChange } from "./publish/apply-change.ts";
import { observePublished } from "./publish/observe-published.ts";
import { revertChange } from "./publish/revert-change.ts";
import { withdrawChange } from "./publish/withdraw-change.ts";
import { receiveWebhook } from "./webhook/receive-webhook.ts";

/** WordPress sites from 6.2 on, with or without the AssetQL plugin. */
export const wordpressConnector: Connector<WordPressConfig, WordPressCredentials> = {
  manifest,
  check: checkWordPress,
  async listItems(context, query, cursor) {
    return listItems(context, await openSite(context), { query, cursor });
  },
  desire({ config, targetId }, asset, mapping) {
    const media = desireMedia(config, asset, mapping);
    const hasPost = config.placement === "featured" && asset.item?.targetId === targetId;
    const desired = {
      externalId: asset.id,
      title: asset.title,
      fields: media,
      sideEffects: mediaSideEffects,
    };
    if (!hasPost) return desired;
    return { ...desired, fields: { ...media, [FEATURED]: THIS_IMAGE }, places: [FEATURED] };
  },
  observe: observePublished,
  apply: applyChange,
  revert: revertChange,
  withdraw: withdrawChange,
  receive: receiveWebhook,
};
