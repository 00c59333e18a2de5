import { mkdir, readdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Editor, withoutMono } from "./disk-program.ts";
import { checksum, commit, DRAGON, observe, Project, PULL, picture, SECOND_PULL, stage } from "./project.ts";

const MAPPING = "Assets/AssetQL/Potions/assetql-mapping.json";

describe.skipIf(withoutMono)("what is observed", () => {
  let project: Project;
  let editor: Editor;
  let image: Buffer;
  let guid: string;

  beforeEach(async () => {
    project = await Project.make();
    editor = await project.open();
    image = picture();
    ({ guid } = await stage(editor, image, {
      fields: { title: "Dragon", maxSide: null, tags: ["red", "big"] },
    }));
    await commit(editor);
  });
  afterEach(() => project.remove());

  const written = {
    image: "sha256:one",
    title: "Dragon",
    maxSide: null,
    tags: ["red", "big"],
    textureType: "sprite",
    pixelsPerUnit: 100,
    filterMode: "bilinear",
  };

  it("is what was written, while nobody has changed it", async () => {
    expect(await observe(editor)).toEqual({ externalId: "ast_dragon", guid, path: DRAGON, fields: written });
    expect(await observe(editor, "ast_unheard-of")).toEqual({
      externalId: "ast_unheard-of",
      guid: null,
      path: null,
      fields: {},
    });
  });

  it("tells of an edited file, also of one of the same length a moment later", async () => {
    await observe(editor);
    const edited = Buffer.from(image);
    edited[7] = (edited[7] ?? 0) ^ 0xff;
    await writeFile(project.path(DRAGON), edited);

    expect((await observe(editor)).fields.image).toBe(`changed:${checksum(edited)}-${edited.byteLength}`);
    await writeFile(project.path(DRAGON), image);
    expect((await observe(editor)).fields.image).toBe("sha256:one");
  });

  it("tells of what was set in the Inspector, also where there is no word for it", async () => {
    const meta = await project.text(`${DRAGON}.meta`);
    await project.write(
      `${DRAGON}.meta`,
      meta
        .replace("  textureType: 8", "  textureType: 1")
        .replace("PixelsToUnits: 100", "PixelsToUnits: 12.5")
        .replace("    filterMode: 1", "    filterMode: 2"),
    );

    expect((await observe(editor)).fields).toEqual({
      ...written,
      textureType: "unity:1",
      pixelsPerUnit: 12.5,
      filterMode: "trilinear",
    });
  });

  it.each(["", ".meta"])("has no texture when its file%s was deleted", async (ending) => {
    await rm(project.path(DRAGON + ending));

    expect(await observe(editor)).toMatchObject({ guid: null, path: null, fields: {} });
  });

  it("follows a texture with its folder", async () => {
    await rename(project.path("Assets/AssetQL/Potions"), project.path("Assets/AssetQL/Elixirs"));

    expect(await observe(editor)).toMatchObject({
      guid,
      path: DRAGON.replace("Potions", "Elixirs"),
      fields: written,
    });
  });

  it("is told to the game's code", async () => {
    expect(await editor.ask({ do: "mapping" })).toMatchObject([
      { assetId: "ast_dragon", guid, path: DRAGON, title: "Dragon", sku: null, tags: [], atlas: null },
    ]);
  });
});

