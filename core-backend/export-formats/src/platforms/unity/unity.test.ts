import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { exportAndRead, makeAsset, makeJob, noisePng, smoothPng } from "../../test-support.ts";
import { unityGuid } from "./meta.ts";

const FOLDER = "Assets/AssetQL/Spring mugs";
const png = await smoothPng(64, 48);

/** `key: value` lines of a .meta as `parent.key` → value; enough YAML for what Unity writes. */
function readMeta(text: string): Map<string, string> {
  const values = new Map<string, string>();
  const parents: { indent: number; key: string }[] = [];
  for (const line of text.split("\n").slice(0, -1)) {
    const match = /^( *(?:- )?)([A-Za-z]+):(?: (.*))?$/.exec(line);
    if (!match) throw new Error(`not a line of a .meta: ${JSON.stringify(line)}`);
    const [, lead = "", key = "", value] = match;
    const indent = lead.length;
    while ((parents.at(-1)?.indent ?? -1) >= indent) parents.pop();
    values.set([...parents.map((parent) => parent.key), key].join("."), value ?? "");
    parents.push({ indent, key });
  }
  return values;
}

describe("the Unity package", () => {
  it("has a .meta with a GUID of its own for every file and every folder under Assets", async () => {
    const { files, text } = await exportAndRead(
      makeJob([makeAsset(png, { sku: "NF-MUG-014" }), makeAsset(png, { assetId: "as_2", title: "Red mug" })]),
    );
    const inAssets = [...files.keys()].filter((path) => path.startsWith("Assets/"));
    const metas = new Set(inAssets.filter((path) => path.endsWith(".meta")));
    const imported = inAssets.filter((path) => !path.endsWith(".meta"));
    const folders = new Set(
      imported.flatMap((path) => path.split("/").map((_, n, all) => all.slice(0, n).join("/"))),
    );
    const wanted = [...imported, ...folders].filter((path) => path !== "" && path !== "Assets");

    expect([...metas].sort()).toEqual(wanted.map((path) => `${path}.meta`).sort());
    const guids = [...metas].map((path) => readMeta(text(path)).get("guid"));
    expect(new Set(guids).size).toBe(metas.size);
    for (const guid of guids) expect(guid).toMatch(/^[0-9a-f]{32}$/);
    expect(readMeta(text(`${FOLDER}/Textures.meta`)).get("folderAsset")).toBe("yes");
    expect(readMeta(text(`${FOLDER}/assetql-mapping.json.meta`)).has("TextScriptImporter")).toBe(true);
  });

  it("imports textures as single sprites with the settings asked for", async () => {
    const { text } = await exportAndRead(
      makeJob([makeAsset(png, { sku: "NF-MUG-014" })], {
        options: { pixelsPerUnit: 32, filterMode: "point" },
      }),
    );
    const meta = readMeta(text(`${FOLDER}/Textures/NF-MUG-014.png.meta`));
    const settings = {
      "TextureImporter.serializedVersion": "11",
      "TextureImporter.textureType": "8",
      "TextureImporter.spriteMode": "1",
      "TextureImporter.mipmaps.enableMipMap": "0",
      "TextureImporter.alphaIsTransparency": "1",
      "TextureImporter.nPOTScale": "0",
      "TextureImporter.spritePixelsToUnits": "32",
      "TextureImporter.textureSettings.filterMode": "0",
      "TextureImporter.textureSettings.wrapU": "1",
      "TextureImporter.textureSettings.wrapV": "1",
      "TextureImporter.spriteSheet.spriteID": "5e97eb03825dee720800000000000000",
    };
    for (const [key, value] of Object.entries(settings)) expect([key, meta.get(key)]).toEqual([key, value]);
  });

  it("carries the PNG unchanged and maps it to its asset", async () => {
    const asset = makeAsset(png, {
      sku: "NF-MUG-014",
      style: { profileId: "st_1", name: "Nordic", score: 0.91, encoder: { id: "clip", version: "1" } },
    });
    const { files, text } = await exportAndRead(makeJob([asset]));
    const path = `${FOLDER}/Textures/NF-MUG-014.png`;
    expect(files.get(path)?.equals(png)).toBe(true);
    const [entry] = JSON.parse(text(`${FOLDER}/assetql-mapping.json`)).assets;
    expect(entry).toMatchObject({
      assetId: "as_1",
      path,
      guid: readMeta(text(`${path}.meta`)).get("guid"),
      sku: "NF-MUG-014",
      prompt: "a blue mug, soft light",
      tags: ["mug", "blue"],
      styleScore: 0.91,
      spriteFileId: 21300000,
    });
  });

  it("keeps a path's GUID for ever", () => {
    expect(unityGuid("Assets/AssetQL/Spring mugs/Textures/NF-MUG-014.png")).toBe(
      "40494729801dfc689a33b4acfa34c085",
    );
  });

  it("doesn't use a folder name that means something to Unity", async () => {
    const { files } = await exportAndRead(makeJob([makeAsset(png)], { batchName: "Editor" }));
    expect(files.has("Assets/AssetQL/Editor-batch/Textures/Blue mug.png")).toBe(true);
  });

  it("lets Unity import what is larger than its default limit at full size", async () => {
    const wide = await smoothPng(2100, 4);
    const { text } = await exportAndRead(makeJob([makeAsset(wide)]));
    const meta = readMeta(text(`${FOLDER}/Textures/Blue mug.png.meta`));
    expect(meta.get("TextureImporter.maxTextureSize")).toBe("4096");
  });

  it("writes uncompressed TGA on request, pixel for pixel", async () => {
    const source = await sharp(await noisePng(5, 3))
      .ensureAlpha(0.5)
      .png()
      .toBuffer();
    const { files, manifest } = await exportAndRead(
      makeJob([makeAsset(source)], { options: { textureFormat: "tga" } }),
    );
    const tga = files.get(`${FOLDER}/Textures/Blue mug.tga`)!;
    expect(decodeTga(tga)).toEqual({ width: 5, height: 3, rgba: await sharp(source).raw().toBuffer() });
    expect(tga.length).toBe(18 + 5 * 3 * 4 + 26);
    expect(manifest.assets[0]!.files.at(-1)).toMatchObject({
      contentType: "image/x-tga",
      width: 5,
      height: 3,
    });
  });
});

