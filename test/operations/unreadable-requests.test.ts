import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { problemSchema } from "@assetql/contract";
import { type Hub, startHub } from "@assetql/embedded";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";

let folder: string;
let hub: Hub;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assetql-unreadable-"));
  const generator = createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 });
  hub = await startHub({ dataFolder: join(folder, "data"), generator, log: () => {}, version: "test" });
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

const get = (path: string, method = "GET") =>
  fetch(`${hub.url}${path}`, { method, headers: { Authorization: `Bearer ${hub.adminKey.secret}` } });

it("a cursor of the longest kind is read; an address beyond all bounds is refused as a problem", async () => {
  const cursor = encodeURIComponent("🐢".repeat(1_000));
  expect((await get(`/api/v1/batches?cursor=${cursor}`)).status).toBe(400);

  const refused = await get(`/api/v1/batches?cursor=${"x".repeat(70_000)}`);
  expect([refused.status, refused.headers.get("Content-Type")]).toEqual([431, "application/problem+json"]);
  expect(problemSchema.parse(await refused.json())).toMatchObject({ code: "headers-too-large", status: 431 });
});

it("what is no HTTP is answered as a problem, and the hub goes on", async () => {
  const socket = connect(Number(new URL(hub.url).port), "127.0.0.1");
  socket.write("hello there\r\n\r\n");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(socket, "close");
  const [head = "", body = ""] = Buffer.concat(chunks).toString().split("\r\n\r\n");
  expect(head).toMatch(/^HTTP\/1\.1 400 /);
  expect(problemSchema.parse(JSON.parse(body)).code).toBe("request-invalid");
  expect((await get("/health")).status).toBe(200);
});

it("a method that only the ids beside a path take is a wrong method, and no unknown id", async () => {
  const response = await get("/api/v1/assets/search", "PATCH");
  expect([response.status, response.headers.get("Allow")]).toEqual([405, "POST"]);
  expect((await get("/api/v1/assets/search", "DELETE")).status).toBe(405);
  expect((await get("/api/v1/assets/ast_unknown1", "DELETE")).status).toBe(404);
});
