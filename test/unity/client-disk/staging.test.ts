import { rename, utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Editor, withoutMono } from "./disk-program.ts";
import {
  checksum,
  commit,
  DRAGON,
  observe,
  Project,
  PULL,
  picture,
  SECOND_PULL,
  send,
  stage,
} from "./project.ts";

describe.skipIf(withoutMono)("content on its way", () => {
  let project: Project;
  let editor: Editor;
  const image = picture(1_000_000);
  const content = { bytes: image.byteLength, crc32: checksum(image) };
  const offer = { transfer: 1, ...content, pullId: PULL, externalId: "ast_dragon", path: DRAGON };

  beforeEach(async () => {
    project = await Project.make();
    editor = await project.open();
  });
  afterEach(() => project.remove());

  it("goes on after a kill where it was, and is not sent again for another pull", async () => {
    await editor.call("files.offer", offer);
    await send(editor, image, 0, 300_000);
    await editor.kill();

    const next = await project.open();
    expect(await next.call("files.offer", offer)).toMatchObject({ offset: 300_000 });
    expect(await next.ask({ do: "has", ...content })).toBe(false);
    await send(next, image, 300_000);
    expect(await next.ask({ do: "has", ...content })).toBe(true);
    expect(await stage(next, image, { pullId: SECOND_PULL })).toMatchObject({ offset: image.byteLength });
    expect(await commit(next, ["ast_dragon"], SECOND_PULL)).toEqual({ failed: [] });

    expect(await project.read(DRAGON)).toEqual(image);
  });

  it("that came damaged is thrown away and told", async () => {
    const damaged = Buffer.from(image);
    damaged[500_000] = (damaged[500_000] ?? 0) ^ 1;
    await editor.ask({
      do: "send",
      ...content,
      file: await written(damaged),
      offset: 0,
      count: damaged.byteLength,
    });

    await expect(stage(editor, image)).rejects.toMatchObject({ code: "checksum-mismatch" });

    expect(await editor.call("files.offer", offer)).toMatchObject({ offset: 0 });
    expect((await stage(editor, image)).offset).toBe(0);
  });

  it("that is not all there is not staged, and more than all is not taken", async () => {
    await send(editor, image, 0, 300_000);
    const { guid, path } = await editor.call("files.offer", offer);
    const staged = {
      pullId: PULL,
      externalId: "ast_dragon",
      guid,
      path,
      settings: {},
      fields: {},
      mapping: {},
    };

    await expect(
      editor.call("files.stage", { ...staged, meta: null, content: { ...content, image: "sha256:one" } }),
    ).rejects.toMatchObject({ code: "staging-missing" });
    await expect(send(editor, image, 0)).rejects.toMatchObject({ code: "write-failed" });
  });

  it("is forgotten after a week, and so are pulls that are over", async () => {
    const other = picture();
    await send(editor, image, 0, 300_000);
    await stage(editor, other, { path: DRAGON });
    await commit(editor);
    await stage(editor, other, { pullId: SECOND_PULL, externalId: "ast_mana", path: DRAGON });
    await editor.close();
    const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);
    const age = (path: string, days: number) =>
      utimes(project.path(`Library/AssetQL/${path}`), ago(days), ago(days));
    await age(`staging/${content.bytes}-${content.crc32}`, 8);
    await age(`pulls/${PULL}`, 2);
    await age(`pulls/${SECOND_PULL}`, 2);

    const next = await project.open();

    expect(await next.call("files.offer", offer)).toMatchObject({ offset: 0 });
    expect(project.has(`Library/AssetQL/pulls/${PULL}/ast_dragon.done`)).toBe(false);
    expect(await commit(next, ["ast_mana"], SECOND_PULL)).toEqual({ failed: [] });
  });

  it("reaches a project that was moved meanwhile", async () => {
    const { guid } = await stage(editor, image);
    await editor.kill();
    const moved = join(project.folder, "Potion Shop 2");
    await rename(project.root, moved);
    project.root = moved;

    const next = await project.open();
    expect(await commit(next)).toEqual({ failed: [] });

    expect(await project.read(DRAGON)).toEqual(image);
    expect(await observe(next)).toMatchObject({ guid, path: DRAGON });
  });

  it("is told of once more when Library was deleted before the commit", async () => {
    await stage(editor, image);
    await rename(project.path("Library/AssetQL/staging"), project.path("Library/AssetQL/lost"));

    expect(await commit(editor)).toMatchObject({ failed: [{ code: "staging-missing" }] });

    expect(await project.assets()).toEqual([]);
    expect((await stage(editor, image)).offset).toBe(0);
    expect(await commit(editor)).toEqual({ failed: [] });
  });

  it("lists the game's missing sprites a page at a time", async () => {
    const all = { search: null, ids: null, cursor: null };
    const first = await editor.call("project.items", all);
    const second = await editor.call("project.items", { ...all, cursor: first.cursor });

    expect(first.items).toHaveLength(100);
    expect(second.items).toHaveLength(50);
    expect(second.cursor).toBeNull();
    expect(first.items[3]).toEqual({
      id: "sprite-3",
      kind: "sprite",
      title: "Sprite 3",
      url: null,
      fields: { id: "sprite-3" },
      image: null,
      updatedAt: null,
    });
  });

  async function written(bytes: Buffer): Promise<string> {
    await project.write("../content", bytes);
    return join(project.folder, "content");
  }
});
