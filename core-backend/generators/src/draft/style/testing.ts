import sharp from "sharp";
import { createRandom } from "../random.ts";

/** Kinds of reference a test can draw in milliseconds, each far from the others in medium and colour. */
export type TestStyle = "flat" | "pixels" | "lines" | "grain";

const SIZE = 256;

/** Draws one reference of a kind; another `seed` draws another picture of the same kind. */
export function drawReference(style: TestStyle, seed: number): Promise<Uint8Array> {
  const random = createRandom(seed);
  switch (style) {
    case "flat":
      return svg(
        `<rect width="256" height="256" fill="#8fd3f4"/><rect y="170" width="256" height="86" fill="#0b7a75"/><circle cx="${90 + 80 * random()}" cy="130" r="60" fill="#ff5a4f"/><rect x="20" y="30" width="60" height="24" fill="#ffd166"/>`,
      );
    case "pixels":
      return pixels(random);
    case "lines":
      return svg(
        `<rect width="256" height="256" fill="#10337a"/><g stroke="#fff" stroke-width="1.4" fill="none">${Array.from({ length: 12 }, (_, i) => `<path d="M0 ${i * 22}H256M${i * 22} 0V256"/>`).join("")}<circle cx="${100 + 60 * random()}" cy="120" r="60"/></g>`,
      );
    case "grain":
      return grain(random);
  }
}

async function svg(body: string): Promise<Uint8Array> {
  const markup = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}">${body}</svg>`;
  return sharp(Buffer.from(markup)).png({ compressionLevel: 1 }).toBuffer();
}

const COLOURS = [
  [32, 24, 64],
  [88, 40, 120],
  [240, 160, 80],
  [60, 190, 110],
];

async function pixels(random: () => number): Promise<Uint8Array> {
  const cells = 32;
  const data = Buffer.alloc(cells * cells * 3);
  for (let i = 0; i < cells * cells; i++) {
    const inside = Math.hypot((i % cells) - 16, Math.floor(i / cells) - 18) < 8;
    data.set(COLOURS[inside ? 2 + Math.floor(random() * 2) : Math.floor(random() * 2)] ?? [], i * 3);
  }
  return sharp(data, { raw: { width: cells, height: cells, channels: 3 } })
    .resize(SIZE, SIZE, { kernel: "nearest" })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

async function grain(random: () => number): Promise<Uint8Array> {
  const data = Buffer.alloc(SIZE * SIZE * 3);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const inside = Math.hypot(x - 128, y - 140) < 70;
      const noise = (random() - 0.5) * 46;
      const base = inside ? [190, 120, 40] : [70 + y / 6, 50 + y / 6, 40];
      data.set(
        base.map((value) => Math.min(255, Math.max(0, value + noise))),
        (y * SIZE + x) * 3,
      );
    }
  }
  return sharp(data, { raw: { width: SIZE, height: SIZE, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}
