import { createHash } from "node:crypto";
import type { GenerationRequest, StyleReference } from "@assetql/core/ports";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDraftGenerator, type DraftGenerator } from "./generator.ts";
import { drawReference, type TestStyle } from "./style/testing.ts";

let generator: DraftGenerator;
const styles = new Map<TestStyle, GenerationRequest["style"]>();

beforeAll(async () => {
  generator = createDraftGenerator({ threads: 1 });
  for (const id of ["flat", "pixels", "lines", "grain"] as const) {
    styles.set(id, {
      id,
      references: [reference(await drawReference(id, 1)), reference(await drawReference(id, 2))],
    });
  }
});
afterAll(() => generator.close());

function reference(bytes: Uint8Array): StyleReference {
  return { sha256: createHash("sha256").update(bytes).digest("hex"), bytes: async () => bytes };
}

function request(style: TestStyle, changes: Partial<GenerationRequest> = {}): GenerationRequest {
  return {
    prompt: "a ceramic mug",
    width: 256,
    height: 256,
    steps: 30,
    guidanceScale: 7.5,
    seed: 1,
    quality: "draft",
    style: styles.get(style)!,
    signal: new AbortController().signal,
    ...changes,
  };
}

async function pixelsOf(png: Uint8Array): Promise<{ data: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(3);
  return { data, width: info.width, height: info.height };
}

describe("createDraftGenerator", () => {
  it.each(["flat", "pixels", "lines", "grain"] as const)(
    "draws %s the same for the same seed, another for another",
    async (style) => {
      const one = await generator.generate(request(style));
      const again = await generator.generate(request(style));
      const other = await generator.generate(request(style, { seed: 2 }));
      expect(Buffer.compare(one.image, again.image)).toBe(0);
      expect(Buffer.compare(one.image, other.image)).not.toBe(0);
    },
  );

  it("gives the same bytes in another pool", async () => {
    const elsewhere = createDraftGenerator({ threads: 1 });
    const there = await elsewhere.generate(request("grain"));
    await elsewhere.close();
    const here = await generator.generate(request("grain"));
    expect(Buffer.compare(here.image, there.image)).toBe(0);
  });

  it.each([
    ["grain", 1024, 256],
    ["flat", 2048, 1024],
    ["pixels", 300, 701],
    ["pixels", 500, 333],
    ["lines", 64, 128],
  ] as const)("draws %s at %i x %i", async (style, width, height) => {
    const { image, mime } = await generator.generate(request(style, { width, height }));
    const metadata = await sharp(image).metadata();
    expect([metadata.width, metadata.height, metadata.format, mime]).toEqual([
      width,
      height,
      "png",
      "image/png",
    ]);
  });

  it("tells what it drew and whom to credit", async () => {
    const drawn = await generator.generate(request("flat"));
    expect(drawn.draft).toEqual({ subject: "ceramic mug", matched: true, icon: "coffee-mug" });
    expect(drawn.attribution).toEqual([expect.stringMatching(/game-icons\.net, CC BY 3\.0.*altered/)]);
    const fox = await generator.generate(request("flat", { prompt: "a fox" }));
    expect(fox.attribution).toEqual(drawn.attribution);
    expect(generator.describe()).toMatchObject({ isDraft: true, costPerImageUsd: 0 });
  });

  it("draws our own pictures without credit to anyone", async () => {
    const drawn = await generator.generate(request("flat", { prompt: "an oak chopping board" }));
    expect(drawn.draft).toEqual({ subject: "oak chopping board", matched: true, icon: "chopping-board" });
    expect(drawn.attribution).toEqual([]);
  });

  it("draws an abstract form, without credit to anyone, when nothing fits", async () => {
    const drawn = await generator.generate(request("flat", { prompt: "quarterly synergy" }));
    expect(drawn.draft.matched).toBe(false);
    expect(drawn.attribution).toEqual([]);
  });

  it("fills more than half of the frame with the subject, in clear contrast", async () => {
    const { image } = await generator.generate(
      request("flat", { prompt: "a red mug", width: 200, height: 200 }),
    );
    const { data, width } = await pixelsOf(image);
    const reds: number[] = [];
    for (let i = 0; i < data.length; i += 3) {
      if (data[i]! > 150 && data[i + 1]! < 110 && data[i + 2]! < 110) reds.push((i / 3) % width);
    }
    expect(Math.max(...reds) - Math.min(...reds)).toBeGreaterThan(width * 0.5);
  });

  it("carries the badge in the lower left, legible and in the font's own letters", async () => {
    const { image } = await generator.generate(request("grain", { width: 512, height: 512 }));
    const { data, width } = await pixelsOf(image);
    let badge = 0;
    let letters = 0;
    for (let y = 478; y < 498; y++) {
      for (let x = 16; x < 70; x++) {
        const at = (y * width + x) * 3;
        if (data[at]! < 80 && data[at + 1]! < 80) badge++;
        if (data[at]! > 220 && data[at + 1]! > 180 && data[at + 2]! < 140) letters++;
      }
    }
    expect(badge).toBeGreaterThan(400);
    expect(letters).toBeGreaterThan(60);
  });

  it("rejects what cannot be drawn with a stable code", async () => {
    const codeOf = (changes: Partial<GenerationRequest>): Promise<string> =>
      generator.generate(request("flat", changes)).then(
        () => "drawn",
        (error: { code: string }) => error.code,
      );
    const broken = { id: "broken", references: [reference(new Uint8Array([1, 2, 3]))] };
    expect(await codeOf({ style: broken })).toBe("reference-unreadable");
    expect(await codeOf({ style: { id: "none", references: [] } })).toBe("no-references");
    expect(await codeOf({ width: 20 })).toBe("size-out-of-range");
    expect(await codeOf({ height: 99.5 })).toBe("size-out-of-range");
    expect(await codeOf({ signal: AbortSignal.abort() })).toBe("aborted");
  });

  it("stops waiting at once when cancelled, and draws on afterwards", async () => {
    const controller = new AbortController();
    const running = generator.generate(request("grain", { seed: 77, signal: controller.signal }));
    const queued = generator.generate(request("grain", { seed: 78, signal: controller.signal }));
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: "aborted" });
    await expect(queued).rejects.toMatchObject({ code: "aborted" });
    await expect(generator.generate(request("grain"))).resolves.toMatchObject({ seed: 1 });
  });

  it("refuses to draw once closed, and may be closed twice", async () => {
    const closing = createDraftGenerator({ threads: 1 });
    await closing.close();
    await closing.close();
    await expect(closing.generate(request("flat"))).rejects.toMatchObject({ code: "closed" });
  });
});
