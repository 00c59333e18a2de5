import { decodeTga } from "@lunapaint/tga-codec";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { exportAndRead, makeAsset, makeJob, noisePng, readMeta, smoothPng } from "../../test-support.ts";
import { unityGuid } from "./meta.ts";

const FOLDER = "Assets/AssetQL/Spring mugs";
const png = await smoothPng(64, 48);

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
    const guids = [...metas].map((path) => readMeta(text(path)).guid);
    expect(new Set(guids).size).toBe(metas.size);
    for (const guid of guids) expect(guid).toMatch(/^[0-9a-f]{32}$/);
    expect(readMeta(text(`${FOLDER}/Textures.meta`)).folderAsset).toBe("yes");
    expect(readMeta(text(`${FOLDER}/assetql-mapping.json.meta`))).toHaveProperty("TextScriptImporter");
  });

  it("imports textures as single sprites with the settings asked for", async () => {
    const { text } = await exportAndRead(
      makeJob([makeAsset(png, { sku: "NF-MUG-014" })], {
        options: { pixelsPerUnit: 32, filterMode: "point" },
      }),
    );
    const meta = readMeta(text(`${FOLDER}/Textures/NF-MUG-014.png.meta`));
    expect(meta.TextureImporter).toMatchObject({
      textureType: "8",
      spriteMode: "1",
      spritePixelsToUnits: "32",
      textureSettings: { filterMode: "0", wrapU: "1" },
    });
  });

  it("imports textures as such where that was asked for, and maps them without a sprite", async () => {
    const { text } = await exportAndRead(makeJob([makeAsset(png)], { options: { textureType: "texture" } }));
    const path = `${FOLDER}/Textures/Blue mug.png`;
    expect(readMeta(text(`${path}.meta`)).TextureImporter).toMatchObject({
      textureType: "0",
      mipmaps: { enableMipMap: "1" },
    });
    const [entry] = JSON.parse(text(`${FOLDER}/assetql-mapping.json`)).assets;
    expect(entry).toMatchObject({ path, guid: unityGuid(path) });
    expect(entry).not.toHaveProperty("spriteFileId");
    expect(text("README.txt")).toContain("imported as textures");
  });

  it.each(["png", "tga"] as const)(
    "makes each %s as small as maxLongSide says, none larger",
    async (format) => {
      const [wide, small] = [await noisePng(90, 30), await noisePng(20, 20)];
      const assets = [makeAsset(wide, { sku: "WIDE" }), makeAsset(small, { assetId: "as_2", sku: "SMALL" })];
      const options = { maxLongSide: 60, textureFormat: format };
      const { manifest, text, files } = await exportAndRead(makeJob(assets, { options }));
      const sizes = manifest.assets.map(({ files }) => [files.at(-1)?.width, files.at(-1)?.height]);
      expect(sizes).toEqual([
        [60, 20],
        [20, 20],
      ]);
      const { assets: mapped } = JSON.parse(text(`${FOLDER}/assetql-mapping.json`));
      expect(mapped).toMatchObject([
        { width: 60, height: 20 },
        { width: 20, height: 20 },
      ]);
      if (format === "png") expect(files.get(`${FOLDER}/Textures/SMALL.png`)?.equals(small)).toBe(true);
    },
  );

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
      guid: readMeta(text(`${path}.meta`)).guid,
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
    const { TextureImporter } = readMeta(text(`${FOLDER}/Textures/Blue mug.png.meta`));
    expect(TextureImporter).toMatchObject({ maxTextureSize: "4096" });
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
    const { image } = await decodeTga(tga, { strictMode: true });
    expect([image.width, image.height]).toEqual([5, 3]);
    expect((await sharp(source).raw().toBuffer()).equals(image.data)).toBe(true);
    expect(manifest.assets[0]!.files.at(-1)).toMatchObject({
      contentType: "image/x-tga",
      width: 5,
      height: 3,
    });
  });
});