/**
 * Uncompressed true-colour TGA as its specification has it (Truevision TGA 2.0): written from the format, not from our
 * encoder, so it takes either origin, 24 and 32 bits, an image id and a colour map to skip.
 */
function decodeTga(tga: Buffer): { width: number; height: number; rgba: Buffer } {
  const view = new DataView(tga.buffer, tga.byteOffset, tga.byteLength);
  const [idLength, hasColourMap, imageType] = [view.getUint8(0), view.getUint8(1), view.getUint8(2)];
  if (imageType !== 2) throw new Error(`image type ${imageType} is not uncompressed true colour`);
  const colourMapBytes = hasColourMap * view.getUint16(5, true) * Math.ceil(view.getUint8(7) / 8);
  const [width, height] = [view.getUint16(12, true), view.getUint16(14, true)];
  const [depth, descriptor] = [view.getUint8(16), view.getUint8(17)];
  if (depth !== 24 && depth !== 32) throw new Error(`${depth} bits a pixel`);
  if ((descriptor & 0x0f) !== (depth === 32 ? 8 : 0)) throw new Error("wrong number of alpha bits");
  if ((descriptor & 0xd0) !== 0) throw new Error("right to left, or interleaved");
  const isTopDown = (descriptor & 0x20) !== 0;
  const rgba = Buffer.alloc(width * height * 4);
  let at = 18 + idLength + colourMapBytes;
  for (let row = 0; row < height; row += 1) {
    const y = isTopDown ? row : height - 1 - row;
    for (let x = 0; x < width; x += 1) {
      const [blue, green, red] = [view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2)];
      const alpha = depth === 32 ? view.getUint8(at + 3) : 255;
      rgba.set([red, green, blue, alpha], (y * width + x) * 4);
      at += depth / 8;
    }
  }
  // The footer: offsets of two areas that aren't there, and the signature.
  const footer = tga.subarray(at);
  if (footer.length !== 26 || footer.readBigUInt64LE(0) !== 0n) throw new Error("not the footer of TGA 2.0");
  if (footer.subarray(8).toString("latin1") !== "TRUEVISION-XFILE.\0") throw new Error("no signature");
  return { width, height, rgba };
}