describe.skipIf(withoutMono)("an undo", () => {
  let project: Project;
  let editor: Editor;
  const dragon = { externalId: "ast_dragon" };

  beforeEach(async () => {
    project = await Project.make();
    editor = await project.open();
  });
  afterEach(() => project.remove());

  it("of what was made leaves nothing, not even folders", async () => {
    const { guid } = await stage(editor, picture());
    await commit(editor);
    await editor.imports();

    const undo = { pullId: PULL, ...dragon, guid, fields: {}, remove: true };
    await editor.call("import.restore", undo);
    await editor.call("import.restore", undo);
    await editor.call("import.refresh", { pullId: PULL });

    expect(await project.assets()).toEqual([]);
    expect(await editor.imports()).toMatchObject([[{ ...dragon, guid, isRemoved: true }]]);
    expect(await observe(editor)).toMatchObject({ guid: null });
  });

  it("of what was made leaves what others have put there", async () => {
    const { guid } = await stage(editor, picture());
    await stage(editor, picture(), { externalId: "ast_mana", path: DRAGON.replace("dragon", "mana") });
    await commit(editor, ["ast_dragon", "ast_mana"]);
    await project.write("Assets/AssetQL/Potions/Textures/mine.txt", "mine");

    await editor.call("import.restore", { pullId: PULL, ...dragon, guid, fields: {}, remove: true });

    expect(project.has(DRAGON)).toBe(false);
    expect(project.has(`${DRAGON}.meta`)).toBe(false);
    expect(project.has(DRAGON.replace("dragon", "mana"))).toBe(true);
    expect((await project.json(MAPPING)).assets).toMatchObject([{ externalId: "ast_mana" }]);
  });

  it("makes the same pull possible again", async () => {
    const image = picture();
    const { guid } = await stage(editor, image);
    await commit(editor);
    await editor.call("import.restore", { pullId: PULL, ...dragon, guid, fields: {}, remove: true });

    expect(await stage(editor, image)).toMatchObject({ guid, isNew: true });
    expect(await commit(editor)).toEqual({ failed: [] });

    expect(await project.read(DRAGON)).toEqual(image);
  });

  it("leaves nothing of the old settings to a new pull, but the GUID", async () => {
    const { guid } = await stage(editor, picture());
    await commit(editor);
    const meta = await project.text(`${DRAGON}.meta`);
    await project.write(`${DRAGON}.meta`, meta.replace("spriteBorder: {x: 0,", "spriteBorder: {x: 8,"));
    expect(await project.text(`${DRAGON}.meta`)).not.toBe(meta);
    await editor.call("import.restore", { pullId: PULL, ...dragon, guid, fields: {}, remove: true });

    expect(await stage(editor, picture(), { pullId: SECOND_PULL })).toMatchObject({ guid, isNew: true });
    expect(await commit(editor, ["ast_dragon"], SECOND_PULL)).toEqual({ failed: [] });

    expect(await project.text(`${DRAGON}.meta`)).toBe(meta);
  });

  it("of a removal brings file, .meta and entry back under the same GUID", async () => {
    const image = picture();
    const { guid } = await stage(editor, image, {
      mapping: { assetId: "ast_dragon", title: "Dragon", sku: "D-1" },
    });
    await commit(editor);
    await project.write(`${DRAGON}.meta`, `${await project.text(`${DRAGON}.meta`)}  somebody: wrote this\n`);
    const before = await project.text(MAPPING);
    const meta = await project.text(`${DRAGON}.meta`);
    const { fields } = await observe(editor);

    await editor.call("files.remove", { pullId: SECOND_PULL, ...dragon, guid });
    expect(project.has(DRAGON)).toBe(true);
    expect(await commit(editor, ["ast_dragon"], SECOND_PULL)).toEqual({ failed: [] });
    expect(await project.assets()).toEqual([]);
    await editor.call("files.remove", { pullId: SECOND_PULL, ...dragon, guid });
    expect(await commit(editor, ["ast_dragon"], SECOND_PULL)).toEqual({ failed: [] });
    await editor.call("import.restore", { pullId: SECOND_PULL, ...dragon, guid, fields, remove: false });

    expect(await project.read(DRAGON)).toEqual(image);
    expect(await project.text(`${DRAGON}.meta`)).toBe(meta);
    expect(await project.json(MAPPING)).toEqual(JSON.parse(before));
    expect(await observe(editor)).toMatchObject({ guid, path: DRAGON, fields });
  });

  it("of another size of the same image brings back the file of the former size", async () => {
    const full = picture();
    const small = picture(500);
    const { guid } = await stage(editor, full);
    await commit(editor);
    await stage(editor, small, { pullId: SECOND_PULL, fields: { maxSide: 64 } });
    await commit(editor, ["ast_dragon"], SECOND_PULL);
    expect(await project.read(DRAGON)).toEqual(small);

    await editor.call("import.restore", {
      pullId: SECOND_PULL,
      ...dragon,
      guid,
      fields: { maxSide: null },
      remove: false,
    });

    expect(await project.read(DRAGON)).toEqual(full);
    expect((await observe(editor)).fields).toMatchObject({ image: "sha256:one", maxSide: null });
  });

  it("of another size that made no difference works as well", async () => {
    const image = picture();
    const { guid } = await stage(editor, image);
    await commit(editor);
    await stage(editor, image, { pullId: SECOND_PULL, fields: { maxSide: 4_096 } });
    await commit(editor, ["ast_dragon"], SECOND_PULL);
    expect((await observe(editor)).fields).toMatchObject({ image: "sha256:one", maxSide: 4_096 });

    await editor.call("import.restore", {
      pullId: SECOND_PULL,
      ...dragon,
      guid,
      fields: { maxSide: null },
      remove: false,
    });

    expect(await project.read(DRAGON)).toEqual(image);
    expect((await observe(editor)).fields).toMatchObject({ image: "sha256:one", maxSide: null });
  });

  it("brings back somebody's own file that a pull wrote over", async () => {
    const { guid } = await stage(editor, picture());
    await commit(editor);
    await project.write(DRAGON, "painted over");
    const { fields } = await observe(editor);
    await stage(editor, picture(), { pullId: SECOND_PULL, image: "sha256:two" });
    await commit(editor, ["ast_dragon"], SECOND_PULL);

    await editor.call("import.restore", {
      pullId: SECOND_PULL,
      ...dragon,
      guid,
      fields: { image: fields.image ?? null },
      remove: false,
    });

    expect(await project.text(DRAGON)).toBe("painted over");
    expect((await observe(editor)).fields.image).toBe(fields.image);
  });

  it("finds a texture that was moved meanwhile, and keeps what somebody has written into its entry", async () => {
    const first = picture();
    const { guid } = await stage(editor, first);
    await commit(editor);
    await stage(editor, picture(), { pullId: SECOND_PULL, image: "sha256:two" });
    await commit(editor, ["ast_dragon"], SECOND_PULL);
    const moved = "Assets/Boss.png";
    await rename(project.path(DRAGON), project.path(moved));
    await rename(project.path(`${DRAGON}.meta`), project.path(`${moved}.meta`));
    const mapping = await project.text(MAPPING);
    await project.write(
      MAPPING,
      mapping.replace('"fields": {', '"mine": true,\n      "fields": {\n        "category": "bosses",'),
    );

    await editor.call("import.restore", {
      pullId: SECOND_PULL,
      ...dragon,
      guid,
      fields: { image: "sha256:one" },
      remove: false,
    });

    expect(await project.read(moved)).toEqual(first);
    expect((await project.json(MAPPING)).assets).toMatchObject([
      { path: moved, mine: true, written: { image: "sha256:one" }, fields: { category: "bosses" } },
    ]);
  });

  it("says that an image is no longer kept", async () => {
    const { guid } = await stage(editor, picture());
    await commit(editor);
    await stage(editor, picture(), { pullId: SECOND_PULL, image: "sha256:two" });
    await commit(editor, ["ast_dragon"], SECOND_PULL);
    await rm(project.path("Library"), { recursive: true });

    const undo = editor.call("import.restore", {
      pullId: SECOND_PULL,
      ...dragon,
      guid,
      fields: { image: "sha256:one" },
      remove: false,
    });

    await expect(undo).rejects.toMatchObject({ code: "file-missing" });
    await expect(undo).rejects.toThrow(/no longer kept/);
  });

  const DAY = 86_400_000;
  /** As if what is kept had last been kept so many days ago; the images are older in any case. */
  async function age(days: number): Promise<void> {
    const then = new Date(Date.now() - days * DAY);
    const kept = project.path("Library/AssetQL/kept");
    for (const name of await readdir(kept, { recursive: true })) {
      if (/\.\w+$/.test(name))
        await utimes(join(kept, name), then, name.endsWith(".json") ? then : new Date(0));
    }
  }
  const restart = async () => {
    await editor.close();
    editor = await project.open();
    await editor.ask({ do: "imports" });
  };

  it("is possible for 90 days; then what it needs is deleted", async () => {
    const first = picture();
    const { guid } = await stage(editor, first);
    await commit(editor);
    await stage(editor, picture(), { pullId: SECOND_PULL, image: "sha256:two" });
    await commit(editor, ["ast_dragon"], SECOND_PULL);
    const fields = { image: "sha256:one" };
    const undo = { pullId: SECOND_PULL, ...dragon, guid, fields, remove: false };

    await age(89);
    await restart();
    await editor.call("import.restore", undo);
    expect(await project.read(DRAGON)).toEqual(first);

    // It is kept once more, from the day of that pull on.
    await age(91);
    await stage(editor, picture(), { pullId: SECOND_PULL, image: "sha256:two" });
    await commit(editor, ["ast_dragon"], SECOND_PULL);
    await restart();
    await editor.call("import.restore", undo);
    expect(await project.read(DRAGON)).toEqual(first);

    await stage(editor, picture(), { pullId: SECOND_PULL, image: "sha256:two" });
    await commit(editor, ["ast_dragon"], SECOND_PULL);
    await age(91);
    await restart();
    await expect(editor.call("import.restore", undo)).rejects.toThrow(/no longer kept/);
    expect(await readdir(project.path("Library/AssetQL/kept"))).toEqual([]);
  });

  it("of an old removal is over too, and leaves nothing behind", async () => {
    const { guid } = await stage(editor, picture());
    await commit(editor);
    const { fields } = await observe(editor);
    await editor.call("files.remove", { pullId: SECOND_PULL, ...dragon, guid });
    await commit(editor, ["ast_dragon"], SECOND_PULL);

    await age(91);
    await restart();

    const undo = editor.call("import.restore", {
      pullId: SECOND_PULL,
      ...dragon,
      guid,
      fields,
      remove: false,
    });
    await expect(undo).rejects.toThrow(/no longer kept/);
    expect(await readdir(project.path("Library/AssetQL/kept"))).toEqual([]);
  });

  it("puts a removed texture beside what has taken its place", async () => {
    const image = picture();
    const { guid } = await stage(editor, image);
    await commit(editor);
    const { fields } = await observe(editor);
    await editor.call("files.remove", { pullId: SECOND_PULL, ...dragon, guid });
    await commit(editor, ["ast_dragon"], SECOND_PULL);
    await mkdir(join(project.path(DRAGON), ".."), { recursive: true });
    await project.write(DRAGON, "somebody's");

    await editor.call("import.restore", { pullId: SECOND_PULL, ...dragon, guid, fields, remove: false });

    expect(await project.text(DRAGON)).toBe("somebody's");
    expect(await observe(editor)).toMatchObject({ guid, path: DRAGON.replace("dragon", "dragon-2"), fields });
  });
});
