import { z } from "zod";

const SHOP = /^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/;

export const shopDomainSchema = z
  .string()
  .regex(SHOP, "must be the shop's own address, such as my-shop.myshopify.com");

export const placements = ["first", "last", "replace"] as const;
export const variantImageRules = ["all", "empty", "none"] as const;
export const altTextRules = ["ours", "keep"] as const;

export const shopifyConfigSchema = z.object({
  shop: shopDomainSchema.meta({ title: "Shop", description: "As in my-shop.myshopify.com" }),
  placement: z.enum(placements).default("first").meta({
    title: "Where a product shows new images",
    description:
      "`first`: before those it has; `last`: after them; `replace`: in the place of its main image, which stays in the shop's files",
  }),
  variantImages: z.enum(variantImageRules).default("all").meta({
    title: "Images of variants",
    description:
      "For rows that are variants or colours: shown by all of their variants, only by those without an image, or by none",
  }),
  altText: z.enum(altTextRules).default("keep").meta({
    title: "Alternative text",
    description: "`keep`: where an image is replaced that has one, it is kept; `ours`: always the new one",
  }),
  format: z.enum(["jpg", "webp", "png"]).default("jpg").meta({ title: "Format" }),
  width: z
    .int()
    .min(64)
    .max(4_472)
    .optional()
    .meta({ title: "Width", description: "Pixels; as made unless told" }),
});
export type ShopifyConfig = z.infer<typeof shopifyConfigSchema>;

/** Given by the app, which owns the tokens. */
export const shopifyCredentialsSchema = z.object({ accessToken: z.string().min(1) });
export type ShopifyCredentials = z.infer<typeof shopifyCredentialsSchema>;
