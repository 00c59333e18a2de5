import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BridgeCommandParams, BridgePull } from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BridgeRefusal, type DiskProject, type ScriptedEditor } from "../../support/unity/index.ts";
import { until } from "../../support/until.ts";
import { approvedBatch, type GameHub, imageOf, readyAssets, startGameHub } from "./hub.ts";
import { type BridgeRig, openBridgeRig } from "./rig.ts";

let hub: GameHub;
let rig: BridgeRig;
let project: DiskProject;
let editor: ScriptedEditor;
beforeEach(async () => {
  hub = await startGameHub();
  rig = await openBridgeRig({ hub });
  project = await rig.project();
  editor = await rig.editor(project);
});
afterEach(async () => {
  await rig.dispose();
  await hub.dispose();
  expect(rig.errors).toEqual([]);
});

type Plan = BridgeCommandParams<"pulls.plan">;

const planned = async (scope: Plan["scope"], more: Partial<Plan> = {}): Promise<BridgePull> => {
  const { id } = await editor.request("pulls.plan", { scope, import: {}, conflicts: null, ...more });
  return editor.untilEvent("pull.changed", (pull) => pull.id === id && pull.status === "planned");
};

const applied = async (pull: BridgePull): Promise<BridgePull> => {
  await editor.request("pulls.apply", { pullId: pull.id, conflicts: null });
  return editor.untilEvent("pull.changed", ({ id, status }) => id === pull.id && status === "applied");
};

const undone = async (pull: BridgePull): Promise<BridgePull> => {
  await editor.request("pulls.undo", { pullId: pull.id, force: false });
  return editor.untilEvent("pull.changed", ({ id, status }) => id === pull.id && status === "reverted");
};

const textureAt = (path: string): Promise<Buffer> => readFile(join(project.root, path));
const metaAt = (path: string): Promise<string> => readFile(join(project.root, `${path}.meta`), "utf8");

