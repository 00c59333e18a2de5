import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiProblemError, type Client, createClient } from "@assetql/client";
import type { Asset, Batch } from "@assetql/contract";
import { type Hub, startHub } from "@assetql/embedded";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";

let hub: Hub;
let client: Client;
let dataFolder: string;
let batch: Batch;
let asset: Asset;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "assetql-shares-"));
  const image = await preparedImage(128);
  const generator = createFixedGenerator({ image, latencyMs: 0 });
  hub = await startHub({ dataFolder, generator, version: "0.0.0-test", log: () => {} });
  client = createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret });
  const style = await client.styles.create({ name: "Noise", files: [{ name: "a.png", bytes: image }] });
  const csv = "sku,subject\nMUG-1,mug\nLAMP-1,lamp\n";
  const config = { width: 128, height: 128, styleGate: "off" as const };
  const made = await client.batches.create({
    name: "Shared",
    styleProfileId: style.id,
    template: "A {subject}",
    csv,
    config,
  });
  batch = await client.batches.watch(made.id, { intervalMs: 20 });
  const { items } = await client.assets.list({ batchId: batch.id });
  if (items[0] === undefined) throw new Error("no asset");
  asset = items[0];
});
afterAll(async () => {
  await hub.stop();
  await rm(dataFolder, { recursive: true });
});

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ApiProblemError ? error.code : String(error);
};
/** Opened as a browser would, without any key. */
const open = (url: string): Promise<Response> => fetch(url);

describe("a link", () => {
  it("shows an image to whoever has it, until it is revoked", async () => {
    const share = await client.shares.create({ assetId: asset.id });
    expect(share.url.startsWith(`${hub.url}/s/`)).toBe(true);
    const response = await open(share.url);
    expect(response.headers.get("Content-Type")).toBe("image/png");
    expect((await sharp(await response.bytes()).metadata()).width).toBe(128);
    const { items } = await client.shares.list();
    expect(items).toContainEqual(share);

    await client.shares.revoke(share.id);

    const gone = await open(share.url);
    expect(gone.status).toBe(410);
    expect(await gone.json()).toMatchObject({
      code: "share-expired",
      detail: "This link was revoked. Ask whoever sent it for a new one.",
    });
    await client.shares.revoke(share.id);
  });

  it("shows the package of an export, and says when that is gone", async () => {
    const read = hub.core.blobs.read.bind(hub.core.blobs);
    const held = Promise.withResolvers<void>();
    const reading = vi
      .spyOn(hub.core.blobs, "read")
      .mockImplementation((key) => held.promise.then(() => read(key)));
    const job = await client.exports.create({ platform: "social", batchId: batch.id });
    expect(await codeOf(client.shares.create({ exportId: job.id }))).toBe("export-not-ready");
    held.resolve();
    reading.mockRestore();
    await client.exports.wait(job.id, { intervalMs: 20 });
    const share = await client.shares.create({ exportId: job.id, expiresInSeconds: 3600 });
    const response = await open(share.url);
    expect(response.headers.get("Content-Type")).toBe("application/zip");
    expect(new TextDecoder().decode((await response.bytes()).subarray(0, 2))).toBe("PK");
    expect((await client.exports.list()).items.map(({ id }) => id)).toContain(job.id);

    await client.exports.delete(job.id);

    expect((await open(share.url)).status).toBe(404);
    expect(await codeOf(client.exports.status(job.id))).toBe("not-found");
  });

  it("is refused for what is not there, and is unknown with another token", async () => {
    expect(await codeOf(client.shares.create({ assetId: "ast_nobodyhasthis" as Asset["id"] }))).toBe(
      "not-found",
    );
    expect(await codeOf(client.shares.create({ assetId: asset.id, expiresInSeconds: 1 }))).toBe(
      "request-invalid",
    );
    expect((await open(`${hub.url}/s/${"0".repeat(32)}`)).status).toBe(404);
    expect((await open(`${hub.url}/s/..%2F..%2Fetc`)).status).toBe(404);
  });
});

describe("a single image", () => {
  it.each([
    ["png", undefined, 128, "png"],
    ["png", 64, 64, "png"],
    ["jpeg", undefined, 128, "jpeg"],
    ["webp", 32, 32, "webp"],
    ["jpeg", 4000, 128, "jpeg"],
  ] as const)("is downloaded as %s of width %s", async (format, width, expected, type) => {
    const url = await client.assets.downloadUrl(asset.id, { format, width });
    const response = await fetch(url);
    expect(response.headers.get("Content-Disposition")).toContain("MUG-1.");
    const metadata = await sharp(await response.bytes()).metadata();
    expect([metadata.format, metadata.width]).toEqual([type, expected]);
  });

  it("is no version that there is not", async () => {
    expect(await codeOf(client.assets.downloadUrl(asset.id, { version: 3 }))).toBe("not-found");
  });
});

describe("exports of a batch", () => {
  it("refuse an option that the platform has no use for, and name it", async () => {
    const options = { taxonomy: { tags: { blue: "colour-blue" } } };
    const error = await client.exports
      .create({ platform: "unity", batchId: batch.id, options })
      .catch((e) => e);
    expect(error).toBeInstanceOf(ApiProblemError);
    expect(error.problem).toMatchObject({
      code: "request-invalid",
      problems: [{ path: "options.taxonomy" }],
    });
  });

  it("are named by what they are", async () => {
    const options = { container: "unitypackage" as const };
    const job = await client.exports.create({ platform: "unity", batchId: batch.id, options });
    const done = await client.exports.wait(job.id, { intervalMs: 20 });
    const response = await fetch(done.downloadUrl ?? "");
    expect(response.headers.get("Content-Disposition")).toContain("-unity.unitypackage");
    expect([...(await response.bytes()).subarray(0, 2)]).toEqual([0x1f, 0x8b]);
  });

  it("leave out what was rejected unless told, and hold only what was approved when asked", async () => {
    const { items } = await client.assets.list({ batchId: batch.id });
    const second = items[1];
    if (second === undefined) throw new Error("no second asset");
    await client.assets.reject(second.id, { note: "too grey" });
    const counts: number[] = [];
    for (const include of ["all", "not-rejected", "approved"] as const) {
      const job = await client.exports.create({ platform: "unity", batchId: batch.id, include });
      const done = await client.exports.wait(job.id, { intervalMs: 20 });
      counts.push(done.status === "completed" ? done.totalAssets : -1);
      if (done.status === "failed") expect(done.error).toContain("approved");
    }
    expect(counts).toEqual([2, 1, -1]);
  });
});
