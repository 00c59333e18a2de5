import { contentfulConnector } from "@assetql/contentful";
import { createFolderConnector, type FolderOptions } from "@assetql/folder";
import { woocommerceConnector } from "@assetql/woocommerce";
import { wordpressConnector } from "@assetql/wordpress";
import type { RegisteredConnector } from "./registry.ts";

/** Every connector that comes with the service. A new one is a package and a line here. */
export const allConnectors = (options: FolderOptions): readonly RegisteredConnector[] => [
  { connector: createFolderConnector(options) },
  { connector: wordpressConnector },
  { connector: woocommerceConnector },
  // Contentful signs all webhooks of a space with one secret.
  { connector: contentfulConnector, hookScope: "spaceId" },
];
