import { createHash } from "node:crypto";
import type { ImageGenerator } from "@assetql/core/ports";
import sharp from "sharp";

const SIDE = 384;

/** What a prompt says that shall have an image of quite another style. */
export const offStyle = "as a barcode";

/** Draws at once: a picture of its own for every prompt and seed, alike in style but for those {@link offStyle}. */
export const quickGenerator: ImageGenerator = {
  id: "quick",
  version: "1",
  describe: () => ({ title: "Quick", costPerImageUsd: 0.02, isDraft: false, typicalSeconds: 1 }),
  async generate({ prompt, seed }) {
    const image = await (prompt.includes(offStyle) ? bars() : drawn(`${prompt} ${seed}`));
    return { image, mime: "image/png", seed, model: "quick-1", attribution: [] };
  },
  async close() {},
};

/** Soft hills and a round thing, placed by the text. */
export async function drawn(text: string): Promise<Uint8Array> {
  const [hue = 0, x = 0, y = 0, size = 0, slope = 0] = createHash("sha256").update(text).digest();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 100 100">
    <rect width="100" height="100" fill="hsl(${30 + hue / 8},60%,88%)"/>
    <circle cx="${20 + x / 4.5}" cy="${18 + y / 8}" r="${8 + size / 20}" fill="hsl(${hue * 1.4},55%,60%)"/>
    <path d="M0 ${70 - slope / 16} Q50 ${45 + slope / 10} 100 72 V100 H0Z" fill="hsl(${150 + hue / 6},30%,55%)"/>
    <path d="M0 84 Q40 ${70 + x / 20} 100 88 V100 H0Z" fill="hsl(${160 + hue / 6},34%,38%)"/></svg>`;
  return new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer());
}

async function bars(): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 96 96">
    <rect width="96" height="96" fill="white"/>
    <path d="M6 0V96 M22 0V96 M30 0V96 M54 0V96 M78 0V96 M90 0V96" stroke="black" stroke-width="8"/></svg>`;
  return new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer());
}
