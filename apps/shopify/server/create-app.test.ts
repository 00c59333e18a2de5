import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { shopifyConnector } from "@assetql/shopify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appFolder, builtApp } from "../../../test/shopify-app/build.ts";
import { openServerRig, type ServerRig } from "../../../test/support/shopify-server/rig.ts";
import { BuildMissingError, createApp, PortUnavailableError, type RunningApp } from "./create-app.ts";
import { createJsonLog } from "./log/log.ts";

let rig: ServerRig;
let app: RunningApp;
let build: string;
const lines: string[] = [];
const log = createJsonLog((line) => lines.push(line), "debug");

beforeAll(async () => {
  rig = await openServerRig();
  build = join(appFolder, await builtApp());
  app = await createApp({
    settings: { ...rig.settings, port: 0, buildFolder: build },
    log,
    connector: shopifyConnector,
    send: rig.send,
  });
});
afterAll(async () => {
  await app.stop();
  await rig.dispose();
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(new URL(path, app.url), { headers, redirect: "manual" });

/** With a path that `fetch` would tidy up. */
const raw = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });

it("answers what is not there with a page that says so, also as its first", async () => {
  const response = await get("/nothing/here", { "User-Agent": "Mozilla/5.0 Chrome/140.0.0.0" });
  const html = await response.text();
  expect(response.status).toBe(404);
  expect(html).toContain("There is nothing here");
});

it("says that it is well", async () => {
  const response = await get("/healthz");
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ status: "ok", hub: { connected: expect.any(Boolean) } });
});

it("serves the browser's files compressed and for ever, and nothing else from the disk", async () => {
  const files = await readdir(join(build, "client/assets"));
  const script = files.find((name) => /^entry.*\.js$/.test(name)) ?? files[0];
  const response = await get(`/assets/${script}`, { "Accept-Encoding": "gzip" });
  expect(response.status).toBe(200);
  expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  expect(response.headers.get("Content-Encoding")).toBe("gzip");
  expect(response.headers.get("Content-Type")).toMatch(/javascript/);
  expect((await get("/assets/none.js")).status).toBe(404);
  for (const path of [
    "/../server/index.js",
    "/assets/../../server/index.js",
    "/assets/%2e%2e/%2e%2e/server/index.js",
  ]) {
    expect(await raw(path), path).not.toBe(200);
  }
});

it("lets Shopify admin and the shop show a page around its own, and nobody keep it", async () => {
  const { url, headers } = await rig.page("/app");
  const { pathname, search } = new URL(url);
  const response = await get(`${pathname}${search}`, { "User-Agent": headers.get("User-Agent") ?? "" });
  const html = await response.text();
  expect(response.status, html.slice(0, 500)).toBe(200);
  expect(html).toContain("</html>");
  const policy = response.headers.get("Content-Security-Policy") ?? "";
  expect(policy).toMatch(/frame-ancestors https:\/\/spike\.myshopify\.com https:\/\/admin\.shopify\.com/);
  expect(policy).toMatch(/object-src 'none'/);
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
});

it("lets nobody show a page around one that is for no shop", async () => {
  const response = await get("/", { "User-Agent": "Mozilla/5.0 Chrome/140.0.0.0" });
  expect(response.headers.get("Content-Security-Policy")).toMatch(/frame-ancestors 'none'/);
});

it("carries out a signed webhook, and refuses another", async () => {
  const signed = rig.webhook("customers/redact", { customer: { id: 1 } });
  const body = JSON.stringify({ ...(await signed.clone().json()) });
  const send = async (headers: Headers) =>
    (await fetch(new URL("/webhooks", app.url), { method: "POST", headers, body })).status;
  expect(await send(signed.headers)).toBe(200);
  const forged = new Headers(signed.headers);
  forged.set("X-Shopify-Hmac-Sha256", "forged");
  expect(await send(forged)).toBe(401);
  expect((await get("/webhooks")).status).toBe(405);
});

it("reads no body without end, whoever sends it", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 100_000;
      if (sent > 50_000_000) controller.close();
      else controller.enqueue(new Uint8Array(100_000));
    },
  });
  const url = new URL("/webhooks", app.url);
  const status = await fetch(url, { method: "POST", body: endless, duplex: "half" }).then(
    (response) => response.status,
    // The connection may be closed before all is sent.
    () => 413,
  );
  expect(status).toBe(413);
  expect(sent).toBeLessThan(50_000_000);
  const large = new Uint8Array(1_000_001);
  expect((await fetch(url, { method: "POST", body: large })).status).toBe(413);
});

