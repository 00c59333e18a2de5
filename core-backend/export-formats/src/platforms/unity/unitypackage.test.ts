import { PassThrough, Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { Parser, type ReadEntry } from "tar";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../package-documents.ts";
import { packageFileType } from "../../package-file-type.ts";
import { exportAndRead, makeAsset, makeJob, noisePng, smoothPng, stuckSink } from "../../test-support.ts";
import type { ExportJob, ExportOptions } from "../../types.ts";
import { writePackage } from "../../write-package.ts";

const FOLDER = "Assets/AssetQL/Spring mugs";
const png = await smoothPng(64, 48);
const attributed = { id: "g", version: "1", model: "m", isDraft: false, attribution: ["Made with M"] };
const assets = () => [
  makeAsset(png, { sku: "NF-MUG-014", generator: attributed }),
  makeAsset(png, { assetId: "as_2", title: "Tasse grün" }),
];

interface UnityEntry {
  /** `asset`, `asset.meta`, `pathname`, in the order of the tar. */
  names: string[];
  parts: Map<string, Buffer>;
}

/** What is in the package by GUID, read with another library than the one that wrote it. */
async function readUnityPackage(job: ExportJob) {
  const sink = new PassThrough();
  const [summary, bytes] = await Promise.all([writePackage(job, sink), buffer(sink)]);
  const entries = new Map<string, UnityEntry>();
  const headers: ReadEntry[] = [];
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      headers.push(entry);
      const [guid = "", name = "", ...rest] = entry.path.split("/");
      expect([rest, entry.type]).toEqual([[], "File"]);
      const chunks: Buffer[] = [];
      const known = entries.get(guid) ?? { names: [], parts: new Map<string, Buffer>() };
      known.names.push(name);
      entries.set(guid, known);
      entry.on("data", (chunk: Buffer) => chunks.push(chunk));
      entry.on("end", () => known.parts.set(name, Buffer.concat(chunks)));
    },
  });
  await new Promise<void>((resolve, reject) => {
    parser.on("end", resolve);
    parser.on("error", reject);
    parser.end(bytes);
  });
  const byPath = new Map(
    [...entries].map(([guid, entry]) => [
      entry.parts.get("pathname")?.toString("utf8") ?? "",
      { guid, ...entry },
    ]),
  );
  return { summary, bytes, entries, headers, byPath };
}

const job = (options: ExportOptions = {}) =>
  makeJob(assets(), { options: { container: "unitypackage", ...options } });

