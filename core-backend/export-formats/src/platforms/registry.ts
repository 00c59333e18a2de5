import type { ExportPlatform } from "../types.ts";
import { contentful } from "./cms/contentful.ts";
import { openCmsPackage } from "./cms/package.ts";
import { wordpress } from "./cms/wordpress.ts";
import { openCommercePackage } from "./commerce/package.ts";
import { shopify } from "./commerce/shopify.ts";
import { woocommerce } from "./commerce/woocommerce.ts";
import type { PlatformFormat } from "./format.ts";
import { openSocialPackage } from "./social/package.ts";
import { openUnityPackage, unityContainer } from "./unity/package.ts";

/** A new platform is one more line here and its folder. */
export const platformFormats: Readonly<Record<ExportPlatform, PlatformFormat>> = {
  unity: { platform: "unity", title: "Unity", container: unityContainer, open: openUnityPackage },
  shopify: {
    platform: "shopify",
    title: shopify.title,
    open: (context) => openCommercePackage(shopify, context),
  },
  woocommerce: {
    platform: "woocommerce",
    title: woocommerce.title,
    open: (context) => openCommercePackage(woocommerce, context),
  },
  wordpress: {
    platform: "wordpress",
    title: wordpress.title,
    open: (context) => openCmsPackage(wordpress, context),
  },
  contentful: {
    platform: "contentful",
    title: contentful.title,
    open: (context) => openCmsPackage(contentful, context),
  },
  social: { platform: "social", title: "Social media", open: openSocialPackage },
};
