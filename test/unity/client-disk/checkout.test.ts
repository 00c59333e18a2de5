import { cp, mkdir, readFile, rename, symlink, writeFile } from "node:fs/promises";
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

  /** Another user, or another machine: what is kept of it is elsewhere. */
  const editorElsewhere = () => project.open({ home: join(project.folder, "Other home") });
  const checkoutOn = (there: Editor, root = project.root): Promise<string> =>
    there.ask({ do: "checkout", root });

  it("is another one on another machine, also at the same place, and stays there", async () => {
    const id = await idOf(project.root);
    const elsewhere = await editorElsewhere();

    const next = await checkoutOn(elsewhere);

    expect(next).toMatch(/^[0-9a-f]{32}$/);
    expect(next).not.toBe(id);
    expect(await checkoutOn(elsewhere)).toBe(next);
  });

  it("is another one for what came with its UserSettings from another machine", async () => {
    const id = await idOf(project.root);
    // The former one is not on this machine.
    await rename(project.root, other);
    const elsewhere = await editorElsewhere();

    expect(await checkoutOn(elsewhere, other)).not.toBe(id);
  });

  it("stays when it is from before machines were told apart, and is of this one from then on", async () => {
    const id = "0123456789abcdef0123456789abcdef";
    await project.write("UserSettings/AssetQL.json", JSON.stringify({ id, path: project.root }));

    expect(await idOf(project.root)).toBe(id);
    expect(await checkoutOn(await editorElsewhere())).not.toBe(id);
  });

  it("says nothing of the machine, and is the same where none can be told", async () => {
    const id = await idOf(project.root);
    const { machine } = await project.json("UserSettings/AssetQL.json");
    expect(machine).toMatch(/^[0-9a-f]{32}$/);

    const homeless = await project.open({ home: "/dev/null" });

    expect(await checkoutOn(homeless)).toBe(id);
    expect(await project.json("UserSettings/AssetQL.json")).toMatchObject({ id, machine });
  });

  it("is of one machine for editors that ask at once, and when a crash has left half a mark", async () => {
    const home = join(project.folder, "New home");
    const editors = await Promise.all(Array.from({ length: 6 }, () => project.open({ home })));
    const roots = editors.map((_, n) => join(project.folder, `Game ${n}`));
    const askAll = () => Promise.all(editors.map((one, n) => checkoutOn(one, roots[n])));
    for (const root of roots) await mkdir(root);
    // All are at work before the first asks.
    await Promise.all(editors.map((one) => one.ask({ do: "imports" })));

    const ids = await askAll();

    expect(new Set(ids).size).toBe(ids.length);
    expect(await askAll()).toEqual(ids);
    const mark = join(home, ".assetql", "machine");
    const whole = await readFile(mark, "utf8");
    const marks = await Promise.all(
      roots.map(async (root) => JSON.parse(await readFile(join(root, "UserSettings/AssetQL.json"), "utf8"))),
    );
    expect(marks.map(({ machine }) => `${machine}\n`)).toEqual(marks.map(() => whole));

    await writeFile(mark, whole.slice(0, 7));
    const [first = ""] = roots;
    const [one] = editors;
    if (one === undefined) throw new Error("there are six");
    const next = await checkoutOn(one, first);
    expect(next).not.toBe(ids[0]);
    expect(await checkoutOn(one, first)).toBe(next);
  });

  it.each(["", "{}", '{"id":"../x","path":"/"}'])("is made anew when its file holds %j", async (text) => {
    const id = await idOf(project.root);
    await writeFile(project.path("UserSettings/AssetQL.json"), text);

    const next = await idOf(project.root);

    expect(next).toMatch(/^[0-9a-f]{32}$/);
    expect(next).not.toBe(id);
  });
});
