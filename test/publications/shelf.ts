import type { ConnectorManifest } from "@assetql/contract";
import { z } from "zod";

const configSchema = z.object({
  siteUrl: z.url(),
  shelf: z.enum(["top", "bottom"]).default("top"),
});
const credentialsSchema = z.object({ user: z.string().min(1), password: z.string().min(8) });

const jsonSchemaOf = (schema: z.ZodType): ConnectorManifest["configSchema"] =>
  z.record(z.string(), z.json()).parse(z.toJSONSchema(schema, { io: "input" }));

/** What the scripted host of these tests says of itself. */
export const shelfManifest = (name = "shelf"): ConnectorManifest => ({
  name,
  title: "Shelf",
  description: "A shelf in the memory of a test",
  configSchema: jsonSchemaOf(configSchema),
  credentialsSchema: jsonSchemaOf(credentialsSchema),
  fields: [{ name: "alt", title: "Alternative text", from: "altText" }],
  itemFields: ["name"],
  deletions: ["keep", "delete"],
  overridable: ["shelf"],
  receivesWebhooks: false,
  pace: { requestsPerSecond: 100, burst: 100, concurrency: 4 },
});

/** A word that stands in every secret of these tests, and nowhere else. */
export const SECRET = "correct-horse-battery-staple";

export const shelfTarget = (name = "Shop", more: object = {}) => ({
  name,
  connector: "shelf",
  config: { siteUrl: "https://shop.example" },
  credentials: { user: "editor", password: SECRET },
  ...more,
});
