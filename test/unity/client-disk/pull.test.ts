import { link, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folderMeta, textMeta, unityGuid } from "@assetql/export-formats";
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

describe.skipIf(withoutMono)("a pull into a project", () => {
  let project: Project;
  let editor: Editor;

  beforeEach(async () => {
    project = await Project.make();
    editor = await project.open();
  });
  afterEach(() => project.remove());

  it("brings a new texture with folders, .meta and mapping, in one import", async () => {
    const image = picture();

    const offer = await stage(editor, image, { fields: { title: "Dragon", maxSide: null, atlas: "Bosses" } });
    expect(await project.assets()).toEqual([]);
    const { failed } = await commit(editor);

    expect(failed).toEqual([]);
    expect(offer).toEqual({ offset: 0, guid: unityGuid(DRAGON), path: DRAGON, isNew: true });
    expect(await project.assets()).toEqual([
      "AssetQL.meta",
      "AssetQL/",
      "AssetQL/Potions.meta",
      "AssetQL/Potions/",
      "AssetQL/Potions/Textures.meta",
      "AssetQL/Potions/Textures/",
      "AssetQL/Potions/Textures/dragon.png",
      "AssetQL/Potions/Textures/dragon.png.meta",
      "AssetQL/Potions/assetql-mapping.json",
      "AssetQL/Potions/assetql-mapping.json.meta",
    ]);
    expect(await project.read(DRAGON)).toEqual(image);
    expect(await project.text(`${DRAGON}.meta`)).toBe(metaOf(offer.guid));
    for (const folder of ["Assets/AssetQL", "Assets/AssetQL/Potions", "Assets/AssetQL/Potions/Textures"]) {
      expect(await project.text(`${folder}.meta`)).toBe(folderMeta(folder));
    }
    expect(await project.text(`${MAPPING}.meta`)).toBe(textMeta(MAPPING));
    expect(await project.json(MAPPING)).toEqual({
      formatVersion: 1,
      batchName: "Potions",
      assets: [
        {
          assetId: "ast_dragon",
          guid: offer.guid,
          path: DRAGON,
          title: "Dragon",
          externalId: "ast_dragon",
          written: { image: "sha256:one", bytes: image.byteLength, crc32: checksum(image) },
          fields: { title: "Dragon", maxSide: null, atlas: "Bosses" },
        },
      ],
    });
    expect(await editor.imports()).toEqual([
      [
        {
          externalId: "ast_dragon",
          assetId: "ast_dragon",
          guid: offer.guid,
          path: DRAGON,
          atlas: "Bosses",
          itemId: null,
          isRemoved: false,
        },
      ],
    ]);
    expect(await editor.ask({ do: "has", bytes: image.byteLength, crc32: checksum(image) })).toBe(false);
  });

  it("does nothing twice when it is asked for the commit again", async () => {
    await stage(editor, picture());
    await commit(editor);
    const before = await project.text(MAPPING);

    expect(await commit(editor)).toEqual({ failed: [] });

    expect(await project.text(MAPPING)).toBe(before);
    expect(await commit(editor, ["ast_unheard-of"])).toMatchObject({
      failed: [{ code: "staging-missing", externalId: "ast_unheard-of" }],
    });
  });

  it("gives no two assets one place, whatever the case of their names", async () => {
    const paths = ["dragon", "Dragon", "DRAGON"].map((name) => DRAGON.replace("dragon", name));
    const offers = [];
    for (const [index, path] of paths.entries()) {
      offers.push(await stage(editor, picture(), { externalId: `ast_dragon-${index}`, path }));
    }
    const again = await stage(editor, picture(), {
      externalId: "ast_dragon-1",
      path: DRAGON.replace("d", "D"),
    });
    await commit(editor, ["ast_dragon-0", "ast_dragon-1", "ast_dragon-2"]);

    expect(offers.map(({ path }) => path.split("/").at(-1))).toEqual([
      "dragon.png",
      "Dragon-2.png",
      "DRAGON-3.png",
    ]);
    expect(again.path).toBe(offers[1]?.path);
    expect(new Set(offers.map(({ guid }) => guid)).size).toBe(3);
  });

  it("keeps reservations through a reload between offer and commit", async () => {
    const asked = { transfer: 1, bytes: 10, crc32: "00000000", pullId: PULL, path: DRAGON };
    const first = await editor.call("files.offer", { ...asked, externalId: "ast_one" });
    await editor.kill();
    const reloaded = await project.open();

    const second = await reloaded.call("files.offer", { ...asked, externalId: "ast_two" });

    expect(second.path).toBe(DRAGON.replace("dragon", "dragon-2"));
    expect(await reloaded.call("files.offer", { ...asked, externalId: "ast_one" })).toEqual(first);
  });

  it("uses the folder that is there, whatever its case, and never writes over what is not ours", async () => {
    await project.write("Assets/AssetQL/potions/Textures/Dragon.png", "somebody's");

    const offer = await stage(editor, picture());
    await commit(editor);

    expect(offer.path).toBe("Assets/AssetQL/potions/Textures/dragon-2.png");
    expect(await project.text("Assets/AssetQL/potions/Textures/Dragon.png")).toBe("somebody's");
    expect(await project.text("Assets/AssetQL/potions.meta")).toBe(folderMeta("Assets/AssetQL/potions"));
  });

  it("leaves a file alone that came between the offer and the commit", async () => {
    const image = picture();
    await stage(editor, image);
    await stage(editor, picture(), { externalId: "ast_mana", path: DRAGON.replace("dragon", "mana") });
    await project.write(DRAGON, "somebody's");

    const { failed } = await commit(editor, ["ast_dragon", "ast_mana"]);

    expect(failed).toMatchObject([{ externalId: "ast_dragon", code: "file-changed" }]);
    expect(failed[0]?.detail).toContain(DRAGON);
    expect(await project.text(DRAGON)).toBe("somebody's");
    expect(project.has(`${DRAGON}.meta`)).toBe(false);
    expect(project.has(DRAGON.replace("dragon", "mana"))).toBe(true);
    const again = await stage(editor, image, { pullId: SECOND_PULL });
    expect(again).toMatchObject({ offset: image.byteLength, path: DRAGON.replace("dragon", "dragon-2") });
  });

  it("does not take another's texture for its own that has come with the path's own GUID", async () => {
    await stage(editor, picture());
    await project.write(DRAGON, "a colleague's, from version control");
    await project.write(`${DRAGON}.meta`, metaOf(unityGuid(DRAGON)));

    const { failed } = await commit(editor);

    expect(failed).toMatchObject([{ code: "file-changed" }]);
    expect(await project.text(DRAGON)).toBe("a colleague's, from version control");
  });

  it("takes another GUID where the path's own is used elsewhere", async () => {
    await project.write("Assets/Art/old.png", "somebody's");
    await project.write("Assets/Art/old.png.meta", metaOf(unityGuid(DRAGON)));
    await project.write("Assets/Old Potions/x.txt", "");
    await project.write("Assets/Old Potions.meta", folderMeta("Assets/AssetQL/Potions"));

    const offer = await stage(editor, picture());
    const again = await stage(editor, picture());
    const { failed } = await commit(editor);

    expect(failed).toEqual([]);
    expect(offer.path).toBe(DRAGON);
    expect(offer.guid).not.toBe(unityGuid(DRAGON));
    expect(again.guid).toBe(offer.guid);
    const folder = await project.text("Assets/AssetQL/Potions.meta");
    expect(folder).toMatch(/^guid: [0-9a-f]{32}$/m);
    expect(folder).not.toBe(folderMeta("Assets/AssetQL/Potions"));
  });

  it("replaces the image of a texture that is there, keeps its .meta but for the settings, and keeps the old image", async () => {
    const first = picture();
    const second = picture();
    const { guid } = await stage(editor, first);
    await commit(editor);
    const meta = `${(await project.text(`${DRAGON}.meta`)).replaceAll("\n", "\r\n")}  somebody: "wrote this ü"\r\n`;
    await project.write(`${DRAGON}.meta`, meta);
    await project.write(MAPPING, await withForeignThings(project));

    const offer = await stage(editor, second, {
      pullId: SECOND_PULL,
      image: "sha256:two",
      settings: { filterMode: "point", pixelsPerUnit: 32 },
      fields: { maxSide: 512 },
      mapping: { assetId: "ast_dragon", title: "Big dragon" },
    });
    const { failed } = await commit(editor, ["ast_dragon"], SECOND_PULL);

    expect(failed).toEqual([]);
    expect(offer).toMatchObject({ guid, path: DRAGON, isNew: false });
    expect(await project.read(DRAGON)).toEqual(second);
    expect(await project.text(`${DRAGON}.meta`)).toBe(
      meta.replace("filterMode: 1", "filterMode: 0").replace("PixelsToUnits: 100", "PixelsToUnits: 32"),
    );
    const mapping = await project.json(MAPPING);
    expect(mapping.somebody).toBe("wrote this");
    expect(mapping.assets.map((entry: { assetId: string }) => entry.assetId)).toEqual([
      "ast_a",
      "ast_dragon",
      "ast_z",
    ]);
    expect(mapping.assets[1]).toMatchObject({
      mine: [1, 2],
      title: "Big dragon",
      fields: { title: "Dragon", maxSide: 512 },
    });
    expect((await project.text(MAPPING)).split("\r\n").length).toBeGreaterThan(10);

    await editor.call("import.restore", {
      pullId: SECOND_PULL,
      externalId: "ast_dragon",
      guid,
      fields: { image: "sha256:one", maxSide: null, filterMode: "bilinear", pixelsPerUnit: 100 },
      remove: false,
    });
    expect(await project.read(DRAGON)).toEqual(first);
    expect(await project.text(`${DRAGON}.meta`)).toBe(meta);
    expect((await project.json(MAPPING)).assets[1]).toMatchObject({ mine: [1, 2], title: "Dragon" });
    expect(await observe(editor)).toMatchObject({ guid, fields: { image: "sha256:one", maxSide: null } });
  });

  it("follows a texture that was moved, also to outside of Assets/AssetQL", async () => {
    const { guid } = await stage(editor, picture());
    await commit(editor);
    const moved = "Assets/Kunst/Häuser/Drache.png";
    await mkdir(join(project.root, "Assets/Kunst/Häuser"), { recursive: true });
    await rename(project.path(DRAGON), project.path(moved));
    await rename(project.path(`${DRAGON}.meta`), project.path(`${moved}.meta`));
    const second = picture();

    const offer = await stage(editor, second, { pullId: SECOND_PULL, image: "sha256:two" });
    await commit(editor, ["ast_dragon"], SECOND_PULL);

    expect(offer).toMatchObject({ guid, path: moved, isNew: false });
    expect(await project.read(moved)).toEqual(second);
    expect(project.has(DRAGON)).toBe(false);
    expect((await project.json(MAPPING)).assets).toMatchObject([{ guid, path: moved }]);
  });

  it("finds the texture of a deleted mapping by the GUID that the bridge knows", async () => {
    const { guid } = await stage(editor, picture());
    await commit(editor);
    await rm(project.path(MAPPING));

    expect(await observe(editor, "ast_dragon", guid)).toMatchObject({ guid, path: DRAGON });
    const offer = await stage(editor, picture(), { pullId: SECOND_PULL });

    expect(offer).toMatchObject({ guid, path: DRAGON, isNew: false });
    expect((await commit(editor, ["ast_dragon"], SECOND_PULL)).failed).toEqual([]);
    expect((await project.json(MAPPING)).assets).toMatchObject([{ externalId: "ast_dragon", guid }]);
  });

  it("takes over what an export has put there", async () => {
    await project.write(DRAGON, "exported");
    await project.write(`${DRAGON}.meta`, metaOf(unityGuid(DRAGON)));
    const entry = { assetId: "ast_dragon", guid: unityGuid(DRAGON), path: DRAGON, title: "Dragon" };
    await project.write(
      MAPPING,
      JSON.stringify({ formatVersion: 1, exportId: "exp_1", batchName: "Potions", assets: [entry] }),
    );

    const observed = await observe(editor);
    const offer = await stage(editor, picture());

    expect(observed).toMatchObject({ guid: unityGuid(DRAGON), fields: { textureType: "sprite" } });
    expect(observed.fields.image).toMatch(/^changed:[0-9a-f]{8}-8$/);
    expect(offer.isNew).toBe(false);
  });

  it("says that a mapping cannot be read, instead of making its textures twice", async () => {
    await stage(editor, picture());
    await commit(editor);
    const mapping = await project.text(MAPPING);
    await project.write(MAPPING, `<<<<<<< HEAD\n${mapping}`);

    const offer = stage(editor, picture(), { pullId: SECOND_PULL });

    await expect(offer).rejects.toMatchObject({ code: "file-changed" });
    await expect(offer).rejects.toThrow(MAPPING);
    await project.write(MAPPING, mapping);
    expect(await stage(editor, picture(), { pullId: SECOND_PULL })).toMatchObject({ isNew: false });
  });

  it("tells of one that cannot be written, and goes on with the others", async () => {
    const names = ["one", "two", "three"];
    const pathOf = (name: string): string => DRAGON.replace("dragon", name);
    for (const name of names)
      await stage(editor, picture(), { externalId: `ast_${name}`, path: pathOf(name) });
    await mkdir(project.path(`${pathOf("two")}.meta`), { recursive: true });

    const { failed } = await commit(
      editor,
      names.map((name) => `ast_${name}`),
    );

    expect(failed).toMatchObject([{ externalId: "ast_two" }]);
    expect(failed[0]?.detail).toContain("two.png");
    expect(names.map((name) => project.has(pathOf(name)))).toEqual([true, false, true]);
  });

  it("leaves nothing of one that failed half-way", async () => {
    const image = picture();
    await stage(editor, image);
    const draft = DRAGON.replace("dragon.png", ".dragon.png.tmp");
    await mkdir(project.path(draft), { recursive: true });

    expect(await commit(editor)).toMatchObject({ failed: [{ externalId: "ast_dragon" }] });

    const files = (await project.assets()).filter((path) => path.includes("dragon.png"));
    expect(files).toEqual([draft.replace("Assets/", "").concat("/")]);
    await rm(project.path(draft), { recursive: true });
    expect(await commit(editor)).toEqual({ failed: [] });
    expect(await project.read(DRAGON)).toEqual(image);
  });

  it("leaves an image alone that somebody changed between stage and commit", async () => {
    await stage(editor, picture());
    await commit(editor);
    const newer = picture();
    const wanted = { pullId: SECOND_PULL, image: "sha256:two" };
    await stage(editor, newer, wanted);
    await project.write(DRAGON, "somebody's");

    const { failed } = await commit(editor, ["ast_dragon"], SECOND_PULL);

    expect(failed).toMatchObject([{ code: "file-changed" }]);
    expect(failed[0]?.detail).toContain("pull again");
    expect(await project.text(DRAGON)).toBe("somebody's");
    // Staged again, it is known that this is written over.
    await stage(editor, newer, wanted);
    expect(await commit(editor, ["ast_dragon"], SECOND_PULL)).toEqual({ failed: [] });
    expect(await project.read(DRAGON)).toEqual(newer);
  });

  it("waits while the editor imports by itself, with nothing half-written", async () => {
    const image = picture();
    const { guid } = await stage(editor, image);
    await editor.ask({ do: "busy", busy: true });
    for (let tries = 0; tries < 2; tries += 1) {
      await expect(commit(editor)).rejects.toMatchObject({ code: "import-busy" });
      expect(await project.assets()).toEqual([]);
    }
    await editor.ask({ do: "busy", busy: false });
    expect(await commit(editor)).toEqual({ failed: [] });
    expect(await project.read(DRAGON)).toEqual(image);

    // An undo's textures are told to the project by the refresh that works.
    await editor.imports();
    await editor.call("import.restore", {
      pullId: PULL,
      externalId: "ast_dragon",
      guid,
      fields: {},
      remove: true,
    });
    await editor.ask({ do: "busy", busy: true });
    const refresh = () => editor.call("import.refresh", { pullId: PULL });
    await expect(refresh()).rejects.toMatchObject({ code: "import-busy" });
    await editor.ask({ do: "busy", busy: false });
    await refresh();
    expect(await editor.imports()).toMatchObject([[{ externalId: "ast_dragon", isRemoved: true }]]);
  });

  it("does not write one kind of file into another", async () => {
    await stage(editor, picture());
    await commit(editor);
    await stage(editor, picture(), { pullId: SECOND_PULL, image: "sha256:two" });
    const renamed = DRAGON.replace(".png", ".tga");
    await rename(project.path(DRAGON), project.path(renamed));
    await rename(project.path(`${DRAGON}.meta`), project.path(`${renamed}.meta`));

    expect(await commit(editor, ["ast_dragon"], SECOND_PULL)).toMatchObject({
      failed: [{ code: "file-changed" }],
    });
    expect(await stage(editor, picture(), { pullId: SECOND_PULL })).toMatchObject({
      path: renamed,
      isNew: false,
    });
  });

  it("lets two assets have the same image, each its own file", async () => {
    const image = picture();
    await stage(editor, image);
    const other = await stage(editor, image, {
      externalId: "ast_mana",
      path: DRAGON.replace("dragon", "mana"),
    });

    const { failed } = await commit(editor, ["ast_dragon", "ast_mana"]);

    expect(failed).toEqual([]);
    expect(other.offset).toBe(image.byteLength);
    await writeFile(project.path(other.path), "edited in place");
    expect(await project.read(DRAGON)).toEqual(image);
  });

  it("gives each name of a file its own inode", async () => {
    const image = picture();
    await stage(editor, image);
    // As a crash between the two halves of a move leaves it on some systems: two names for one file.
    const staged = project.path(`Library/AssetQL/staging/${image.byteLength}-${checksum(image)}`);
    await mkdir(join(project.path(DRAGON), ".."), { recursive: true });
    await link(staged, join(project.path(DRAGON), "../.dragon.png.tmp"));

    expect((await commit(editor)).failed).toEqual([]);

    expect(await project.read(DRAGON)).toEqual(image);
    expect(await editor.ask({ do: "has", bytes: image.byteLength, crc32: checksum(image) })).toBe(false);
    expect((await project.assets()).filter((path) => path.includes(".tmp"))).toEqual([]);
  });
});

/** Somebody's members and entries, in another order than ours, with the line ends of Windows. */
async function withForeignThings(project: Project): Promise<string> {
  const mapping = await project.json(MAPPING);
  const [dragon] = mapping.assets;
  const assets = [{ assetId: "ast_a" }, { mine: [1, 2], ...dragon }, { assetId: "ast_z" }];
  return JSON.stringify({ somebody: "wrote this", ...mapping, assets }, null, 2).replaceAll("\n", "\r\n");
}
