import { createHash } from "node:crypto";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import {
  EXPORT_PLATFORMS,
  type ExportAsset,
  type ExportOptions,
  type ExportPlatform,
  writePackage,
} from "@assetql/export-formats";
import sharp from "sharp";

interface PackageKind {
  platform: ExportPlatform;
  options: ExportOptions;
}

const unity = (options: ExportOptions): PackageKind => ({ platform: "unity", options });

/** By the name of their file: each platform's, and Unity's with whatever changes its bytes. */
export const samplePackages: Readonly<Record<string, PackageKind>> = {
  ...Object.fromEntries(EXPORT_PLATFORMS.map((platform) => [`${platform}.zip`, { platform, options: {} }])),
  "tga.zip": unity({ textureFormat: "tga", textureType: "texture", filterMode: "point", pixelsPerUnit: 32 }),
  "small.unitypackage": unity({ container: "unitypackage", maxLongSide: 20 }),
  "png.unitypackage": unity({ container: "unitypackage" }),
  "tga.unitypackage": unity({ container: "unitypackage", textureFormat: "tga", textureType: "texture" }),
};

/** What a locale could spell or order in its own way is among the names: a dotted İ, an ı, an ä, capitals. */
const TITLES = ["Island", "island", "İzmir tile", "ıssız", "Äpfel & Birnen", "Zebra", "10 € coin"];

/** A package of seven small images, with times, tags and columns in it. */
export async function writeSamplePackage({ platform, options }: PackageKind): Promise<Buffer> {
  const sink = new PassThrough();
  const job = {
    platform,
    options,
    batchName: "Iron & Ink",
    exportId: "ex_1",
    assets: sampleAssets(),
    signal: new AbortController().signal,
  };
  const [, bytes] = await Promise.all([writePackage(job, sink), buffer(sink)]);
  return bytes;
}

async function* sampleAssets(): AsyncGenerator<ExportAsset> {
  for (const [n, title] of TITLES.entries()) yield sampleAsset(title, n);
}

async function sampleAsset(title: string, n: number): Promise<ExportAsset> {
  const png = await samplePng(n);
  return {
    assetId: `as_${n}`,
    version: 1,
    ...(n % 2 === 0 ? {} : { sku: `IT-${n}` }),
    title,
    altText: `${title}, drawn in ink`,
    tags: ["Ink", "ink wash", "ïle"],
    prompt: `${title}, soft light`,
    seed: n * 1_000_003,
    generator: { id: "draft", version: "1.0.0", model: "draft", attribution: ["Made with M"], isDraft: true },
    style: { profileId: "st_1", name: "Iron", score: 0.1 + n / 7, encoder: { id: "clip", version: "1" } },
    width: 48,
    height: 32,
    metadata: { price: "1234.5", brand: "IĞDIR" },
    createdAt: Date.UTC(2026, 0, 31, 23, 30, n),
    sha256: createHash("sha256").update(png).digest("hex"),
    read: async () => png,
  };
}

/** A translucent gradient of its own for every `n`. */
export function samplePng(n: number): Promise<Buffer> {
  const [width, height] = [48, 32];
  const data = Buffer.from(
    Array.from({ length: width * height }, (_, at) => [
      at % 256,
      (at * 3) % 256,
      (n * 30) % 256,
      255 - (at % 200),
    ]).flat(),
  );
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}
