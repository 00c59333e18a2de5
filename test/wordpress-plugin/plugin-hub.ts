import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@assetql/client";
import { type Hub, startHub } from "@assetql/embedded";
import { createSyncService, type SyncService } from "@assetql/sync-service";
import { drawn, quickGenerator } from "./quick-generator.ts";

export const styleName = "Soft hills";

export interface PluginHub {
  readonly url: string;
  readonly client: Client;
  readonly adminKey: string;
  makeKey(role: "admin" | "creator" | "viewer"): Promise<string>;
  stop(): Promise<void>;
}

export interface PluginHubSettings {
  /** Also the service that publishes into sites of this machine. */
  readonly sync: boolean;
  /** The style score that images need; none unless given. */
  readonly gate?: number;
}

/** A hub that draws at once, with a style. */
export async function startPluginHub({ sync, gate = 0 }: PluginHubSettings): Promise<PluginHub> {
  const dataFolder = await mkdtemp(join(tmpdir(), "assetql-plugin-hub-"));
  const hub: Hub = await startHub({
    dataFolder,
    generator: quickGenerator,
    log: () => {},
    version: "test",
    rateLimits: "off",
  });
  const adminKey = hub.adminKey.secret;
  const client = createClient({ baseUrl: hub.url, apiKey: adminKey, WebSocket: null });
  const references = await Promise.all(["one", "two", "three"].map(drawn));
  const files = references.map((bytes, index) => ({ name: `reference-${index}.png`, bytes }));
  await client.styles.create({ name: styleName, files, deviationThreshold: gate });
  const service = sync ? await startSync(hub.url, adminKey) : undefined;
  return {
    url: hub.url,
    client,
    adminKey,
    makeKey: async (role) => (await client.keys.create({ name: role, role })).secret,
    async stop() {
      await service?.stop();
      await hub.stop();
      await rm(dataFolder, { recursive: true, maxRetries: 5 });
    },
  };
}

async function startSync(hubUrl: string, apiKey: string): Promise<SyncService> {
  const service = await createSyncService({
    hubUrl,
    apiKey,
    port: 0,
    allowNetworks: ["127.0.0.1"],
    log: () => {},
  });
  await service.ready;
  return service;
}
