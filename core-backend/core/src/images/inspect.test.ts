import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { ImageRefusedError } from "../ports/index.ts";
import { assertExtensionFits, sniffFormat } from "./door.ts";
import { admitImage, inspectImage } from "./inspect.ts";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 40, b: 10, alpha: 0.5 } } });

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ImageRefusedError)) throw new Error(`not refused: ${String(error)}`);
  expect(error.message).toMatch(/\.$/);
  return error.code;
};

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A grey PNG whose few bytes unpack to `width` x `height` pixels. */
function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.alloc(1_000_000), { level: 9 });
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

describe("admitImage", () => {
  it.each(["png", "jpeg", "webp", "gif", "tiff", "avif"] as const)(
    "lets a %s in, as a PNG without metadata",
    async (format) => {
      const bytes = await picture(90, 60)
        .withExif({ IFD0: { Copyright: "somebody" } })
        .toFormat(format)
        .toBuffer();
      const { png, width, height, sha256, features } = await admitImage(bytes);
      const metadata = await sharp(png).metadata();
      expect(metadata).toMatchObject({ format: "png", width: 90, height: 60, channels: 3 });
      expect(metadata.exif).toBeUndefined();
      expect([width, height]).toEqual([90, 60]);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(features.palette.length).toBeGreaterThan(0);
    },
  );

  it("turns a picture the way its camera held it", async () => {
    const bytes = await picture(90, 60).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await admitImage(bytes)).toMatchObject({ width: 60, height: 90 });
  });

  it("refuses what is no picture format of ours", async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    for (const bytes of [svg, Buffer.from("%PDF-1.7"), Buffer.from("hello"), Buffer.alloc(0)]) {
      expect(await codeOf(admitImage(bytes))).toBe("image-format-unsupported");
    }
  });

  it("refuses a damaged picture", async () => {
    const png = await picture(300, 300).png().toBuffer();
    const cut = png.subarray(0, png.length - 60);
    const flipped = Buffer.from(png);
    flipped.fill(0x55, 60, 140);
    expect(await codeOf(admitImage(cut))).toBe("image-corrupt");
    expect(await codeOf(admitImage(flipped))).toBe("image-corrupt");
  });

  it("refuses a bomb by its header, without unpacking it", async () => {
    expect(await codeOf(admitImage(bomb(20_000, 15_000)))).toBe("image-too-many-pixels");
  });

  it("refuses a file over the limit", async () => {
    expect(await codeOf(admitImage(Buffer.alloc(25_000_001)))).toBe("image-too-large");
  });
});

describe("inspectImage", () => {
  it("keeps a PNG's bytes and makes a thumbnail that fits into 256", async () => {
    const bytes = await picture(800, 400).png().toBuffer();
    const { png, thumbnail, width, height } = await inspectImage(bytes);
    expect(png).toBe(bytes);
    expect([width, height]).toEqual([800, 400]);
    expect(await sharp(thumbnail).metadata()).toMatchObject({ format: "jpeg", width: 256, height: 128 });
  });

  it("turns another format into a PNG", async () => {
    const { png } = await inspectImage(await picture(64, 64).flatten().jpeg().toBuffer());
    expect(sniffFormat(png)).toBe("png");
  });
});

describe("assertExtensionFits", () => {
  it("tells what the bytes are when the name says otherwise", async () => {
    const jpeg = await picture(8, 8).flatten().jpeg().toBuffer();
    expect(() => assertExtensionFits("logo.png", jpeg)).toThrow(
      "its bytes are JPEG. If that is right, name it .jpg.",
    );
    expect(() => assertExtensionFits("logo.JPEG", jpeg)).not.toThrow();
    expect(() => assertExtensionFits("logo", jpeg)).not.toThrow();
  });
});
