import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { InvalidBlobKeyError } from "@assetql/core/ports";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../sqlite/temporary-folder.fixture.ts";
import { createFileBlobStore } from "./blob-store.ts";
import { serveFiles } from "./serve-files.fixture.ts";
import { createUrlSigner, loadSigningKey } from "./signer.ts";

async function open() {
  const folder = temporaryFolder();
  const time = { now: Date.now() };
  let baseUrl = "";
  const signer = createUrlSigner({
    key: loadSigningKey(join(folder, "secrets", "url-signing.key")),
    clock: { now: () => time.now },
    baseUrl: () => baseUrl,
  });
  const blobs = await createFileBlobStore(join(folder, "blobs"), signer);
  const server = await serveFiles({ blobs, signer });
  onTestFinished(server.close);
  baseUrl = server.baseUrl;
  const put = async (key: string, text: string) => {
    await blobs.put(key, new TextEncoder().encode(text));
    return blobs.signedReadUrl(key, { expiresInSeconds: 60 });
  };
  return { folder, time, signer, blobs, baseUrl, put };
}

const code = async (response: Response) => ((await response.json()) as { code: string }).code;

describe("the file route", () => {
  it("serves files so that a browser shows images, saves the rest and runs nothing", async () => {
    const { put } = await open();
    const expected = [
      ["a/image.png", "image/png", "inline"],
      ["a/photo.JPG", "image/jpeg", "inline"],
      ["a/rows.csv", "text/csv; charset=utf-8", "attachment"],
      ["a/page.html", "application/octet-stream", "attachment"],
      ["a/drawing.svg", "application/octet-stream", "attachment"],
      ["a/none", "application/octet-stream", "attachment"],
    ] as const;
    for (const [key, type, disposition] of expected) {
      const response = await fetch(await put(key, "<script>"));
      const { headers } = response;
      expect(await response.text()).toBe("<script>");
      expect(headers.get("content-type")).toBe(type);
      expect(headers.get("content-disposition")).toBe(disposition);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cache-control")).toBe("private");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    }
  });

  it.each([
    [undefined, 200, "0123456789", null],
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=-3", 206, "789", "bytes 7-9/10"],
    ["bytes=-30", 206, "0123456789", "bytes 0-9/10"],
    ["bytes=5-99", 206, "56789", "bytes 5-9/10"],
    ["bytes=1-2,4-5", 200, "0123456789", null],
    ["bytes=4-2", 200, "0123456789", null],
    ["lines=1-2", 200, "0123456789", null],
    ["bytes=10-", 416, undefined, "bytes */10"],
    ["bytes=-0", 416, undefined, "bytes */10"],
  ])("answers the range %s with %i", async (range, status, body, contentRange) => {
    const { put } = await open();
    const url = await put("digits.txt", "0123456789");
    const headers = range === undefined ? {} : { range };
    const response = await fetch(url, { headers });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-range")).toBe(contentRange);
    if (body === undefined) expect(await code(response)).toBe("range-not-satisfiable");
    else expect(await response.text()).toBe(body);
    const head = await fetch(url, { method: "HEAD", headers });
    expect(head.status).toBe(status);
    if (body !== undefined) expect(head.headers.get("content-length")).toBe(String(body.length));
    expect(await head.text()).toBe("");
  });

  it("serves an empty file", async () => {
    const { put } = await open();
    const response = await fetch(await put("empty.txt", ""));
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  it("refuses with problems that name their code", async () => {
    const { put, time, blobs, baseUrl } = await open();
    const url = await put("a.txt", "a");
    const gone = await blobs.signedReadUrl("gone.txt", { expiresInSeconds: 60 });
    const upload = await blobs.signedUploadUrl("up.txt", { expiresInSeconds: 60, maxBytes: 3 });
    const refused = async (status: number, expected: string, request: Promise<Response>) => {
      const response = await request;
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await response.json()).toEqual({
        type: expect.stringContaining(expected),
        title: expect.any(String),
        detail: expect.any(String),
        status,
        code: expected,
      });
      expect(response.status).toBe(status);
    };
    await refused(404, "not-found", fetch(gone));
    await refused(403, "signature-invalid", fetch(`${url}&expires=99999999999`));
    await refused(403, "signature-invalid", fetch(`${baseUrl}/files/a.txt`));
    await refused(405, "method-not-allowed", fetch(url, { method: "DELETE" }));
    await refused(413, "payload-too-large", fetch(upload, { method: "PUT", body: "1234" }));
    const created = await fetch(upload, { method: "PUT", body: "123" });
    expect(created.status).toBe(201);
    await refused(409, "already-uploaded", fetch(upload, { method: "PUT", body: "456" }));
    time.now += 62_000;
    await refused(403, "url-expired", fetch(url));
    await refused(403, "url-expired", fetch(upload, { method: "PUT", body: "1" }));
  });

  it("leads nowhere outside its folder, not even with a signature for the path", async () => {
    const { signer, baseUrl } = await open();
    const paths = [
      "../secrets/url-signing.key",
      "..%2fsecrets%2furl-signing.key",
      "a/%2e%2e/b",
      ".tmp/x",
      "%00",
      "",
    ];
    for (const path of paths) {
      const signed = signer.sign({ method: "GET", key: path, expiresInSeconds: 60 });
      const target = signed.slice(baseUrl.length);
      // Over a socket: fetch would tidy the path up. What the server tidies up itself has another signature then.
      expect(await rawStatus(baseUrl, target), path).toBeOneOf([403, 404]);
    }
  });

  it("keeps nothing of an upload whose sender goes away", async () => {
    const { blobs, folder } = await open();
    const url = new URL(await blobs.signedUploadUrl("up.bin", { expiresInSeconds: 60, maxBytes: 1_000_000 }));
    const temporary = () => readdirSync(join(folder, "blobs", ".tmp"));
    const socket = connect(Number(url.port), url.hostname);
    socket.write(`PUT ${url.pathname}${url.search} HTTP/1.1\r\nhost: x\r\ncontent-length: 500000\r\n\r\n`);
    socket.write("x".repeat(100_000));
    await expect.poll(temporary).toHaveLength(1);
    socket.destroy();
    await expect.poll(temporary).toEqual([]);
    expect(await blobs.head("up.bin")).toBeUndefined();
    expect((await fetch(url, { method: "PUT", body: "whole" })).status).toBe(201);
  });
});

async function rawStatus(baseUrl: string, target: string): Promise<number> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  socket.end(`GET ${target} HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`);
  let answer = "";
  for await (const chunk of socket) answer += chunk;
  return Number(answer.split(" ")[1]);
}

describe("the blob folder", () => {
  it("is rid of what a killed process left half-written", async () => {
    const { folder, signer } = await open();
    const leftover = join(folder, "blobs", ".tmp", "half");
    writeFileSync(leftover, "half");
    await createFileBlobStore(join(folder, "blobs"), signer);
    expect(readdirSync(join(folder, "blobs", ".tmp"))).toEqual([]);
  });

  it("shows only files whose names are keys", async () => {
    const { folder, blobs, put } = await open();
    await put("a/b.txt", "b");
    for (const name of [".DS_Store", "with space.txt", "a/_x"])
      writeFileSync(join(folder, "blobs", name), "");
    mkdirSync(join(folder, "blobs", "empty"));
    expect((await blobs.list("")).items.map(({ key }) => key)).toEqual(["a/b.txt"]);
  });

  it("refuses a key under a blob, and one that is a folder of blobs", async () => {
    const { blobs, put } = await open();
    await put("a", "a");
    await put("b/c", "c");
    await expect(put("a/b", "x")).rejects.toThrow(InvalidBlobKeyError);
    await expect(blobs.put("b", new Uint8Array(), { overwrite: true })).rejects.toThrow(InvalidBlobKeyError);
    await expect(put("b", "x")).rejects.toThrow();
    expect([await blobs.read("a/b"), await blobs.read("b")]).toEqual([undefined, undefined]);
    await blobs.delete(["b"]);
    expect(await blobs.head("b/c")).toBeDefined();
  });
});

describe("the signing key", () => {
  it("is made once, for its owner only, and never replaced", () => {
    const file = join(temporaryFolder(), "secrets", "url-signing.key");
    const key = loadSigningKey(file);
    expect(key).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(Buffer.compare(loadSigningKey(file), key)).toBe(0);
    writeFileSync(file, "short");
    expect(() => loadSigningKey(file)).toThrow(expect.objectContaining({ code: "signing-key-invalid" }));
    expect(readFileSync(file, "utf8")).toBe("short");
  });
});