describe("the .unitypackage", () => {
  it.each(["png", "tga"] as const)(
    "has every %s of the ZIP with the same GUID, .meta and bytes",
    async (textureFormat) => {
      const { byPath } = await readUnityPackage(job({ textureFormat }));
      const { files, text } = await exportAndRead(makeJob(assets(), { options: { textureFormat } }));

      const metas = [...files.keys()].filter((path) => path.endsWith(".meta"));
      expect(metas).toHaveLength(6);
      for (const metaPath of metas) {
        const path = metaPath.slice(0, -".meta".length);
        const entry = byPath.get(path);
        expect([path, entry?.guid]).toEqual([path, /^guid: (.*)$/m.exec(text(metaPath))?.[1]]);
        expect(entry?.parts.get("asset.meta")?.toString()).toBe(text(metaPath));
        expect([path, entry?.parts.get("asset")]).toEqual([path, files.get(path)]);
        const isFolder = !files.has(path);
        expect([path, entry?.names]).toEqual([
          path,
          isFolder ? ["asset.meta", "pathname"] : ["asset", "asset.meta", "pathname"],
        ]);
      }
    },
  );

  it("carries its README, manifest and attribution as text assets of the batch's folder", async () => {
    const { byPath, entries, summary, bytes } = await readUnityPackage(job());
    const documents = ["README.txt", "manifest.json", "ATTRIBUTION.txt", "assetql-mapping.json"];
    const textures = ["Textures/NF-MUG-014.png", "Textures/Tasse grun.png"];
    const folders = ["Assets/AssetQL", FOLDER, `${FOLDER}/Textures`];
    expect([...byPath.keys()].sort()).toEqual(
      [...folders, ...[...documents, ...textures].map((name) => `${FOLDER}/${name}`)].sort(),
    );
    for (const guid of entries.keys()) expect(guid).toMatch(/^[0-9a-f]{32}$/);
    expect(entries.size).toBe(byPath.size);
    expect(byPath.get(`${FOLDER}/README.txt`)?.parts.get("asset.meta")?.toString()).toContain(
      "TextScriptImporter:",
    );
    expect(byPath.get(`${FOLDER}/README.txt`)?.parts.get("asset")?.toString()).toContain(
      "Import Package, Custom Package",
    );
    expect(byPath.get(`${FOLDER}/ATTRIBUTION.txt`)?.parts.get("asset")?.toString()).toBe("Made with M\n");
    expect(summary).toEqual({ files: 3 + 2 * 6, assets: 2, bytes: bytes.length, problems: [] });
  });

  it("lists every file and .meta in its manifest with size and SHA-256", async () => {
    const { byPath } = await readUnityPackage(job());
    const manifest = JSON.parse(byPath.get(`${FOLDER}/manifest.json`)!.parts.get("asset")!.toString());
    const listed: { path: string; bytes: number; sha256: string }[] = [
      ...manifest.documents,
      ...manifest.assets.flatMap((asset: { files: unknown[] }) => asset.files),
    ];
    const contents = new Map<string, Buffer>();
    for (const [path, { parts }] of byPath) {
      contents.set(`${path}.meta`, parts.get("asset.meta")!);
      if (parts.has("asset")) contents.set(path, parts.get("asset")!);
    }
    contents.delete(`${FOLDER}/manifest.json`);
    expect(listed.map(({ path }) => path).sort()).toEqual([...contents.keys()].sort());
    for (const { path, bytes, sha256: hash } of listed) {
      expect([path, bytes, hash]).toEqual([path, contents.get(path)!.length, sha256(contents.get(path)!)]);
    }
  });

  it("has nothing in it that depends on the time or the machine", async () => {
    const { bytes, headers } = await readUnityPackage(job());
    // RFC 1952: magic, deflate, no flags, no time; the last byte says "unknown system".
    expect([...bytes.subarray(0, 8)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
    expect(bytes[9]).toBe(255);
    for (const { mtime, mode, uid, gid, uname, gname } of headers) {
      expect([mtime?.getTime(), mode, uid, gid, uname ?? "", gname ?? ""]).toEqual([0, 0o644, 0, 0, "", ""]);
    }
    const tar = gunzipSync(bytes);
    expect(tar.length % 512).toBe(0);
    expect(tar.subarray(-1024).every((byte) => byte === 0)).toBe(true);
  });

  it("reads no further ahead than a few images when the sink is slow", async () => {
    const noise = await noisePng(400, 400);
    let reads = 0;
    const many = Array.from({ length: 60 }, (_, n) =>
      makeAsset(noise, {
        assetId: `as_${n}`,
        read: async () => {
          reads += 1;
          return noise;
        },
      }),
    );
    const controller = new AbortController();
    const changes = { options: { container: "unitypackage" }, signal: controller.signal } as const;
    const writing = writePackage(makeJob(many, changes), stuckSink());
    while (reads < 3) await setImmediate();
    for (const _turn of Array.from({ length: 3000 })) await setImmediate();
    controller.abort();
    await expect(writing).rejects.toMatchObject({ code: "aborted" });
    expect(reads).toBeLessThanOrEqual(6);
  });

  it("fails with the sink", async () => {
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error("ENOSPC")) });
    await expect(writePackage(job(), full)).rejects.toMatchObject({
      code: "sink-failed",
      cause: { message: "ENOSPC" },
    });
  });
});

describe("packageFileType", () => {
  it("is .unitypackage only where that was asked for", () => {
    expect(packageFileType("unity", { container: "unitypackage" })).toEqual({
      extension: "unitypackage",
      contentType: "application/gzip",
    });
    for (const platform of ["unity", "social"] as const) {
      expect(packageFileType(platform, {})).toEqual({ extension: "zip", contentType: "application/zip" });
    }
  });
});
