import { setTimeout } from "node:timers/promises";
import { GeneratorError, type ImageGenerator } from "@assetql/core/ports";
import sharp from "sharp";

/**
 * A generator with moods, all decided by the request's seed: it takes 40 to 160 ms, fails one call in eight, and
 * draws another picture for another seed.
 */
export async function createMoodyGenerator(): Promise<ImageGenerator> {
  return {
    id: "moody",
    version: "1",
    describe: () => ({ title: "Moody", costPerImageUsd: 0, isDraft: true, typicalSeconds: 0.05 }),
    async generate({ seed, width, height, signal }) {
      await setTimeout(40 + (seed % 121), undefined, { signal });
      if (seed % 8 === 0) throw new GeneratorError("transient", "Not in the mood.");
      const [r, g, b] = [seed & 255, (seed >> 8) & 255, (seed >> 16) & 255];
      const image = await sharp({ create: { width, height, channels: 3, background: { r, g, b } } })
        .png()
        .toBuffer();
      return { image, mime: "image/png", seed, model: "moody", attribution: [] };
    },
    async close() {},
  };
}
