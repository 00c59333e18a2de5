import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHome, openApiHome, problemOf } from "./api-home.ts";

let home: ApiHome;
beforeAll(async () => {
  home = await openApiHome();
});
afterAll(() => home.dispose());

async function refusalOf(name: string, bytes: Uint8Array): Promise<string[]> {
  const form = new FormData();
  form.set("name", "Hostile");
  form.append("references", new Blob([Uint8Array.from(home.image)]), "good.png");
  form.append("references", new Blob([Uint8Array.from(bytes)]), name);
  const response = await home.send("POST", "/api/v1/styles", { key: home.keys.creator, body: form });
  expect(response.status).toBe(422);
  const { code, detail } = await problemOf(response);
  expect(detail).toContain(`"${name}"`);
  return [code, detail];
}

/** A GIF header that announces 60,000 x 60,000 pixels, and next to nothing behind it. */
const giantGif = Buffer.concat([
  Buffer.from("GIF89a"),
  Buffer.from([0x60, 0xea, 0x60, 0xea, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
  Buffer.from([0x2c, 0, 0, 0, 0, 0x60, 0xea, 0x60, 0xea, 0, 2, 2, 0x4c, 1, 0, 0x3b]),
]);

describe("a reference image that is", () => {
  it("an SVG is refused", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>';
    expect((await refusalOf("logo.svg", Buffer.from(svg)))[0]).toBe("image-format-unsupported");
  });

  it("an archive, or compressed zeros, under the name of a PNG is refused", async () => {
    const zeros = deflateSync(Buffer.alloc(20_000_000));
    expect((await refusalOf("a.png", zeros))[0]).toBe("image-format-unsupported");
    expect((await refusalOf("b.png", Buffer.from("PK\u0003\u0004")))[0]).toBe("image-format-unsupported");
  });

  it("a decompression bomb is refused by the size it announces", async () => {
    expect((await refusalOf("bomb.gif", giantGif))[0]).toBe("image-too-many-pixels");
  });

  it("another format than its name says is refused, with the name it should have", async () => {
    const jpeg = await sharp(home.image).jpeg().toBuffer();
    const [code, detail] = await refusalOf("photo.png", jpeg);
    expect(code).toBe("image-format-unsupported");
    expect(detail).toContain("name it .jpg");
  });

  it("cut off, or damaged within, is refused", async () => {
    expect((await refusalOf("cut.png", home.image.subarray(0, home.image.length / 2)))[0]).toBe(
      "image-corrupt",
    );
    const damaged = Buffer.from(home.image);
    const middle = Math.floor(damaged.length / 2);
    damaged.fill(0x5a, middle, middle + 200);
    expect((await refusalOf("damaged.png", damaged))[0]).toBe("image-corrupt");
  });

  it("refused leaves no style behind", async () => {
    const response = await home.send("GET", "/api/v1/styles", { key: home.keys.viewer });
    expect(await response.json()).toEqual({ items: [] });
  });
});
