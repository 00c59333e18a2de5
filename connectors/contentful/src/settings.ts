import { downloadFormats } from "@assetql/contract";
import { z } from "zod";

const id = z.string().regex(/^[A-Za-z0-9\-_.]{1,64}$/, "must be an id as Contentful shows it under Settings");
const locale = z
  .string()
  .regex(/^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/, "must be a locale code, as in `en-US`");
const address = z.url({ protocol: /^https?$/ });

export const configSchema = z.object({
  spaceId: id.describe("Settings → General settings → Space ID"),
  environmentId: id.default("master").describe("An environment or an alias"),
  locales: z.array(locale).max(100).default([]).describe("Locales to write; all of them when empty"),
  publish: z.boolean().default(true).describe("Publish what was written; otherwise it stays a draft"),
  bulkPublish: z
    .boolean()
    .default(false)
    .describe("Publish new assets together at the end: faster for hundreds of images"),
  format: z.enum(downloadFormats).default("png"),
  tags: z.array(id).max(50).default([]).describe("Ids of tags that every asset gets"),
  concepts: z
    .record(z.string().min(1).max(120), id)
    .default({})
    .describe("Name of a style → id of the taxonomy concept its assets get"),
  provenanceType: id
    .nullable()
    .default("assetqlImage")
    .describe("Content type of the entries that hold score, model and prompt; none when null"),
  itemType: id.optional().describe("Content type whose entries want images"),
  placementField: id
    .optional()
    .describe("Field of the entry that gets the image: one asset or a list of them"),
  prepare: z
    .boolean()
    .default(false)
    .describe("Let a check make the tags and the content type that are missing"),
  apiUrl: address
    .default("https://api.contentful.com")
    .describe("https://api.eu.contentful.com for spaces with EU data residency"),
  uploadUrl: address
    .default("https://upload.contentful.com")
    .describe("https://upload.eu.contentful.com for spaces with EU data residency"),
});
export type ContentfulConfig = z.infer<typeof configSchema>;

export const credentialsSchema = z.object({
  accessToken: z.string().min(1).max(500).describe("Settings → CMA tokens → Create personal access token"),
  webhookSecret: z
    .string()
    .regex(/^[0-9a-zA-Z+/=_-]{64}$/, "has 64 characters")
    .optional()
    .describe("Settings → Webhooks → Settings: the signing secret, when webhooks are used"),
});
export type ContentfulCredentials = z.infer<typeof credentialsSchema>;
