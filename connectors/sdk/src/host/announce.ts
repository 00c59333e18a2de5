import { type ConnectorManifest, connectorManifestSchema } from "@assetql/contract";
import { z } from "zod";
import type { Connector } from "../contract/connector.ts";

/** What a connector says of itself, as the hub takes it: its schemas as JSON Schemas of what people enter. */
export function announcedManifest({ manifest }: Connector): ConnectorManifest {
  const { configSchema, credentialsSchema, ...rest } = manifest;
  const toJson = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input" });
  return connectorManifestSchema.parse({
    ...rest,
    configSchema: toJson(configSchema),
    credentialsSchema: credentialsSchema === null ? null : toJson(credentialsSchema),
  });
}
