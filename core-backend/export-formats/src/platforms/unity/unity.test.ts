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
        options: { unity: { pixelsPerUnit: 32, filterMode: "point" } },
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
    const opaque = await noisePng(5, 3);
    const source = await sharp(opaque).ensureAlpha(0.5).png().toBuffer();
    const { files } = await exportAndRead(
      makeJob([makeAsset(source)], { options: { unity: { textureFormat: "tga" } } }),
    );
    const tga = files.get(`${FOLDER}/Textures/Blue mug.tga`)!;
    const rgba = await sharp(source).raw().toBuffer();

    expect([tga[2], tga.readUInt16LE(12), tga.readUInt16LE(14), tga[16], tga[17]]).toEqual([
      2, 5, 3, 32, 0x28,
    ]);
    expect(tga.subarray(-18).toString("latin1")).toBe("TRUEVISION-XFILE.\0");
    expect(tga.length).toBe(18 + 5 * 3 * 4 + 26);
    for (let pixel = 0; pixel < 15; pixel += 1) {
      const [b, g, r, a] = tga.subarray(18 + pixel * 4, 22 + pixel * 4);
      expect([r, g, b, a]).toEqual([...rgba.subarray(pixel * 4, pixel * 4 + 4)]);
    }
  });
});
