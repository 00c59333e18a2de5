import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@assetql/client";
import type { Asset, Publication, PublicationStatus } from "@assetql/contract";
import { type Hub, startHub } from "@assetql/embedded";
import sharp from "sharp";
import { freePort } from "../../support/free-port.ts";
import { createScriptedGenerator } from "../../support/scripted-generator.ts";
import { until } from "../../support/until.ts";

export type GameHub = Awaited<ReturnType<typeof startGameHub>>;

interface GameHubOptions {
  /** Of the images, pixels. */
  readonly side?: number;
  /** How many images there are before they come again. */
  readonly images?: number;
}

/** A real hub whose generator makes another image each time; it can be stopped and started again. */
export async function startGameHub({ side = 64, images: different = 40 }: GameHubOptions = {}) {
  const base = await mkdtemp(join(tmpdir(), "assetql-game-"));
  const port = await freePort();
  const images = await Promise.all(Array.from({ length: different }, () => noise(side)));
  const generator = createScriptedGenerator(
    (_request, call) => images[call % images.length] ?? new Uint8Array(),
  );
  const start = (): Promise<Hub> =>
    startHub({
      dataFolder: join(base, "data"),
      port,
      generator,
      version: "0.0.0-test",
      log: () => undefined,
      settings: { backoffUnitMs: 1 },
    });
  let hub = await start();
  const apiKey = hub.adminKey.secret;
  const client = createClient({ baseUrl: hub.url, apiKey });
  return {
    url: hub.url,
    apiKey,
    client,
    base,
    /** Any of the images, as a style's reference. */
    reference: images[0] ?? new Uint8Array(),
    side,
    /** From now on the hub's clock is as many times slower. */
    slowDown(times: number): void {
      const { clock } = hub.core;
      const began = Date.now();
      const now = clock.now();
      Object.assign(hub.core, { clock: { now: () => now + Math.floor((Date.now() - began) / times) } });
    },
    stop: () => hub.stop(),
    async startAgain() {
      hub = await start();
    },
    async dispose() {
      await hub.stop();
      await rm(base, { recursive: true });
    },
  };
}

const noise = async (side: number): Promise<Uint8Array> =>
  sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      noise: { type: "gaussian", mean: 128, sigma: 30 },
      background: "#808080",
    },
  })
    .png()
    .toBuffer();

/** A batch whose images are approved. */
export async function approvedBatch({ client, reference, side }: GameHub, rows: number, name = "Potions") {
  const style = await client.styles.create({ name, files: [{ name: "reference.png", bytes: reference }] });
  const lines = Array.from({ length: rows }, (_, index) => `P-${index + 1},potion ${index + 1}`);
  const batch = await client.batches.create({
    name,
    styleProfileId: style.id,
    template: "A {subject}",
    csv: `sku,subject\n${lines.join("\n")}\n`,
    config: { width: side, height: side, styleGate: "off" },
  });
  await client.batches.watch(batch.id);
  const assets = await readyAssets(client, batch.id, rows);
  await client.assets.review({ action: "approve", assetIds: assets.map(({ id }) => id) });
  return { batch, assets };
}

export const readyAssets = (client: Client, batchId: string, rows: number): Promise<Asset[]> =>
  until(async () => {
    const all = await Array.fromAsync(client.assets.listAll({ batchId: batchId as Asset["batchId"] }));
    return all.filter(({ status }) => status === "ready").length === rows ? all : undefined;
  });

/** Waits for a pull to come to a state; fails when it fails. */
export const untilPull = (client: Client, id: string, ...wanted: PublicationStatus[]): Promise<Publication> =>
  until(async () => {
    const pull = await client.publications.get(id);
    if (pull.status === "failed") throw new Error(pull.problem?.detail);
    return wanted.includes(pull.status) ? pull : undefined;
  });

/** An asset's image as the hub has it. */
export async function imageOf({ client, url }: GameHub, assetId: string): Promise<Buffer> {
  const address = await client.assets.downloadUrl(assetId, { format: "png" });
  const response = await fetch(new URL(address, url));
  return Buffer.from(await response.arrayBuffer());
}
