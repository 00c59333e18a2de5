/**
 * What a problem's code does not tell, and people need in order to act: all such sentences by what they say, for those
 * who tell them in another language. The problem's detail begins so.
 */
export const problemReasons = {
  "shop-frozen": "The shop is frozen. Its owner has to settle the bill in Shopify admin, then try again.",
  "shop-locked":
    "Shopify has locked this shop for now, and lets no app in. Contact Shopify's support, then try again.",
  "product-full":
    "The product has as many images and videos as Shopify allows (250). Remove some of them, then apply again.",
  "variants-refused":
    "Shopify did not let all variants show the image. Look at the product in Shopify admin, then apply again.",
  "image-gone-meanwhile":
    "The image was deleted or taken off the product in the shop meanwhile. Plan again to see it.",
  "file-gone-meanwhile": "The image was deleted from the shop's files meanwhile. Plan again to see it.",
  "main-image-not-back":
    "The image that was replaced has been deleted from the shop's files meanwhile, or Shopify could not process it, so it cannot come back. Everything else was taken back.",
  "variant-images-not-back":
    "The image that variants showed before is no longer among the product's, so they show none now. Choose one in Shopify admin. Everything else was taken back.",
  "collection-image-not-back":
    "The copy of the image that the collection had was deleted from the shop's files, so it cannot come back. Choose an image for the collection in Shopify admin.",
  "not-found-yet":
    "Shopify does not find the image that was there before yet: its search learns of new files a little later. Nothing was changed. Try again in a few minutes.",
  "version-not-back":
    "The image that was there before was deleted from the shop's files, and Shopify cannot bring it back. Publish the image again instead.",
} as const satisfies Record<string, string>;
export type ProblemReason = keyof typeof problemReasons;