describe("a batch's life in a Unity project", () => {
  it("goes from a CSV to textures, newer versions, and back", async () => {
    // From a CSV and a reference to images.
    const reference = await editor.upload("reference.png", hub.reference);
    const style = await editor.request("styles.create", {
      name: "Potions",
      uploads: [reference],
      threshold: null,
    });
    const csv = Buffer.from("sku,subject\nMANA,mana potion\nHEALTH,health potion\nSPEED,speed potion\n");
    const draft = {
      template: "A {subject}, game icon",
      styleId: style.id,
      source: { kind: "csv", upload: await editor.upload("potions.csv", csv) },
      config: { width: 64, height: 64, styleGate: "off" },
    } as const;
    const preview = await editor.request("batches.preview", draft);
    expect(preview).toMatchObject({ valid: true, total: 3, columns: ["sku", "subject"] });
    const batch = await editor.request("batches.create", { name: "Potions", ...draft });
    const ended = await editor.untilEvent(
      "batch.changed",
      ({ id, status }) => id === batch.id && status === "completed",
    );
    expect(ended).toMatchObject({ total: 3, completed: 3, failed: 0 });

    // Review, best first.
    await readyAssets(hub.client, batch.id, 3);
    const listed = await until(async () => {
      const page = await editor.request("assets.list", {
        batchId: batch.id,
        order: "score-desc",
        minScore: null,
        maxScore: null,
        review: null,
        cursor: null,
        limit: 10,
      });
      return page.items.length === 3 ? page : undefined;
    });
    const scores = listed.items.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    const speed = listed.items.find(({ sku }) => sku === "SPEED");
    const wanted = listed.items.filter(({ sku }) => sku !== "SPEED");
    const [first] = wanted;
    if (speed === undefined || first === undefined) throw new Error("The batch has other assets");
    const thumbnail = await editor.request("assets.thumbnail", {
      assetId: first.id,
      version: 1,
      maxSide: 32,
    });
    const picture = await editor.download(thumbnail);
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([32, 32]);
    const approval = { action: "approve", assetIds: wanted.map(({ id }) => id), note: null } as const;
    expect(await editor.request("assets.review", approval)).toEqual({ done: 2, failed: [] });
    await editor.request("assets.review", {
      action: "reject",
      assetIds: [speed.id],
      note: "Not blue enough",
    });

    // The plan touches nothing; applying imports everything at once.
    const pull = await planned({ kind: "batch", batchId: batch.id }, { import: { pixelsPerUnit: 32 } });
    expect(pull).toMatchObject({ name: "Potions", counts: { create: 2 } });
    expect(await project.textures()).toEqual([]);
    const { items: changes } = await editor.request("pulls.changes", { pullId: pull.id, cursor: null });
    expect(changes.map(({ kind, guid }) => [kind, guid])).toEqual([
      ["create", null],
      ["create", null],
    ]);
    await applied(pull);
    const folder = "Assets/AssetQL/Potions/Textures";
    expect(await project.textures()).toEqual([`${folder}/HEALTH.png`, `${folder}/MANA.png`]);
    expect(project.imports).toBe(1);
    for (const { id, sku } of wanted) {
      expect((await textureAt(`${folder}/${sku}.png`)).equals(await imageOf(hub, id))).toBe(true);
    }
    expect(await metaAt(`${folder}/MANA.png`)).toContain("spritePixelsToUnits: 32");
    const progress = editor.eventsOf("pull.progress").at(-1);
    expect(progress).toMatchObject({ pullId: pull.id, files: 2, filesTotal: 2 });

    // Nothing is newer; then one is, and somebody has set its pixels per unit meanwhile.
    const pulled = { scope: { kind: "pulled" }, import: {}, conflicts: null } as const;
    await expect(editor.request("pulls.plan", pulled)).rejects.toMatchObject({ code: "nothing-changed" });
    const path = `${folder}/${first.sku}.png`;
    const before = { image: await textureAt(path), meta: await metaAt(path) };
    const edited = before.meta.replace("spritePixelsToUnits: 32", "spritePixelsToUnits: 64");
    await writeFile(join(project.root, `${path}.meta`), edited);
    await editor.request("assets.review", { action: "regenerate", assetIds: [first.id], note: null });
    await until(async () => ((await hub.client.assets.get(first.id)).version === 2 ? true : undefined));
    await editor.request("assets.review", { action: "approve", assetIds: [first.id], note: null });
    const newer = await planned({ kind: "pulled" });
    expect(newer).toMatchObject({ name: "Newer versions", counts: { create: 0, update: 1 } });
    await applied(newer);
    expect((await textureAt(path)).equals(await imageOf(hub, first.id))).toBe(true);
    expect(await metaAt(path)).toBe(edited);

    // And back, version by version.
    await undone(newer);
    // Two pulls, and what was brought back.
    expect(project.imports).toBe(3);
    expect((await textureAt(path)).equals(before.image)).toBe(true);
    expect(await metaAt(path)).toBe(edited);
    await undone(pull);
    // What somebody has set stays theirs, and with it the texture.
    expect(await project.textures()).toEqual([path]);
  });

  it("begins with the project's own list of missing sprites", async () => {
    project.items = ["mana", "health"].map((id) => ({
      id,
      kind: "sprite",
      title: `Potion of ${id}`,
      url: null,
      fields: { title: `Potion of ${id}` },
      image: null,
      updatedAt: null,
    }));
    const { id: styleId } = await hub.client.styles.create({
      name: "Potions",
      files: [{ name: "reference.png", bytes: hub.reference }],
    });
    const batch = await editor.request("batches.create", {
      name: "Missing",
      template: "{title}",
      styleId,
      source: { kind: "sprites", ids: ["mana"] },
      config: { width: 64, height: 64, styleGate: "off" },
    });
    expect(batch.total).toBe(1);
    const [asset] = await readyAssets(hub.client, batch.id, 1);
    expect(asset).toMatchObject({ prompt: "Potion of mana", item: { itemId: "mana" } });
  });

  it("has the project's defaults, as they were set last", async () => {
    const { batch } = await approvedBatch(hub, 2);
    const settings = {
      format: "tga",
      maxSide: 32,
      textureType: "texture",
      pixelsPerUnit: 100,
      filterMode: "point",
      atlas: "Items",
    } as const;
    await editor.request("project.configure", { import: settings });
    await applied(
      await planned({ kind: "batch", batchId: batch.id }, { import: { filterMode: "trilinear" } }),
    );
    const [path = ""] = await project.textures();
    expect(path).toBe("Assets/AssetQL/Potions/Textures/P-1.tga");
    const tga = await textureAt(path);
    expect([tga.readUInt16LE(12), tga.readUInt16LE(14)]).toEqual([32, 32]);
    expect(await metaAt(path)).toMatch(/textureType: 0[\s\S]*/);
    expect(await metaAt(path)).toContain("filterMode: 2");
  });

  it("makes a package, and sends it from where it is wanted", async () => {
    const { batch } = await approvedBatch(hub, 2);
    const made = await editor.request("exports.create", {
      scope: { kind: "batch", batchId: batch.id },
      include: "approved",
      container: "unitypackage",
      import: {},
    });
    await editor.untilEvent("export.changed", ({ id, status }) => id === made.id && status === "completed");
    const whole = await editor.request("exports.fetch", { exportId: made.id, offset: 0 });
    const content = await editor.download(whole);
    expect(whole.name).toMatch(/\.unitypackage$/);
    expect([content[0], content[1]]).toEqual([0x1f, 0x8b]);
    const half = content.subarray(0, content.byteLength / 2);
    const before = editor.received;
    const rest = await editor.request("exports.fetch", { exportId: made.id, offset: half.byteLength });
    expect((await editor.download(rest, half)).equals(content)).toBe(true);
    expect(editor.received - before).toBe(content.byteLength - half.byteLength);
    expect((await editor.request("exports.list", { cursor: null })).items.map(({ id }) => id)).toEqual([
      made.id,
    ]);
  });

  it("says which rows of a CSV are not right", async () => {
    const { id: styleId } = await hub.client.styles.create({
      name: "Potions",
      files: [{ name: "reference.png", bytes: hub.reference }],
    });
    const upload = await editor.upload("potions.csv", Buffer.from("sku,subject\nMANA,\n"));
    const draft = {
      template: "A {subject} in {colour}",
      styleId,
      source: { kind: "csv", upload },
      config: {},
    } as const;
    const refused = await editor
      .request("batches.create", { name: "Potions", ...draft })
      .catch((error) => error);
    expect(refused).toBeInstanceOf(BridgeRefusal);
    expect(refused).toMatchObject({ code: "input-invalid" });
    expect(refused.problems.join("\n")).toContain("colour");
    const unknown = { ...draft, source: { kind: "csv", upload: "nothing" } } as const;
    await expect(editor.request("batches.preview", unknown)).rejects.toMatchObject({
      code: "upload-unknown",
    });
  });
});
