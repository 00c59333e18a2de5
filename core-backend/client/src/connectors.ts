import type { ConnectorDescription } from "@assetql/contract";
import type { Call, CallOptions } from "./call/types.ts";

export interface Connectors {
  /** Those that hosts offer, each with the schema of its settings. */
  list(options?: CallOptions): Promise<ConnectorDescription[]>;
}

export const createConnectors = (call: Call): Connectors => ({
  list: async (options) => (await call("listConnectors", {}, options)).items,
});
