import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { Writable } from "node:stream";
import {
  type ExportAsset,
  type ExportOptions,
  type ExportPlatform,
  writePackage,
} from "@assetql/export-formats";
import sharp from "sharp";
import { type Figure, rounded } from "./report.ts";

interface Case {
  readonly title: string;
  readonly platform: ExportPlatform;
  readonly options: ExportOptions;
}

const cases: readonly Case[] = [
  { title: "Unity ZIP", platform: "unity", options: {} },
  { title: "Unity .unitypackage", platform: "unity", options: { container: "unitypackage" } },
  { title: "Shopify", platform: "shopify", options: {} },
];

/** Of an image of noise: 250 kB as a PNG, so that 10,000 of them are 2.5 GB. */
const SIDE = 288;
/** Exported first, so that what Node and sharp take once is in the start. */
const WARM_UP_ASSETS = 200;
const SAMPLE_EVERY_MS = 20;
/** What is left is what is known of each asset and file, and what the collector hasn't got to yet. */
const GOAL = 0.25;
/** Three are prepared at a time while one is written. */
const MOST_IMAGES_AT_ONCE = 4;

interface Measurement {
  readonly writtenBytes: number;
  readonly seconds: number;
  /** Above the start, in bytes. */
  readonly peakRss: number;
  readonly peakHeapAndExternal: number;
  /** Images read whose asset was not behind us yet. */
  readonly imagesAtOnce: number;
}

/** The most memory that an export of `assets` assets takes, per kind of package: each in a process of its own. */
export async function exportMemory(assets: number): Promise<Figure[]> {
  if (!Number.isInteger(assets) || assets < 1) throw new Error("--assets takes a whole number above 0");
  const figures: Figure[] = [];
  for (const [index, { title }] of cases.entries()) {
    const measured = await inOwnProcess([String(index), String(assets)]);
    const ratio = measured.peakRss / measured.writtenBytes;
    figures.push({
      name: `${title} of ${assets} assets: peak memory above the start ÷ bytes written`,
      ratio: rounded(ratio),
      goal: `<= ${GOAL}`,
      pass: ratio <= GOAL && measured.imagesAtOnce <= MOST_IMAGES_AT_ONCE,
      detail: {
        peakRssMb: megabytes(measured.peakRss),
        peakHeapAndExternalMb: megabytes(measured.peakHeapAndExternal),
        writtenMb: megabytes(measured.writtenBytes),
        imagesAtOnce: measured.imagesAtOnce,
        assets,
        seconds: rounded(measured.seconds, 1),
      },
    });
  }
  return figures;
}

const megabytes = (bytes: number): number => rounded(bytes / 1e6, 1);

async function inOwnProcess(args: readonly string[]): Promise<Measurement> {
  const child = spawn(process.execPath, ["--expose-gc", import.meta.filename, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  for await (const chunk of child.stdout) output += String(chunk);
  return JSON.parse(output);
}

async function measure({ platform, options }: Case, count: number): Promise<Measurement> {
  const source = await createSource();
  const run = (assets: number, onProgress = (_done: number) => {}) =>
    writePackage(
      {
        platform,
        options,
        batchName: "Bench",
        exportId: "exp_0001",
        signal: new AbortController().signal,
        assets: source.assets(assets),
        onProgress,
      },
      nowhere(),
    );
  await run(WARM_UP_ASSETS);
  globalThis.gc?.();
  const start = process.memoryUsage();
  source.reads = 0;
  const peak = { rss: 0, held: 0, images: 0 };
  const sample = () => {
    const { rss, heapUsed, external } = process.memoryUsage();
    peak.rss = Math.max(peak.rss, rss - start.rss);
    peak.held = Math.max(peak.held, heapUsed + external - start.heapUsed - start.external);
  };
  const sampling = setInterval(sample, SAMPLE_EVERY_MS);
  const startedAt = performance.now();
  const { bytes, assets } = await run(count, (done) => {
    peak.images = Math.max(peak.images, source.reads - done + 1);
  });
  sample();
  clearInterval(sampling);
  if (assets !== count) throw new Error(`Only ${assets} of ${count} assets were exported`);
  return {
    writtenBytes: bytes,
    seconds: (performance.now() - startedAt) / 1000,
    peakRss: peak.rss,
    peakHeapAndExternal: peak.held,
    imagesAtOnce: peak.images,
  };
}

/** Assets whose every read gives bytes of its own, as reading files does. */
async function createSource() {
  const image = await noise();
  const sha256 = createHash("sha256").update(image).digest("hex");
  const source = {
    reads: 0,
    async *assets(count: number): AsyncGenerator<ExportAsset> {
      for (let index = 0; index < count; index++) {
        yield {
          assetId: `ast_${String(index).padStart(26, "0")}`,
          version: 1,
          sku: `SKU-${index}`,
          title: `Mug ${index}`,
          altText: "A blue mug on a wooden table, soft light from the left",
          category: "Mugs",
          tags: ["mug", "blue", "wood", "kitchen"],
          prompt: `A product photo of mug ${index}, blue glaze, on a wooden table, soft light from the left`,
          seed: index,
          generator: { id: "bench", version: "1", model: "bench", attribution: [], isDraft: false },
          width: SIDE,
          height: SIDE,
          metadata: { colour: "blue", price: "12.50" },
          createdAt: 0,
          sha256,
          read: async () => {
            source.reads += 1;
            return Buffer.from(image);
          },
        };
      }
    },
  };
  return source;
}

function noise(): Promise<Buffer> {
  const kind = { type: "gaussian" as const, mean: 128, sigma: 60 };
  return sharp({ create: { width: SIDE, height: SIDE, channels: 3, noise: kind, background: "#808080" } })
    .png()
    .toBuffer();
}

function nowhere(): Writable {
  // Taken a turn later, as by a file or a socket: the export has to wait for it.
  return new Writable({ write: (_chunk, _encoding, done) => void setImmediate(done) });
}

if (import.meta.main) {
  const chosen = cases[Number(process.argv[2])];
  if (chosen === undefined) throw new Error("There is no such case");
  console.log(JSON.stringify(await measure(chosen, Number(process.argv[3]))));
}
