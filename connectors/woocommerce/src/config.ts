import { mediaConfigSchema } from "@assetql/wordpress";
import { z } from "zod";

export const woocommerceConfigSchema = mediaConfigSchema
  .extend({
    placement: z.enum(["featured", "gallery"]).default("featured").meta({
      title: "Where a product shows images",
      description: "As its product image, before those it has; or in its gallery. Variations have one image",
    }),
    galleryPosition: z.int().min(2).max(100).optional().meta({
      title: "Position in the gallery",
      description: "The product image is 1. At the end unless told",
    }),
    itemTypes: z
      .array(z.enum(["products", "variations"]))
      .min(1)
      .default(["products"])
      .meta({ title: "What may want images" }),
    itemStatuses: z
      .array(z.enum(["publish", "draft", "pending", "private"]))
      .min(1)
      .default(["publish", "draft", "pending", "private"])
      .meta({ title: "In which states" }),
  })
  .refine(({ placement, galleryPosition }) => placement === "gallery" || galleryPosition === undefined, {
    message: "is for images in the gallery",
    path: ["galleryPosition"],
  });
export type WooCommerceConfig = z.infer<typeof woocommerceConfigSchema>;
