import { readFile } from "node:fs/promises";
import { folderMeta, isSafeName, textMeta, unityBatchFolder, unityGuid } from "@assetql/export-formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Editor, withoutMono } from "./disk-program.ts";
import { Project } from "./project.ts";

const vectorsSchema = z.array(
  z.strictObject({ name: z.string(), safe: z.boolean(), folder: z.boolean(), texture: z.boolean() }),
);
const file = new URL("../../../unity-bridge/test-vectors/names.json", import.meta.url);
const vectors = vectorsSchema.parse(JSON.parse(await readFile(file, "utf8")));

describe("names, as export-formats sees them", () => {
  it.each(vectors)("$name", ({ name, safe }) => {
    expect(isSafeName(name)).toBe(safe);
  });
});

describe.skipIf(withoutMono)("names, as the Unity client sees them", () => {
  let project: Project;
  let editor: Editor;

  beforeAll(async () => {
    project = await Project.make();
    editor = await project.open();
  });
  afterAll(() => project?.remove());

  it("are the same", async () => {
    const answers = await editor.ask({ do: "names", names: vectors.map(({ name }) => name) });

    expect(vectors.map(({ name }, index) => ({ name, ...answers[index] }))).toEqual(vectors);
  });

  it("of folders that batches get are ones that it takes", async () => {
    const folders = vectors.map(({ name }) => unityBatchFolder(name, "bat_1"));
    const answers: { folder: boolean }[] = await editor.ask({ do: "names", names: folders });

    expect(folders.filter((_, index) => !answers[index]?.folder)).toEqual([]);
  });

  it.each(["Assets/AssetQL", "Assets/AssetQL/Potions & more", "Assets/AssetQL/Tränke/Textures"])(
    "give %s the GUID and the .meta that an export gives it",
    async (path) => {
      expect(await editor.ask({ do: "meta", path })).toEqual({
        guid: unityGuid(path),
        folder: folderMeta(path),
        text: textMeta(path),
      });
    },
  );
});
