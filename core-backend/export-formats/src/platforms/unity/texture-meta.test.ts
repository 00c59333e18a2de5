import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { readMeta } from "../../test-support.ts";
import { folderMeta, textMeta, unityGuid } from "./meta.ts";
import { type TextureImport, textureMeta, UNITY_TEXTURE_SIZES } from "./texture-meta.ts";

const GUID = unityGuid("Assets/AssetQL/Mugs/Textures/mug.png");
const sprite: TextureImport = {
  width: 640,
  height: 480,
  textureType: "sprite",
  pixelsPerUnit: 100,
  filterMode: "bilinear",
};
const importerOf = (changes: Partial<TextureImport> = {}) =>
  readMeta(textureMeta(GUID, { ...sprite, ...changes })).TextureImporter;

describe("a texture's .meta", () => {
  it("of a sprite: one sprite, no mipmaps, any size, clamped", () => {
    expect(importerOf()).toMatchObject({
      serializedVersion: "11",
      textureType: "8",
      spriteMode: "1",
      mipmaps: { enableMipMap: "0" },
      alphaIsTransparency: "1",
      nPOTScale: "0",
      maxTextureSize: "2048",
      spritePixelsToUnits: "100",
      spritePivot: { x: "0.5", y: "0.5" },
      textureSettings: { filterMode: "1", wrapU: "1", wrapV: "1", wrapW: "1" },
      spriteSheet: { spriteID: "5e97eb03825dee720800000000000000", sprites: [] },
    });
    expect(importerOf()).not.toHaveProperty("spritePackingTag");
  });

  it("of a texture: mipmaps, the nearest power of two, repeated", () => {
    expect(importerOf({ textureType: "texture", filterMode: "trilinear" })).toMatchObject({
      textureType: "0",
      spriteMode: "0",
      mipmaps: { enableMipMap: "1" },
      alphaIsTransparency: "1",
      nPOTScale: "1",
      textureSettings: { filterMode: "2", wrapU: "0", wrapV: "0", wrapW: "0" },
      spriteSheet: { spriteID: "" },
    });
  });

  it.each([
    ["sprite", "repeat", "0"],
    ["texture", "clamp", "1"],
  ] as const)("of a %s takes another wrap mode: %s", (textureType, wrapMode, wrapU) => {
    expect(importerOf({ textureType, wrapMode })).toMatchObject({ textureSettings: { wrapU } });
  });

  it.each([
    [1, "2048"],
    [2048, "2048"],
    [2049, "4096"],
    [9000, "16384"],
    [20_000, "16384"],
  ])("never lets Unity shrink %i pixels further than it must", (height, size) => {
    expect(importerOf({ height })).toMatchObject({
      maxTextureSize: size,
      platformSettings: [{ buildTarget: "DefaultTexturePlatform", maxTextureSize: size }],
    });
  });

  it.each(UNITY_TEXTURE_SIZES)("lets Unity shrink to %i where that was asked for", (maxSize) => {
    expect(importerOf({ maxSize })).toMatchObject({ maxTextureSize: String(maxSize) });
  });

  it("carries a packing tag of any characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 30 }), (tag) => {
        const text = textureMeta(GUID, { ...sprite, packingTag: tag });
        expect(text).toMatch(/^[\n -~]+$/);
        expect(readMeta(text).TextureImporter).toMatchObject({ spritePackingTag: tag.toWellFormed() });
        expect(readMeta(text).guid).toBe(GUID);
      }),
    );
    expect(importerOf({ packingTag: "" })).not.toHaveProperty("spritePackingTag");
  });
});

describe("the GUID in a .meta", () => {
  // Numbers to a YAML reader that guesses: digits alone, an exponent, octal, and one with a leading zero.
  it.each([
    "12345678901234567890123456789012",
    "1e100000000000000000000000000000",
    "00000000000000000000000000000017",
    "abcdefabcdefabcdefabcdefabcdefab",
  ])("is written as Unity writes it and read as text: %s", (guid) => {
    const text = textureMeta(guid, sprite);
    expect(text.split("\n").slice(0, 3)).toEqual([
      "fileFormatVersion: 2",
      `guid: ${guid}`,
      "TextureImporter:",
    ]);
    expect(readMeta(text).guid).toBe(guid);
  });

  it.each(["", GUID.toUpperCase(), GUID.slice(1), `${GUID}\n`, `${GUID.slice(1)}\nx: y`, "{fileID: 1}"])(
    "is nothing but 32 lower-case hex digits: %j is refused",
    (guid) => {
      expect(() => textureMeta(guid, sprite)).toThrow(RangeError);
    },
  );
});

describe.each([
  ["folder", folderMeta("Assets/AssetQL/Mugs")],
  ["text", textMeta("Assets/AssetQL/Mugs/assetql-mapping.json")],
  ["sprite", textureMeta(GUID, { ...sprite, packingTag: "Mugs" })],
  ["texture", textureMeta(GUID, { ...sprite, textureType: "texture" })],
])("the .meta of a %s", (_kind, text) => {
  it("is YAML without a warning, with a value or a block behind every key", () => {
    const document = parseDocument(text, { version: "1.1", strict: true, uniqueKeys: true });
    expect([document.errors, document.warnings]).toEqual([[], []]);
    // What Unity writes: no carriage returns, no tabs, one line break at the end.
    expect(text).toMatch(/^[\n -~]*[^\n]\n$/);
    expect(readMeta(text)).toMatchObject({
      fileFormatVersion: "2",
      guid: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it("ends its importer as Unity does", () => {
    const importer = Object.entries(readMeta(text)).find(([key]) => key.endsWith("Importer"))?.[1];
    expect(importer).toMatchObject({ userData: "", assetBundleName: "", assetBundleVariant: "" });
  });
});
