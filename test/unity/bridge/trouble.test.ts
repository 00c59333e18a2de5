import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Asset, BRIDGE_LIMITS, type PublicationId } from "@assetql/contract";
import { afterEach, describe, expect, it } from "vitest";
import { type DiskProject, findBridge, openDiskProject, ScriptedEditor } from "../../support/unity/index.ts";
import { until } from "../../support/until.ts";
import { type GatedProject, gated } from "./gated-project.ts";
import { approvedBatch, type GameHub, imageOf, startGameHub, untilPull } from "./hub.ts";
import { type BridgeRig, openBridgeRig } from "./rig.ts";

const IMAGES = 12;
/** So that all images together are more than a window of content. */
const SIDE = 512;
/** In the middle of the third image or so. */
const HALFWAY = 1_500_000;

let hub: GameHub;
let rig: BridgeRig | undefined;
const children = new Set<ChildProcess>();
const editors = new Set<ScriptedEditor>();
afterEach(async () => {
  await Promise.all([...editors].map((editor) => editor.drop()));
  editors.clear();
  for (const child of children) child.kill("SIGKILL");
  children.clear();
  await rig?.dispose();
  rig = undefined;
  await hub.dispose();
});

const startProcess = (): ChildProcess => {
  const path = join(import.meta.dirname, "bridge-process.ts");
  const child = fork(path, [hub.url, hub.apiKey, join(hub.base, "bridge")]);
  children.add(child);
  return child;
};

const bytesOf = (assets: readonly Asset[]): number =>
  assets.reduce((total, { fileSize }) => total + fileSize, 0);

/** Has a pull of the batch planned and begun. */
async function begun(editor: ScriptedEditor, batchId: Asset["batchId"]): Promise<PublicationId> {
  const { id } = await editor.request("pulls.plan", {
    scope: { kind: "batch", batchId },
    import: {},
    conflicts: null,
  });
  await untilPull(hub.client, id, "planned");
  await editor.request("pulls.apply", { pullId: id, conflicts: null });
  return id;
}

/** Every image is there, once, as the hub has it; the project was imported once. */
async function assessWhole(project: DiskProject, assets: readonly Asset[]): Promise<void> {
  expect(await project.textures()).toHaveLength(assets.length);
  for (const { id } of assets) {
    const path = await project.find(id);
    if (path === undefined) throw new Error(`The texture of ${id} is not there`);
    expect((await readFile(join(project.root, path))).equals(await imageOf(hub, id))).toBe(true);
  }
  expect(project.imports).toBe(1);
}

interface Middle {
  readonly project: DiskProject;
  readonly disk: GatedProject;
  readonly editor: ScriptedEditor;
  readonly assets: readonly Asset[];
  readonly pullId: PublicationId;
}

/** A pull whose content has come half, and whose editor takes no more until its disk is opened again. */
async function inTheMiddle(): Promise<Middle> {
  const { batch, assets } = await approvedBatch(hub, IMAGES);
  expect(bytesOf(assets)).toBeGreaterThan(BRIDGE_LIMITS.windowBytes + HALFWAY);
  const project = await openDiskProject({ root: join(hub.base, "project") });
  const disk = gated(project, HALFWAY);
  const { port, token } = await findBridge(join(hub.base, "bridge"));
  const editor = await ScriptedEditor.open({ port, token, project: disk });
  editors.add(editor);
  const pullId = await begun(editor, batch.id);
  await disk.untilWritten(HALFWAY);
  expect(await project.textures()).toEqual([]);
  return { project, disk, editor, assets, pullId };
}

