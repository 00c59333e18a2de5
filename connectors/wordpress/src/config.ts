import { downloadFormats } from "@assetql/contract";
import { z } from "zod";

/** The name of a list in WordPress's REST API, as in `posts`, `pages`, `product`. */
const restBase = z.string().regex(/^[a-z0-9_-]{1,60}$/i, "must be a REST base, as in `posts`");

/** What every connector needs to put images into a WordPress media library. */
export const mediaConfigSchema = z.object({
  siteUrl: z
    .url({ protocol: /^https?$/, error: "must be the site's address, as in https://blog.example" })
    .max(500)
    .meta({ title: "Address of the site" }),
  format: z.enum(downloadFormats).default("jpeg").meta({ title: "File format" }),
  maxWidth: z.int().min(16).max(8_000).default(2_560).meta({
    title: "Greatest width",
    description: "In pixels. WordPress scales down what is wider than 2,560",
  }),
  provenance: z.boolean().default(true).meta({
    title: "Keep style, score and model with the image",
    description: "Needs the AssetQL plugin in WordPress",
  }),
  taxonomy: restBase.optional().meta({
    title: "Taxonomy of the media library",
    description: "REST base of a taxonomy for attachments, made by another plugin; it gets the tags",
  }),
});
export type MediaConfig = z.infer<typeof mediaConfigSchema>;

export const wordpressConfigSchema = mediaConfigSchema.extend({
  placement: z
    .enum(["library", "featured"])
    .default("library")
    .meta({ title: "Where images go", description: "The media library, or also the post's featured image" }),
  itemTypes: z
    .array(restBase)
    .min(1)
    .max(20)
    .default(["posts", "pages"])
    .meta({ title: "What may want images", description: "REST bases; `media` are images that are there" }),
  itemStatuses: z
    .array(z.enum(["publish", "future", "draft", "pending", "private"]))
    .min(1)
    .default(["publish", "future", "draft", "pending", "private"])
    .meta({ title: "In which states" }),
});
export type WordPressConfig = z.infer<typeof wordpressConfigSchema>;

export const wordpressCredentialsSchema = z.object({
  username: z.string().trim().min(1).max(100).meta({ title: "User name" }),
  applicationPassword: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({ title: "Application Password", description: "From Users → Profile → Application Passwords" }),
  webhookSecret: z
    .string()
    .max(200)
    .optional()
    .meta({ title: "Secret of updates", description: "From the plugin's settings, `whsec_…`" }),
});
export type WordPressCredentials = z.infer<typeof wordpressCredentialsSchema>;
