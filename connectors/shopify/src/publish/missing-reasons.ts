/** Why an image has no place in the shop: all such sentences by code, as the SDK's `planReasons`. Each begins so. */
export const missingReasons = {
  "product-gone": "The product is no longer in the shop.",
  "variant-gone": "The variant is no longer in the shop.",
  "colour-gone": "The product no longer has a variant with",
  "no-item": "The image was not made for an item of this shop, so it is in the shop's files only.",
  "collection-gone": "The collection is no longer in the shop.",
} as const satisfies Record<string, string>;
export type MissingReason = keyof typeof missingReasons;
