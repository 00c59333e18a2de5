import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiProblemError, type Client, createClient, INLINE_LIMIT_BYTES } from "@assetql/client";
import type { Batch } from "@assetql/contract";
import { type Hub, startHub } from "@assetql/embedded";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { until } from "../support/until.ts";

let hub: Hub;
let client: Client;
let dataFolder: string;
const lines: { level: string; fields: object | undefined }[] = [];
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "assetql-client-"));
  const generator = createFixedGenerator({ image: await preparedImage(64), latencyMs: 5 });
  const log = (level: string, _: string, fields?: object) => lines.push({ level, fields });
  hub = await startHub({ dataFolder, generator, version: "0.0.0-test", log });
  client = createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret });
});
afterAll(async () => {
  await hub.stop();
  await rm(dataFolder, { recursive: true });
});

const template = "A {subject}";
const config = { width: 64, height: 64, styleGate: "off" as const };

describe("the client at a real hub", () => {
  it("takes references of any size to a style, a CSV to images, and images to a ZIP", async () => {
    const side = Math.ceil(Math.sqrt(INLINE_LIMIT_BYTES / 3)) + 64;
    const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
    const large = await sharp({
      create: { width: side, height: side, channels: 3, noise, background: "#888" },
    })
      .png({ compressionLevel: 0 })
      .toBuffer();
    const style = await client.styles.create({
      name: "Noise",
      files: [
        { name: "large.png", bytes: large },
        { name: "small.png", bytes: await preparedImage(64) },
      ],
    });
    expect(style.references.map(({ name, bytes }) => [name, bytes > 0])).toEqual([
      ["large.png", true],
      ["small.png", true],
    ]);

    const csv = "subject\nmug\nlamp\ntent\n";
    const preview = await client.batches.preview({ styleProfileId: style.id, template, csv, config });
    expect([preview.valid, preview.totalTasks]).toEqual([true, 3]);
    const created = await client.batches.create({
      name: "B",
      styleProfileId: style.id,
      template,
      csv,
      config,
    });
    const updates: Batch[] = [];
    const ended = await client.batches.watch(created.id, {
      intervalMs: 20,
      onUpdate: (batch) => updates.push(batch),
    });
    expect([ended.status, ended.completedTasks]).toEqual(["completed", 3]);
    expect(updates.at(-1)).toEqual(ended);

    const assets = await Array.fromAsync(client.assets.listAll({ batchId: created.id, limit: 2 }));
    expect(assets.map(({ row }) => row)).toEqual([1, 2, 3]);
    const { id } = await client.exports.create({ platform: "unity", batchId: created.id });
    expect((await client.exports.wait(id, { intervalMs: 20 })).status).toBe("completed");
    const { stream, bytes } = await client.exports.download(id);
    const zip = new Uint8Array(await new Response(stream).arrayBuffer());
    expect([zip.byteLength, String.fromCharCode(...zip.slice(0, 2))]).toEqual([bytes, "PK"]);
    expect(new URL(await client.call("downloadExport", { params: { id } })).origin).toBe(
      new URL(hub.url).origin,
    );
  });

  it("says what is wrong with a CSV too large for a form", async () => {
    const [style] = (await client.styles.list()).items;
    const csv = `subject\n${`${"mug ".repeat(1000)}\n`.repeat(1_100)},,,\n`;
    expect(csv.length).toBeGreaterThan(INLINE_LIMIT_BYTES);
    const refused = client.batches.create({
      name: "L",
      styleProfileId: style?.id ?? "",
      template: "A {no}",
      csv,
    });
    await expect(refused).rejects.toBeInstanceOf(ApiProblemError);
    await expect(refused).rejects.toMatchObject({ code: "input-invalid" });
  });
});

describe("the hub's sockets", () => {
  it("answer before a body that nobody reads, and stay up", async () => {
    const body = new Uint8Array(20_000_000);
    const json = { "Content-Type": "application/json" };
    const send = (headers: Record<string, string>) =>
      fetch(`${hub.url}/api/v1/api-keys`, { method: "POST", headers, body }).then(({ status }) => status);
    expect(await send(json)).toBe(401);
    expect(await send({ ...json, Authorization: `Bearer ${hub.adminKey.secret}` })).toBe(413);
    expect((await client.health()).status).toBe("ok");
  });

  it("answer a sender of endless chunks with 413", async () => {
    const { hostname, port } = new URL(hub.url);
    const socket = connect(Number(port), hostname);
    const answer = new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
    socket.on("error", () => {});
    const head = [
      "POST /api/v1/api-keys HTTP/1.1",
      `Host: ${hostname}`,
      `Authorization: Bearer ${hub.adminKey.secret}`,
      "Content-Type: application/json",
      "Transfer-Encoding: chunked",
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    for (let chunk = 0; chunk < 3; chunk += 1)
      socket.write(`${(500_000).toString(16)}\r\n${"x".repeat(500_000)}\r\n`);
    expect(await answer).toMatch(/^HTTP\/1.1 413 /);
    socket.destroy();
    expect((await client.health()).status).toBe("ok");
  });

  it("take a sender that leaves in the middle for its own fault", async () => {
    const { hostname, port } = new URL(hub.url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    const head = `POST /api/v1/batches HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${hub.adminKey.secret}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"na`;
    await new Promise((resolve) => socket.write(head, resolve));
    socket.destroy();

    const line = await until(async () =>
      lines.find(({ fields }) => fields !== undefined && "status" in fields && fields.status === 400),
    );
    expect(line.fields).toMatchObject({ method: "POST", route: "/api/v1/batches" });
    expect(lines.filter(({ level }) => level === "error")).toEqual([]);
  });
});
