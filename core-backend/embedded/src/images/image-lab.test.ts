import { crc32, deflateSync } from "node:zlib";
import { ImageRefusedError } from "@assetql/core/ports";
import { describe, expect, it, onTestFinished } from "vitest";
import { createImageLab, type ImageLabOptions, ImageWorkerError } from "./image-lab.ts";

function open(options: ImageLabOptions = {}) {
  const lab = createImageLab({ threads: 1, ...options });
  onTestFinished(() => lab.close());
  return lab;
}

/** A blue PNG of 40 x 30 pixels. */
function picture(): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(40, 0);
  header.writeUInt32BE(30, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(120, Buffer.of(0x33, 0x66, 0x99))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: 30 }, () => row)));
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return new Uint8Array(
    Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]),
  );
}

const magic = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 3)).toString("hex");

describe("the image lab", () => {
  it("admits and inspects in a thread, leaving the caller its bytes", async () => {
    const lab = open();
    const bytes = picture();
    const before = Uint8Array.from(bytes);
    const admitted = await lab.admit(bytes);
    expect(admitted).toMatchObject({
      width: 40,
      height: 30,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(magic(admitted.png)).toBe("89504e");
    expect(bytes).toEqual(before);
    const inspected = await lab.inspect(bytes);
    expect(inspected.png).toEqual(before);
    expect(magic(inspected.thumbnail)).toBe("ffd8ff");
    expect(Object.keys(inspected.features)).toEqual(Object.keys(admitted.features));
  });

  it("refuses as the door refuses, across threads", async () => {
    const lab = open();
    const refusal = lab.admit(new TextEncoder().encode("not an image"));
    await expect(refusal).rejects.toThrow(ImageRefusedError);
    await expect(refusal).rejects.toMatchObject({ code: "image-format-unsupported" });
    const broken = picture().subarray(0, 60);
    await expect(lab.inspect(broken)).rejects.toThrow(ImageRefusedError);
  });

  it("says so when a thread dies, and goes on with another", async () => {
    const lab = open({ worker: new URL("./dying-worker.fixture.ts", import.meta.url) });
    const results = await Promise.allSettled(
      ["exit", "fine", "throw", "fine"].map((word) => lab.admit(Buffer.from(word))),
    );
    const [exit, first, thrown, second] = results;
    expect(exit).toMatchObject({ reason: expect.any(ImageWorkerError) });
    expect(thrown).toMatchObject({
      reason: { code: "image-worker-died", message: expect.stringContaining("no luck") },
    });
    expect([first?.status, second?.status]).toEqual(["fulfilled", "fulfilled"]);
  });
});