describe("a pull in trouble", () => {
  it("goes on at once when its bridge was killed, and sends nothing twice beyond a window", async () => {
    hub = await startGameHub({ side: SIDE });
    const first = startProcess();
    const { project, disk, editor, assets, pullId } = await inTheMiddle();
    const gone = once(first, "exit");
    first.kill("SIGKILL");
    await gone;
    // A lease would take longer than this test may to run out.
    hub.slowDown(5);
    disk.open();
    startProcess();
    const { port, token } = await findProcess(first);
    const welcome = await editor.connect({ port, token });
    expect(welcome.resumed).toBe(false);
    await untilPull(hub.client, pullId, "applied");
    await assessWhole(project, assets);
    expect(editor.received).toBeLessThanOrEqual(bytesOf(assets) + BRIDGE_LIMITS.windowBytes);
  });

  it("waits for an editor that is away, and goes on where it was", async () => {
    hub = await startGameHub({ side: SIDE });
    rig = await openBridgeRig({ hub });
    const { project, disk, editor, assets, pullId } = await inTheMiddle();
    const dropped = editor.drop();
    disk.open();
    await dropped;
    expect((await hub.client.publications.get(pullId)).status).toBe("applying");
    const welcome = await editor.connect();
    expect(welcome.resumed).toBe(true);
    await untilPull(hub.client, pullId, "applied");
    await assessWhole(project, assets);
    expect(editor.received).toBeLessThanOrEqual(bytesOf(assets) + BRIDGE_LIMITS.windowBytes);
    // Told on a connection that came later.
    await editor.untilEvent("pull.changed", ({ id, status }) => id === pullId && status === "applied");
    expect(rig.errors).toEqual([]);
  });

  it("may be told twice to begin, to wait, to go on and to go back: an answer can be lost with its bridge", async () => {
    hub = await startGameHub({ side: SIDE });
    rig = await openBridgeRig({ hub });
    const { project, disk, editor, assets, pullId } = await inTheMiddle();
    const twice = async (type: "pulls.apply" | "pulls.pause" | "pulls.resume"): Promise<string[]> => {
      const params = { pullId, conflicts: null };
      return [(await editor.request(type, params)).status, (await editor.request(type, params)).status];
    };
    expect((await editor.request("pulls.apply", { pullId, conflicts: null })).status).toBe("applying");
    expect(await twice("pulls.pause")).toEqual(["paused", "paused"]);
    expect(await twice("pulls.resume")).toEqual(["applying", "applying"]);
    disk.open();
    await untilPull(hub.client, pullId, "applied");
    await assessWhole(project, assets);
    // What has been done is no news, and is said.
    await expect(editor.request("pulls.apply", { pullId, conflicts: null })).rejects.toMatchObject({
      code: "state",
    });
    expect(rig.errors).toEqual([]);
  });

  it("goes on when the hub is back; meanwhile commands say that it is away", async () => {
    hub = await startGameHub({ side: SIDE });
    rig = await openBridgeRig({ hub });
    const { project, disk, editor, assets, pullId } = await inTheMiddle();
    await hub.stop();
    await editor.untilEvent("hub.changed", ({ reachable }) => !reachable);
    await expect(editor.request("pulls.get", { pullId })).rejects.toMatchObject({
      code: "hub-unreachable",
      message: expect.stringContaining("assetql start"),
    });
    expect(editor.isConnected).toBe(true);
    disk.open();
    await hub.startAgain();
    await editor.untilEvent("hub.changed", ({ reachable }) => reachable);
    await untilPull(hub.client, pullId, "applied");
    await assessWhole(project, assets);
    await editor.untilEvent("pull.changed", ({ id, status }) => id === pullId && status === "applied");
    expect(rig.errors).toEqual([]);
  });
});

/** The bridge that has taken the place of one that was killed. */
const findProcess = ({ pid }: ChildProcess) =>
  until(async () => {
    const found = await findBridge(join(hub.base, "bridge"));
    return found.pid === pid ? undefined : found;
  });

describe("a bridge", () => {
  it("may be there before its hub", async () => {
    hub = await startGameHub();
    await hub.stop();
    rig = await openBridgeRig({ hub });
    const editor = await rig.editor(await rig.project());
    expect(editor.welcome?.hub.reachable).toBe(false);
    await expect(editor.request("styles.list", { cursor: null })).rejects.toMatchObject({
      code: "hub-unreachable",
    });
    await hub.startAgain();
    await editor.untilEvent("hub.changed", ({ reachable }) => reachable);
    expect((await editor.request("pulls.list", { cursor: null })).items).toEqual([]);
    expect(rig.errors).toEqual([]);
  });
});

describe("several at one hub", () => {
  it("have a target each, and pull the same batch at the same time", async () => {
    hub = await startGameHub();
    rig = await openBridgeRig({ hub });
    const { batch, assets } = await approvedBatch(hub, IMAGES);
    const projects = [await rig.project(), await rig.project()];
    const pulls = await Promise.all(
      projects.map(async (project) => begun(await (rig as BridgeRig).editor(project), batch.id)),
    );
    await Promise.all(pulls.map((id) => untilPull(hub.client, id, "applied")));
    for (const project of projects) await assessWhole(project, assets);
    const targets = await Array.fromAsync(hub.client.targets.listAll());
    expect(targets.map(({ config }) => config.checkout).toSorted()).toEqual(
      projects.map(({ checkout }) => checkout).toSorted(),
    );
    expect(rig.errors).toEqual([]);
  });

  it("are told what a key may not do", async () => {
    hub = await startGameHub();
    const { batch } = await approvedBatch(hub, 1);
    const { secret } = await hub.client.keys.create({ name: "Looks on", role: "viewer" });
    rig = await openBridgeRig({ hub, apiKey: secret });
    const editor = await rig.editor(await rig.project());
    const told = await editor.untilEvent("hub.changed", ({ detail }) => detail !== null);
    expect(told).toMatchObject({ reachable: true, detail: expect.stringContaining("role admin") });
    const plan = { scope: { kind: "batch", batchId: batch.id }, import: {}, conflicts: null } as const;
    await expect(editor.request("pulls.plan", plan)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("role admin"),
    });
    expect(await editor.request("batches.get", { batchId: batch.id })).toMatchObject({ name: "Potions" });
    expect(rig.errors).toEqual([]);
  });
});

describe("an editor that goes to another bridge", () => {
  it("has its pulls there, at once", async () => {
    hub = await startGameHub();
    const { batch, assets } = await approvedBatch(hub, 3);
    rig = await openBridgeRig({ hub });
    const other = await openBridgeRig({ hub });
    try {
      const project = await rig.project();
      const editor = await rig.editor(project);
      await editor.request("pulls.list", { cursor: null });
      await editor.drop();
      // The first bridge keeps the session: the editor may only have reloaded its domain.
      const moved = await ScriptedEditor.open({
        port: other.bridge.port,
        token: await other.token(),
        project,
      });
      editors.add(moved);
      const pullId = await begun(moved, batch.id);
      await untilPull(hub.client, pullId, "applied");
      await assessWhole(project, assets);
    } finally {
      await other.dispose();
    }
  });
});
