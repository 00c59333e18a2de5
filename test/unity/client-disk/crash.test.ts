import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Editor, withoutMono } from "./disk-program.ts";
import { checksum, commit, Project, picture, SECOND_PULL, stage } from "./project.ts";

const place = (batch: string, name: string): string => `Assets/AssetQL/${batch}/Textures/${name}.png`;
const IDS = ["ast_new", "ast_same", "ast_replaced", "ast_removed"];
/** Every step is two starts of the program. */
const PATIENCE = 900_000;

describe.skipIf(withoutMono)("an editor that is killed", () => {
  const pictures = { new: picture(), old: picture(), replaced: picture(), removed: picture() };
  let project: Project;
  let copies: string;
  /** Below Assets: before the second pull, and after it. */
  let before: ReadonlyMap<string, string>;
  let after: ReadonlyMap<string, string>;
  /** Folders of projects: with the second pull staged, and committed. */
  let staged: string;
  let committed: string;
  let commitSteps: number;
  let undoSteps: number;
  let guids: ReadonlyMap<string, string>;

  beforeAll(async () => {
    copies = await mkdtemp(join(tmpdir(), "assetql-crash-"));
    project = await Project.make();
    const editor = await project.open();
    await firstPull(editor);
    before = await read(project.path("Assets"));
    guids = await secondPull(editor);
    await editor.close();
    staged = await copyOf(project.root);

    const counting = await project.open({ dieAt: 0 });
    expect(await commit(counting, IDS, SECOND_PULL)).toEqual({ failed: [] });
    commitSteps = await counting.ask({ do: "steps" });
    await counting.close();
    after = await read(project.path("Assets"));
    committed = await copyOf(project.root);

    const undoing = await project.open({ dieAt: 0 });
    await undo(undoing);
    undoSteps = await undoing.ask({ do: "steps" });
    expect(await read(project.path("Assets"))).toEqual(before);
  });
  afterAll(async () => {
    await project?.remove();
    if (copies !== undefined) await rm(copies, { recursive: true, force: true });
  });

  async function firstPull(editor: Editor): Promise<void> {
    const removed = place("Gone", "removed");
    await stage(editor, pictures.old, { externalId: "ast_replaced", path: place("Potions", "replaced") });
    await stage(editor, pictures.removed, { externalId: "ast_removed", path: removed });
    await commit(editor, ["ast_replaced", "ast_removed"]);
  }

  async function secondPull(editor: Editor): Promise<ReadonlyMap<string, string>> {
    const common = { pullId: SECOND_PULL, image: "sha256:two" };
    const asked = [
      { bytes: pictures.new, externalId: "ast_new", path: place("Swords", "new") },
      { bytes: pictures.new, externalId: "ast_same", path: place("Swords", "same") },
      { bytes: pictures.replaced, externalId: "ast_replaced", path: place("Potions", "replaced") },
    ];
    const found = new Map<string, string>();
    for (const { bytes, externalId, path } of asked) {
      const settings = externalId === "ast_replaced" ? { filterMode: "point" as const } : {};
      const { guid } = await stage(editor, bytes, { ...common, externalId, path, settings });
      found.set(externalId, guid);
    }
    const { found: there } = await editor.call("project.observe", {
      references: [{ externalId: "ast_removed", guid: null }],
    });
    const guid = there[0]?.guid ?? "";
    await editor.call("files.remove", { pullId: SECOND_PULL, externalId: "ast_removed", guid });
    return found.set("ast_removed", guid);
  }

  async function undo(editor: Editor): Promise<void> {
    const common = { pullId: SECOND_PULL };
    const restore = async (
      externalId: string,
      fields: Readonly<Record<string, null | string>>,
      remove = false,
    ) => {
      const guid = guids.get(externalId) ?? "";
      return editor.call("import.restore", { ...common, externalId, guid, fields, remove });
    };
    await restore("ast_new", {}, true);
    await restore("ast_same", {}, true);
    await restore("ast_replaced", { image: "sha256:one", filterMode: "bilinear" });
    await restore("ast_removed", { image: "sha256:one", title: "Dragon", maxSide: null });
    await editor.call("import.refresh", common);
  }

  async function copyOf(root: string): Promise<string> {
    const copy = await mkdtemp(join(copies, "project-"));
    await cp(root, copy, { recursive: true, preserveTimestamps: true });
    return copy;
  }

  /** Kills an editor at a step of `run`, looks at what it has left, and runs it again. */
  async function dieAndGoOn(from: string, step: number, run: (editor: Editor) => Promise<unknown>) {
    project.root = await copyOf(from);
    const dying = await project.open({ dieAt: step });
    await run(dying).catch(() => undefined);
    expect(await dying.exited, `step ${step}`).toBe("SIGKILL");
    const left = await read(project.path("Assets"));
    expect(halfWritten(left), `step ${step}`).toEqual([]);
    const editor = await project.open();
    await run(editor);
    await editor.close();
    const end = await read(project.path("Assets"));
    await rm(project.root, { recursive: true });
    return end;
  }

  /** What Unity would import in a state that no pull has meant. */
  function halfWritten(files: ReadonlyMap<string, string>): string[] {
    const seen = [...files.keys()].filter((path) => !/(^|\/)\.[^/]+\.tmp$/.test(path));
    const whole = (path: string): boolean =>
      path.endsWith("/") || [before, after].some((state) => state.get(path) === files.get(path));
    const lonely = seen.filter(
      (path) => !path.endsWith(".meta") && !files.has(`${path.replace(/\/$/, "")}.meta`),
    );
    // A mapping is written once for all of a pull, but one at a time in an undo: then it only has to be JSON.
    const broken = seen.filter(
      (path) => !whole(path) && !(path.endsWith(".json") && isJson(files.get(path) ?? "")),
    );
    return [...lonely, ...broken];
  }

  it("at each step of a commit leaves nothing half-written, and goes on with the same commit", {
    timeout: PATIENCE,
  }, async () => {
    expect(commitSteps).toBeGreaterThan(25);
    for (let step = 1; step <= commitSteps; step += 1) {
      const end = await dieAndGoOn(staged, step, async (editor) => {
        const answer = await commit(editor, IDS, SECOND_PULL);
        expect(answer, `step ${step}`).toEqual({ failed: [] });
      });
      expect(end, `step ${step}`).toEqual(after);
    }
  });

  it("at each step of an undo leaves nothing half-written, and goes on with the same undo", {
    timeout: PATIENCE,
  }, async () => {
    expect(undoSteps).toBeGreaterThan(25);
    for (let step = 1; step <= undoSteps; step += 1) {
      expect(await dieAndGoOn(committed, step, undo), `step ${step}`).toEqual(before);
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** All below a folder by path: texts as they are, images by their sums. Folders end with a slash. */
async function read(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = full.slice(folder.length + 1);
    if (entry.isDirectory()) {
      files.set(`${path}/`, "");
      continue;
    }
    const content = await readFile(full);
    const isText = /\.(meta|json)$/.test(path);
    files.set(path, isText ? content.toString() : `${content.byteLength}-${checksum(content)}`);
  }
  return new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
}
