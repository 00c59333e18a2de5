import type { ImageGenerator } from "@assetql/core/ports";
import sharp from "sharp";
import { preparedImage } from "../support/fixed-generator.ts";

const HUES = [0, 25, 60, 120, 180, 240];

/** Ready images in turn, each further from the first one's colours, so that style scores differ. It takes no time. */
export async function createVariedGenerator(): Promise<ImageGenerator & { readonly reference: Uint8Array }> {
  const reference = await preparedImage(256);
  const images = await Promise.all(HUES.map((hue) => sharp(reference).modulate({ hue }).png().toBuffer()));
  let made = 0;
  return {
    id: "varied",
    version: "1",
    reference,
    describe: () => ({ title: "Varied", costPerImageUsd: 0.02, isDraft: false, typicalSeconds: 1 }),
    async generate({ seed }) {
      const image = images[made % images.length] ?? reference;
      made += 1;
      return { image, mime: "image/png", seed, model: "varied", attribution: [] };
    },
    async close() {},
  };
}
