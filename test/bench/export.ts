/**
 * `npm run bench:export [-- --json]`: images per second of a whole export ÷ those of a bare sharp loop that decodes
 * each image once and makes the same renditions; and the memory that exports of 10,000 assets take.
 * `npm run bench:export -- --assets N [--json]`: the memory alone, with N assets.
 */

import { createHash } from "node:crypto";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { type ExportAsset, writePackage } from "@assetql/export-formats";
import sharp from "sharp";
import { preparedImage } from "../support/fixed-generator.ts";
import { exportMemory } from "./export-memory.ts";
import { type Figure, report, rounded } from "./report.ts";

const IMAGES = 60;
const ROUNDS = 4;
/** Longest sides and quality of the Shopify package. */
const SIDES = [256, 800, 1024];
const QUALITY = 86;

const image = await preparedImage(1024);
const sha256 = createHash("sha256").update(image).digest("hex");

async function* assets(): AsyncGenerator<ExportAsset> {
  for (let index = 0; index < IMAGES; index++) {
    yield {
      assetId: `ast_${String(index).padStart(4, "0")}`,
      version: 1,
      sku: `SKU-${index}`,
      title: `Mug ${index}`,
      altText: "A mug",
      tags: [],
      prompt: "A mug",
      seed: index,
      generator: { id: "bench", version: "1", model: "bench", attribution: [], isDraft: false },
      width: 1024,
      height: 1024,
      metadata: {},
      createdAt: 0,
      sha256,
      read: async () => image,
    };
  }
}

const nowhere = () =>
  new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });

async function exportAll(): Promise<void> {
  const signal = new AbortController().signal;
  const job = { platform: "shopify", batchName: "Bench", exportId: "exp_0001", options: {}, signal } as const;
  const { assets: written } = await writePackage({ ...job, assets: assets() }, nowhere());
  if (written !== IMAGES) throw new Error(`Only ${written} of ${IMAGES} images were exported`);
}

async function bareLoop(): Promise<void> {
  for (let index = 0; index < IMAGES; index++) {
    const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: 3 } as const;
    await Promise.all(
      SIDES.map((side) =>
        sharp(data, { raw })
          .resize(side, side, { fit: "inside", withoutEnlargement: true })
          .jpeg({ quality: QUALITY })
          .toBuffer(),
      ),
    );
  }
}

async function imagesPerSecond(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return IMAGES / ((performance.now() - start) / 1000);
}

async function throughput(): Promise<Figure> {
  await exportAll();
  await bareLoop();
  const ours: number[] = [];
  const bare: number[] = [];
  // In turns, so that a noisy machine disturbs both alike.
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await imagesPerSecond(exportAll));
    bare.push(await imagesPerSecond(bareLoop));
  }
  const ratio = Math.max(...ours) / Math.max(...bare);
  return {
    name: "images per second of a Shopify package ÷ a bare sharp loop",
    ratio: rounded(ratio),
    goal: ">= 0.9",
    pass: ratio >= 0.9,
    detail: {
      exportPerSecond: rounded(Math.max(...ours)),
      barePerSecond: rounded(Math.max(...bare)),
      images: IMAGES,
    },
  };
}

const { values } = parseArgs({ options: { assets: { type: "string" }, json: { type: "boolean" } } });
const memory = await exportMemory(Number(values.assets ?? 10_000));
report("export", values.assets === undefined ? [await throughput(), ...memory] : memory);
