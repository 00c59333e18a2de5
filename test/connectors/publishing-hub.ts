import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@assetql/client";
import { createHost, type Host, type HostOptions } from "@assetql/connector-sdk";
import type { BatchId, Change, Publication, PublicationStatus, Target } from "@assetql/contract";
import { startHub } from "@assetql/embedded";
import { createFolderConnector } from "@assetql/folder";
import { createDoor } from "@assetql/outgoing";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { until } from "../support/until.ts";

export type PublishingHub = Awaited<ReturnType<typeof startPublishingHub>>;

/** A real hub with approved images, and a folder to publish them to. */
export async function startPublishingHub(images: number) {
  const base = await mkdtemp(join(tmpdir(), "assetql-publishing-"));
  const folder = join(base, "published");
  await mkdir(folder);
  const image = await preparedImage(64);
  const hub = await startHub({
    dataFolder: join(base, "data"),
    generator: createFixedGenerator({ image, latencyMs: 0 }),
    version: "0.0.0-test",
    log: () => undefined,
    settings: { backoffUnitMs: 1 },
  });
  const { url } = hub;
  const apiKey = hub.adminKey.secret;
  const client = createClient({ baseUrl: url, apiKey });
  const hosts: Host[] = [];
  const batchId = await approvedBatch(client, image, images);
  let ahead = 0;
  // Leases run out by the hub's clock.
  Object.assign(hub.core, { clock: { now: () => Date.now() + ahead } });
  return {
    url,
    apiKey,
    client,
    batchId,
    folder,
    /** As if so much time had gone by. */
    skip(milliseconds: number): void {
      ahead += milliseconds;
    },
    host(options: Partial<HostOptions> = {}): Host {
      const made = createHost({
        hub: client,
        connectors: [createFolderConnector({ allowedFolders: [folder] })],
        door: createDoor({ allow: [] }),
        log: () => undefined,
        ...options,
      });
      hosts.push(made);
      return made;
    },
    target: (pace: Target["pace"] = {}): Promise<Target> =>
      client.targets.create({ name: "The folder", connector: "folder", config: { folder }, pace }),
    /** The files people see there. */
    async files(): Promise<string[]> {
      return (await readdir(folder)).filter((name) => !name.startsWith(".")).sort();
    },
    async dispose() {
      await Promise.all(hosts.map((host) => host.stop()));
      await hub.stop();
      await rm(base, { recursive: true });
    },
  };
}

async function approvedBatch(client: Client, image: Uint8Array, rows: number): Promise<BatchId> {
  const style = await client.styles.create({ name: "Any", files: [{ name: "reference.png", bytes: image }] });
  const lines = Array.from({ length: rows }, (_, index) => `SKU-${index + 1},mug ${index + 1}`);
  const batch = await client.batches.create({
    name: "To be published",
    styleProfileId: style.id,
    template: "A {subject}",
    csv: `sku,subject\n${lines.join("\n")}\n`,
    config: { width: 64, height: 64, styleGate: "off", seed: 1 },
  });
  await client.batches.watch(batch.id);
  const assets = await until(async () => {
    const all = await Array.fromAsync(client.assets.listAll({ batchId: batch.id }));
    return all.filter(({ status }) => status === "ready").length === rows ? all : undefined;
  });
  await client.assets.review({ action: "approve", assetIds: assets.map(({ id }) => id) });
  return batch.id;
}

/** Waits for a publication to come to a state; fails when it fails. */
export function untilStatus(
  client: Client,
  id: string,
  ...wanted: PublicationStatus[]
): Promise<Publication> {
  return until(async () => {
    const publication = await client.publications.get(id);
    if (publication.status === "failed") throw new Error(publication.problem?.detail);
    return wanted.includes(publication.status) ? publication : undefined;
  });
}

export const changesOf = (client: Client, id: string): Promise<Change[]> =>
  Array.fromAsync(client.publications.changesAll(id));

export const expectedFiles = (images: number): string[] =>
  Array.from({ length: images }, (_, index) => [`sku-${index + 1}.json`, `sku-${index + 1}.png`])
    .flat()
    .sort();
