import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Client, createClient } from "@assetql/client";
import { contentfulConnector } from "@assetql/contentful";
import type { StyleProfile, Target } from "@assetql/contract";
import { type Hub, startHub } from "@assetql/embedded";
import { createSyncService, type SyncService } from "@assetql/sync-service";
import { addEntry, type FakeContentful, startContentful } from "../support/contentful/index.ts";
import { hostPage } from "./host/host-page.ts";
import { type Served, serveFolder, servePage } from "./host/serve.ts";
import { createVariedGenerator } from "./varied-generator.ts";

const SIGNING_SECRET = "s".repeat(64);
const app = fileURLToPath(new URL("../../connectors/contentful/app", import.meta.url));

export interface Rig {
  readonly contentful: FakeContentful;
  readonly client: Client;
  readonly service: SyncService;
  readonly style: StyleProfile;
  readonly target: Target;
  readonly signingSecret: string;
  /** Where the app's bundle is. */
  readonly appUrl: string;
  /** Where the page around the app is. */
  readonly hostUrl: string;
  dispose(): Promise<void>;
}

export const subjects = ["Harbour at dawn", "A quiet library", "Street of lanterns", "Mountain hut"] as const;

/**
 * Everything behind the app, for real: the hub, the sync service with its connectors, the
 * bundle as it ships. Contentful's management API is the fake, and so are the
 * images.
 */
export async function openRig(options: { role?: "viewer" } = {}): Promise<Rig> {
  const dataFolder = await mkdtemp(join(tmpdir(), "assetql-app-"));
  // A folder of its own, since test files run side by side.
  const bundle = join(dataFolder, "bundle");
  await promisify(execFile)(process.execPath, [join(app, "build.mjs"), bundle]);
  const [served, host] = await Promise.all([serveFolder(bundle), servePage(hostPage)]);
  const contentful = await startContentful({ requestsPerSecond: 1_000 });
  for (const [index, title] of subjects.entries()) {
    addEntry(contentful.environment, `entry${index + 1}`, {
      fields: {
        title: { "en-US": title },
        summary: { "en-US": `${title}, in soft light` },
        slug: { "en-US": `s${index}` },
      },
    });
  }
  const generator = await createVariedGenerator();
  const hub = await startHub({
    dataFolder: join(dataFolder, "hub"),
    generator,
    version: "0.0.0-test",
    log: () => undefined,
    rateLimits: "off",
  });
  const client = createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret });
  const service = await createSyncService({
    hubUrl: hub.url,
    apiKey: hub.adminKey.secret,
    connectors: [{ connector: contentfulConnector, hookScope: "spaceId" }],
    port: 0,
    allowNetworks: ["127.0.0.1/32"],
    contentfulApp: {
      secret: SIGNING_SECRET,
      origins: [served.url],
      ...(options.role === undefined ? {} : { role: options.role }),
    },
    log: () => undefined,
    timings: { refresh: 500 },
  });
  await service.ready;
  const style = await client.styles.create({
    name: "House style",
    deviationThreshold: 0,
    files: [{ name: "reference.png", bytes: generator.reference }],
  });
  const target = await makeTarget(client, contentful);
  const dispose = () =>
    close({ hub, service, contentful, served: [served, host], dataFolder, end: () => generator.close() });
  return {
    contentful,
    client,
    service,
    style,
    target,
    signingSecret: SIGNING_SECRET,
    appUrl: `${served.url}/`,
    hostUrl: host.url,
    dispose,
  };
}

const makeTarget = (client: Client, contentful: FakeContentful): Promise<Target> =>
  client.call("createTarget", {
    body: {
      name: "Website",
      connector: "contentful",
      config: {
        spaceId: contentful.spaceId,
        environmentId: contentful.environmentId,
        apiUrl: `http://${contentful.host}`,
        uploadUrl: `http://${contentful.uploadHost}`,
        provenanceType: null,
        itemType: "article",
        placementField: "heroImage",
      },
      credentials: { accessToken: contentful.token },
    },
  });

interface Parts {
  readonly hub: Hub;
  readonly service: SyncService;
  readonly contentful: FakeContentful;
  readonly served: readonly Served[];
  readonly dataFolder: string;
  readonly end: () => Promise<void>;
}

async function close({ hub, service, contentful, served, dataFolder, end }: Parts): Promise<void> {
  await service.stop();
  await hub.stop();
  await end();
  await Promise.all(served.map((server) => server.close()));
  await contentful.stop();
  await rm(dataFolder, { recursive: true });
}
