import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Editor, withoutMono } from "./disk-program.ts";
import { metaOf, Project } from "./project.ts";

describe.skipIf(withoutMono)("the import settings in a .meta", () => {
  let project: Project;
  let editor: Editor;
  let folder: string;

  beforeAll(async () => {
    project = await Project.make();
    editor = await project.open();
    folder = await mkdtemp(join(tmpdir(), "assetql-meta-"));
  });
  afterAll(async () => {
    await project?.remove();
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  const sprite = metaOf("0123456789abcdef".repeat(2));
  const texture = sprite
    .replace("  textureType: 8", "  textureType: 0")
    .replace("  spriteMode: 1", "  spriteMode: 0");

  /** The .meta afterwards, one letter a byte. */
  async function patched(meta: string, settings: Readonly<Record<string, unknown>>): Promise<string> {
    const file = join(folder, "x.png.meta");
    await writeFile(file, meta, "latin1");
    await editor.ask({ do: "patch", file, settings });
    return readFile(file, "latin1");
  }

  it.each([
    ["nothing", {}, sprite, sprite],
    [
      "what is so already",
      { textureType: "sprite", pixelsPerUnit: 100, filterMode: "bilinear" },
      sprite,
      sprite,
    ],
    ["the filter", { filterMode: "point" }, sprite, sprite.replace("filterMode: 1", "filterMode: 0")],
    ["the pixels", { pixelsPerUnit: 16 }, sprite, sprite.replace("PixelsToUnits: 100", "PixelsToUnits: 16")],
    ["to a sprite", { textureType: "sprite" }, texture, sprite],
    ["to a texture", { textureType: "texture" }, sprite, sprite.replace("textureType: 8", "textureType: 0")],
    [
      "back to what has no word",
      { textureType: "unity:7" },
      sprite,
      sprite.replace("textureType: 8", "textureType: 7"),
    ],
    [
      "sprites of a sheet, which stay several",
      { textureType: "sprite" },
      texture.replace("spriteMode: 0", "spriteMode: 2"),
      sprite.replace("spriteMode: 1", "spriteMode: 2"),
    ],
    [
      "lines of Windows and bytes that are no UTF-8",
      { filterMode: "trilinear", pixelsPerUnit: 0.5 },
      `${sprite.replaceAll("\n", "\r\n")}# \xff\xfe \r\n`,
      `${sprite.replaceAll("\n", "\r\n")}# \xff\xfe \r\n`
        .replace("filterMode: 1", "filterMode: 2")
        .replace("PixelsToUnits: 100", "PixelsToUnits: 0.5"),
    ],
    [
      "a setting that is not there yet",
      { pixelsPerUnit: 16, filterMode: "point" },
      "fileFormatVersion: 2\nguid: 0\nTextureImporter:\n  textureSettings:\n    aniso: 1\n  alignment: 0\n",
      "fileFormatVersion: 2\nguid: 0\nTextureImporter:\n  spritePixelsToUnits: 16\n  textureSettings:\n    filterMode: 0\n    aniso: 1\n  alignment: 0\n",
    ],
  ])("change by %s, and nothing else does", async (_what, settings, before, after) => {
    expect(await patched(before, settings)).toBe(after);
  });

  it("are not those of a platform, nor of another importer", async () => {
    const other = "fileFormatVersion: 2\nguid: 0\nDefaultImporter:\n  userData: \n";

    await expect(patched(other, { filterMode: "point" })).rejects.toMatchObject({ code: "file-changed" });
    await expect(patched(sprite, { filterMode: "blurry" })).rejects.toMatchObject({ code: "params-invalid" });
    expect(await readFile(join(folder, "x.png.meta"), "latin1")).toBe(sprite);
  });
});