describe("a form that is too large", () => {
  const urlencoded = { "Content-Type": "application/x-www-form-urlencoded" };
  const large = `shop=${"a".repeat(3_000_000)}`;
  const post = (path: string, init: RequestInit) =>
    fetch(new URL(path, app.url), { method: "POST", redirect: "manual", duplex: "half", ...init });
  /** As a script of the app's own pages sends it. */
  async function send(fields: Record<string, string>): Promise<Response> {
    const { headers } = await rig.call();
    return post("/app/choose.data", {
      headers: { ...Object.fromEntries(headers), ...urlencoded },
      body: String(new URLSearchParams(fields)),
    });
  }

  it("is refused in words before anybody is known, whether it says how large it is or not", async () => {
    const said = await post("/?index", { headers: urlencoded, body: large });
    expect(said.status).toBe(413);
    expect(await said.text()).toContain("This is no address of a Shopify shop. It ends with .myshopify.com.");
    const unsaid = await post("/?index", {
      headers: { ...urlencoded, "Accept-Language": "de" },
      body: new Blob([large]).stream(),
    });
    expect(unsaid.status).toBe(413);
    expect(await unsaid.text()).toContain(
      "Das ist keine Adresse eines Shopify-Shops. Sie endet auf .myshopify.com.",
    );
  });

  it("is refused in words also when it is known who sends it; the largest selection is not", async () => {
    const refused = await send({ intent: "save", ids: large });
    expect(refused.status).toBe(413);
    expect(await refused.text()).toContain("payload-too-large");
    const ids = Array.from({ length: 5_000 }, (_, index) => `colour/${10 ** 13 + index}/Farbe=Weiß-Grün`);
    const taken = await send({ intent: "save", kind: "colours", ids: JSON.stringify(ids) });
    expect(await taken.text()).toContain("/app/configure/");
  });

  it("is not read where images are uploaded, as long as nobody is known", async () => {
    const ALL = 100_000_000;
    let sent = 0;
    const endless = new Readable({
      read() {
        sent += 100_000;
        this.push(sent > ALL ? null : Buffer.alloc(100_000));
      },
    });
    const { hostname, port } = new URL(app.url);
    const options = { hostname, port, path: "/app/styles/new", method: "POST", agent: false };
    const status = await new Promise<number | undefined>((resolve) => {
      const asked = request({ ...options, headers: urlencoded }, (answer) => resolve(answer.statusCode));
      // The connection may be closed before the answer is read.
      asked.on("error", () => resolve(undefined)).on("close", () => resolve(undefined));
      endless.pipe(asked);
    });
    endless.destroy();
    expect(status).not.toBe(200);
    expect(sent).toBeLessThan(ALL);
  });
});

it("logs paths, and never what comes after them", async () => {
  await get("/app?shop=spike.myshopify.com&id_token=eyJhbGciOiJub25lIn0.e30.&hmac=secret-hmac", {
    "User-Agent": "Mozilla/5.0 Chrome/140.0.0.0",
  });
  const log = lines.join("");
  expect(log).toContain('"path":"/app"');
  const { headers } = await get("/healthz");
  expect(lines.join("")).toContain(`"requestId":"${headers.get("X-Request-Id")}"`);
  expect(log).not.toMatch(/id_token|eyJ|secret-hmac|Sasha|shpat_|shpua_|shprt_|aql_/);
});

it("says what is wrong with a build, a folder, an address or a port", async () => {
  const folder = mkdtempSync(join(tmpdir(), "assetql-no-build-"));
  const store = { kind: "sqlite", folder } as const;
  const begin = (changes: object) =>
    createApp({
      settings: { ...rig.settings, store, ...changes },
      log,
      connector: shopifyConnector,
      send: rig.send,
    });
  await expect(begin({ buildFolder: folder, port: 0 })).rejects.toThrow(BuildMissingError);
  const port = Number(new URL(app.url).port);
  await expect(begin({ buildFolder: build, port })).rejects.toThrow(PortUnavailableError);
  const foreign = begin({ buildFolder: build, host: "192.0.2.1", port: 0 });
  await expect(foreign).rejects.toThrow("HOST is no address of this machine");
  const file = join(folder, "file");
  writeFileSync(file, "");
  const inFile = begin({ buildFolder: build, port: 0, store: { kind: "sqlite", folder: file } });
  await expect(inFile).rejects.toThrow(`The folder ${file} cannot be used (EEXIST)`);
  rmSync(folder, { recursive: true });
});
