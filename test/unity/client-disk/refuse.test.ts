import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folderMeta, unityGuid } from "@assetql/export-formats";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Editor, withoutMono } from "./disk-program.ts";
import {
  checksum,
  commit,
  DRAGON,
  metaOf,
  observe,
  Project,
  PULL,
  picture,
  SECOND_PULL,
  stage,
} from "./project.ts";

const MAPPING = "Assets/AssetQL/Potions/assetql-mapping.json";

describe.skipIf(withoutMono)("a project refuses", () => {
  let project: Project;
  let editor: Editor;

  beforeEach(async () => {
    project = await Project.make();
    editor = await project.open();
  });
  afterEach(() => project.remove());

  const outside = "somewhere else";
  const offer = (path: string) =>
    editor.call("files.offer", {
      transfer: 1,
      bytes: 1,
      crc32: "00000000",
      pullId: PULL,
      externalId: "ast_dragon",
      path,
    });

  it.each([
    ["Assets/AssetQL/Potions/Textures/evil.cs", "name-refused", "evil.cs"],
    ["Assets/AssetQL/Potions/Textures/x.png.meta", "name-refused", "x.png.meta"],
    ["Assets/AssetQL/Potions/Textures/con.png", "name-refused", "con.png"],
    ["Assets/AssetQL/Editor/Textures/x.png", "name-refused", "Editor"],
    ["Assets/AssetQL/Potions/resources/x.png", "name-refused", "resources"],
    ["Assets/AssetQL/Native.bundle/x.png", "name-refused", "Native.bundle"],
    ["Assets/AssetQL/../../x/y.png", "name-refused", ".."],
    ["Assets/AssetQL/Potions/..\\..\\x.png", "name-refused", "..\\"],
    ["Assets/AssetQL/x.png", "path-refused", "Assets/AssetQL/x.png"],
    ["Assets/Other/Textures/x.png", "path-refused", "Assets/Other"],
    ["Assets/AssetQL/Potions/Textures/a\u0000.png", "name-refused", "a"],
    ["/etc/AssetQL/Textures/x.png", "path-refused", "/etc"],
  ])("%s", async (path, code, named) => {
    const refused = offer(path);

    await expect(refused).rejects.toMatchObject({ code });
    await expect(refused).rejects.toThrow(named);
    expect(await project.assets()).toEqual([]);
  });

  it.each(["Assets/AssetQL", "Assets/AssetQL/Potions", "Assets/AssetQL/Potions/Textures"])(
    "what a link at %s leads to",
    async (place) => {
      await mkdir(join(project.folder, outside));
      await mkdir(join(project.path(place), ".."), { recursive: true });
      await symlink(join(project.folder, outside), project.path(place));

      await expect(offer(DRAGON)).rejects.toMatchObject({ code: "path-refused" });
      await expect(offer(DRAGON)).rejects.toThrow(`${place} is a link`);
    },
  );

  it("ten thousand changes at once in one message, the first ones with its words", async () => {
    const ids = Array.from({ length: 10_000 }, (_, n) => `ast_${n}`.padEnd(40, "-"));
    const answer = await commit(editor, ids);
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(1_048_576);
    const [first] = answer.failed;
    expect(first).toMatchObject({ code: "staging-missing", detail: expect.stringContaining("sent again") });
    expect(answer.failed.at(-1)).toEqual({ code: "staging-missing", detail: "", externalId: ids.at(-1) });
    expect(answer.failed.map(({ externalId }) => externalId)).toEqual(ids);
  });

  it("a link that came after the offer, also in place of the file", async () => {
    const elsewhere = join(project.folder, "elsewhere.png");
    await writeFile(elsewhere, "somebody's");
    await stage(editor, picture());
    await commit(editor);
    await stage(editor, picture(), { pullId: SECOND_PULL, image: "sha256:two" });
    await rm(project.path(DRAGON));
    await symlink(elsewhere, project.path(DRAGON));

    const { failed } = await commit(editor, ["ast_dragon"], SECOND_PULL);

    expect(failed).toMatchObject([{ code: "path-refused" }]);
    expect(await readFile(elsewhere, "utf8")).toBe("somebody's");
  });

  it("a mapping's path that leads out of the project", async () => {
    const elsewhere = join(project.folder, "elsewhere.png");
    await writeFile(elsewhere, "somebody's");
    await writeFile(`${elsewhere}.meta`, metaOf(unityGuid(DRAGON)));
    const entry = { assetId: "ast_dragon", guid: unityGuid(DRAGON), path: "Assets/../../elsewhere.png" };
    await project.write(MAPPING, JSON.stringify({ formatVersion: 1, assets: [entry] }));

    expect(await observe(editor)).toMatchObject({ guid: null, path: null });
    expect(await stage(editor, picture())).toMatchObject({ path: DRAGON, isNew: true });
  });

  it("a .meta with another GUID, and one of something else than a texture", async () => {
    const image = picture();
    const { guid, path } = await stage(editor, image);
    const content = { bytes: image.byteLength, crc32: checksum(image), image: "sha256:one" };
    const staged = {
      pullId: PULL,
      externalId: "ast_dragon",
      guid,
      path,
      content,
      settings: {},
      fields: {},
      mapping: {},
    };

    const two = `${metaOf(guid)}guid: ${"0".repeat(32)}\n`;
    for (const meta of [metaOf("0".repeat(32)), folderMeta(path), two, `${metaOf(guid)}MonoImporter:\n`]) {
      await expect(editor.call("files.stage", { ...staged, meta })).rejects.toMatchObject({
        code: "params-invalid",
      });
    }
  });

  it("a path that is too long for the system, and says what would help", async () => {
    while (project.root.length < 3_800) project.root = join(project.root, "x".repeat(100));
    await mkdir(project.path("Assets"), { recursive: true });
    const deep = await project.open();
    const refused = deep.call("files.offer", {
      transfer: 1,
      bytes: 1,
      crc32: "00000000",
      pullId: PULL,
      externalId: "ast_dragon",
      path: `Assets/AssetQL/${"a".repeat(96)}/${"b".repeat(96)}/${"c".repeat(100)}.png`,
    });

    await expect(refused).rejects.toMatchObject({ code: "path-refused" });
    await expect(refused).rejects.toThrow(/a{96}.*too long for this system.*shorter name/);
    expect(await project.assets()).toEqual([]);
  });

  it("what has no room, in numbers", async () => {
    const refused = editor.call("files.offer", {
      transfer: 1,
      bytes: 9_000_000_000_000_000,
      crc32: "00000000",
      pullId: PULL,
      externalId: "ast_dragon",
      path: DRAGON,
    });

    await expect(refused).rejects.toMatchObject({ code: "disk-full" });
    await expect(refused).rejects.toThrow(/9000 TB are still to come, and [\d.]+ [KMGT]B are free/);
  });
});
