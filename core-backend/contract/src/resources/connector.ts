import { z } from "zod";
import { timestampSchema } from "../paging.ts";

/** Any JSON value. */
export const jsonSchema = z.json();
export type Json = z.infer<typeof jsonSchema>;

/** A platform's name, as in `wordpress`. */
export const connectorNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, "must be lower-case letters, digits and hyphens, as in `wordpress`");

export const conflictPolicies = ["keep-theirs", "overwrite", "ask"] as const;
export type ConflictPolicy = (typeof conflictPolicies)[number];

export const deletionPolicies = ["keep", "unlink", "archive", "delete"] as const;
export type DeletionPolicy = (typeof deletionPolicies)[number];

/** How hard a target may be pressed, over all of its work. */
export const paceSchema = z
  .object({
    requestsPerSecond: z.number().min(0.1).max(1_000),
    burst: z.int().positive().max(1_000),
    concurrency: z.int().positive().max(50),
  })
  .meta({ id: "Pace" });
export type Pace = z.infer<typeof paceSchema>;

/** A field of the remote things that a connector writes. */
const remoteFieldSchema = z.object({
  name: z.string().max(60),
  title: z.string().max(120).describe("For people, as in `Alternative text`"),
  from: z
    .string()
    .max(120)
    .nullable()
    .describe("The asset's property it gets unless a mapping says otherwise"),
});

/** What a connector says of itself; a host announces it, so that the hub can check targets and show forms. */
export const connectorManifestSchema = z
  .object({
    name: connectorNameSchema,
    title: z.string().min(1).max(80),
    description: z.string().max(500),
    configSchema: z.record(z.string(), jsonSchema).describe("JSON Schema of a target's `config`"),
    credentialsSchema: z
      .record(z.string(), jsonSchema)
      .nullable()
      .describe("JSON Schema of a target's `credentials`; null when there are none"),
    fields: z.array(remoteFieldSchema).max(60),
    itemFields: z.array(z.string().max(60)).max(60).describe("What an item has at least, for mappings"),
    deletions: z.array(z.enum(deletionPolicies)).min(1),
    overridable: z
      .array(z.string().max(60))
      .max(20)
      .default([])
      .describe("Members of `config` that a publication's `options` may set; never where the target is"),
    receivesWebhooks: z.boolean(),
    pace: paceSchema,
  })
  .meta({ id: "ConnectorManifest" });
export type ConnectorManifest = z.infer<typeof connectorManifestSchema>;

export const announceConnectorsSchema = z
  .object({ host: z.string().min(1).max(80), connectors: z.array(connectorManifestSchema).min(1).max(20) })
  .meta({ id: "AnnounceConnectors" });
export type AnnounceConnectors = z.infer<typeof announceConnectorsSchema>;

export const connectorSchema = connectorManifestSchema
  .extend({ host: z.string(), hostSeenAt: timestampSchema.describe("When a host last asked for its work") })
  .meta({ id: "Connector" });
export type ConnectorDescription = z.infer<typeof connectorSchema>;
