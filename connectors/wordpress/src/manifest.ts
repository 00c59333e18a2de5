import type { Manifest } from "@assetql/connector-sdk";
import {
  type WordPressConfig,
  type WordPressCredentials,
  wordpressConfigSchema,
  wordpressCredentialsSchema,
} from "./config.ts";
import { itemFields } from "./items/item-of-post.ts";
import { mediaFields } from "./media/desire-media.ts";
import { FEATURED } from "./place/featured-value.ts";

export const manifest: Manifest<WordPressConfig, WordPressCredentials> = {
  name: "wordpress",
  title: "WordPress",
  description:
    "Posts and pages as rows; images into the media library and as featured images. With the AssetQL plugin images are replaced in place and keep their style, score and model. “Archive” needs a site with a trash for media (MEDIA_TRASH).",
  configSchema: wordpressConfigSchema,
  credentialsSchema: wordpressCredentialsSchema,
  fields: [...mediaFields, { name: FEATURED, title: "Featured image of the post", from: null }],
  itemFields: [...itemFields],
  deletions: ["keep", "unlink", "archive", "delete"],
  overridable: ["placement"],
  receivesWebhooks: true,
  pace: { requestsPerSecond: 20, burst: 20, concurrency: 4 },
};
