import { setTimeout } from "node:timers/promises";
import type { ImageGenerator } from "@assetql/core/ports";
import sharp from "sharp";

/** A prepared image with some detail, so that decoding and scoring it cost what a real one does. */
export async function preparedImage(size: number): Promise<Uint8Array> {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 18 };
  const detail = await sharp({
    create: { width: size, height: size, channels: 3, noise, background: "#808080" },
  })
    .png()
    .toBuffer();
  const shapes = `<svg width="${size}" height="${size}" viewBox="0 0 100 100">
    <rect width="100" height="100" fill="#2b6c8f" opacity=".6"/>
    <circle cx="50" cy="45" r="28" fill="#e8b04a"/><path d="M10 90 L50 30 L90 90Z" fill="#7a2f3d"/></svg>`;
  return sharp(detail)
    .composite([{ input: Buffer.from(shapes) }])
    .png({ compressionLevel: 6 })
    .toBuffer();
}

export interface FixedGenerator extends ImageGenerator {
  /** Most calls that were under way at the same time. */
  readonly peak: () => number;
}

/** A generator of fixed latency that returns the same image every time. */
export function createFixedGenerator(options: { image: Uint8Array; latencyMs: number }): FixedGenerator {
  let running = 0;
  let peak = 0;
  return {
    id: "fixed",
    version: "1",
    describe: () => ({
      title: "Fixed",
      costPerImageUsd: 0.01,
      isDraft: false,
      typicalSeconds: options.latencyMs / 1000,
    }),
    async generate({ seed, signal }) {
      running += 1;
      peak = Math.max(peak, running);
      try {
        if (options.latencyMs > 0) await setTimeout(options.latencyMs, undefined, { signal });
        return { image: options.image, mime: "image/png", seed, model: "fixed", attribution: [] };
      } finally {
        running -= 1;
      }
    },
    async close() {},
    peak: () => peak,
  };
}
