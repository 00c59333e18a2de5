import { cp, mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Editor, withoutMono } from "./disk-program.ts";
import { Project } from "./project.ts";

describe.skipIf(withoutMono)("the id of a checkout", () => {
  let project: Project;
  let editor: Editor;
  let other: string;
  const idOf = (root: string): Promise<string> => editor.ask({ do: "checkout", root });

  beforeEach(async () => {
    project = await Project.make();
    other = join(project.folder, "Other");
    // At work elsewhere: the project itself is moved.
    await mkdir(join(project.folder, "Elsewhere", "Assets"), { recursive: true });
    const { root } = project;
    project.root = join(project.folder, "Elsewhere");
    editor = await project.open();
    project.root = root;
  });
  afterEach(() => project.remove());

  it("stays, and is nobody else's", async () => {
    await mkdir(other);
    const id = await idOf(project.root);

    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(await idOf(project.root)).toBe(id);
    expect(await idOf(`${project.root}/`)).toBe(id);
    expect(await idOf(other)).not.toBe(id);
  });

  it("moves along with the project", async () => {
    const id = await idOf(project.root);
    await rename(project.root, other);

    expect(await idOf(other)).toBe(id);
    expect(await idOf(other)).toBe(id);
  });

  it("is another one for a copy, whichever is asked first", async () => {
    const id = await idOf(project.root);
    await cp(project.root, other, { recursive: true });

    const copied = await idOf(other);

    expect(copied).not.toBe(id);
    expect(await idOf(project.root)).toBe(id);
    expect(await idOf(other)).toBe(copied);
  });

  it("is the same for the same folder under another name", async () => {
    const id = await idOf(project.root);
    await symlink(project.root, other);

    expect(await idOf(other)).toBe(id);
    expect(await idOf(project.root)).toBe(id);
  });

  it.each(["", "{}", '{"id":"../x","path":"/"}'])("is made anew when its file holds %j", async (text) => {
    const id = await idOf(project.root);
    await writeFile(project.path("UserSettings/AssetQL.json"), text);

    const next = await idOf(project.root);

    expect(next).toMatch(/^[0-9a-f]{32}$/);
    expect(next).not.toBe(id);
  });
});
