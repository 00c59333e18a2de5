import { PassThrough, Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import Papa from "papaparse";
import sharp from "sharp";
import { parse as parseYaml } from "yaml";
import yauzl from "yauzl";
import { sha256 } from "./package-documents.ts";
import type { ExportAsset, ExportJob, ExportSummary } from "./types.ts";
import { writePackage } from "./write-package.ts";

/** A PNG with smooth colours, so that JPEGs of it are small and their pixels predictable. */
export function smoothPng(width: number, height: number): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    data.set([(255 * x) / width, (255 * y) / height, 128], at * 3);
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

/** A PNG of noise, the same for the same size: the worst case for a JPEG. */
export function noisePng(width: number, height: number): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3);
  let state = 1;
  for (let at = 0; at < data.length; at += 1) {
    // Numerical Recipes' linear congruential generator; its high byte is random enough.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[at] = state >>> 24;
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

export function makeAsset(png: Uint8Array, changes: Partial<ExportAsset> = {}): ExportAsset {
  return {
    assetId: "as_1",
    version: 1,
    title: "Blue mug",
    altText: "A blue mug on a wooden table",
    tags: ["mug", "blue"],
    prompt: "a blue mug, soft light",
    seed: 42,
    generator: { id: "draft", version: "1.0.0", model: "draft", attribution: [], isDraft: false },
    width: 64,
    height: 64,
    metadata: {},
    createdAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    sha256: sha256(png),
    read: async () => png,
    ...changes,
  };
}

export async function* inOrder<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

export function makeJob(assets: Iterable<ExportAsset>, changes: Partial<ExportJob> = {}): ExportJob {
  return {
    platform: "unity",
    batchName: "Spring mugs",
    exportId: "ex_1",
    assets: inOrder(assets),
    options: {},
    signal: new AbortController().signal,
    ...changes,
  };
}

/** A sink that takes about `bytes` and then never says that it is ready for more. */
export function stuckSink(bytes = 1): Writable {
  return new Writable({ highWaterMark: bytes, write: () => {} });
}

export interface WrittenPackage {
  summary: ExportSummary;
  zip: Buffer;
  files: Map<string, Buffer>;
  manifest: Manifest;
  text(path: string): string;
  csv(path: string): Record<string, string>[];
}

/** A .meta as Unity takes it: YAML 1.1 whose scalars are text. */
export function readMeta(text: string): Record<string, unknown> {
  const meta: unknown = parseYaml(text, { version: "1.1", schema: "failsafe" });
  if (typeof meta !== "object" || meta === null) throw new Error(`not a .meta: ${JSON.stringify(text)}`);
  return { ...meta };
}

interface Manifest {
  taxonomy?: { unmapped: string; unmappedCategories: string[]; unmappedTags: string[] };
  problems: { code: string; assetId: string; detail: string }[];
  documents: { path: string; bytes: number; sha256: string }[];
  assets: {
    assetId: string;
    files: {
      path: string;
      role: string;
      contentType: string;
      bytes: number;
      sha256: string;
      width?: number;
      height?: number;
      quality?: number;
      enlarged?: number;
    }[];
  }[];
}

/** Exports `job` and reads the ZIP back with another library than the one that wrote it. */
export async function exportAndRead(job: ExportJob): Promise<WrittenPackage> {
  const sink = new PassThrough();
  const [summary, zip] = await Promise.all([writePackage(job, sink), buffer(sink)]);
  const files = await readZip(zip);
  const text = (path: string) => {
    const bytes = files.get(path);
    if (!bytes) throw new Error(`no ${path} in ${[...files.keys()].join(", ")}`);
    return bytes.toString("utf8");
  };
  return {
    summary,
    zip,
    files,
    manifest: JSON.parse(text("manifest.json")),
    text,
    csv: (path) =>
      Papa.parse<Record<string, string>>(text(path), { header: true, skipEmptyLines: true }).data,
  };
}

/** Every file of a ZIP. yauzl refuses escaping paths and wrong sizes; the CRC-32 is checked here. */
async function readZip(zip: Buffer): Promise<Map<string, Buffer>> {
  const archive = await yauzl.fromBufferPromise(zip, { lazyEntries: true });
  const files = new Map<string, Buffer>();
  for await (const entry of archive.eachEntry()) {
    const bytes = await buffer(await archive.openReadStreamPromise(entry));
    if (crc32(bytes) !== entry.crc32) throw new Error(`wrong CRC-32 for ${entry.fileName}`);
    files.set(entry.fileName, bytes);
  }
  return files;
}
