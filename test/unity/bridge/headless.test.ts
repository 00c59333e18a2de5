import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BridgeChange, BridgePull } from "@assetql/contract";
import { afterEach, describe, expect, it } from "vitest";
import { skippedBecause } from "../../support/programs.ts";
import { until } from "../../support/until.ts";
import { type HeadlessEditor, openHeadlessEditor } from "../client-wire/headless-editor.ts";
import { monoIsMissing } from "../client-wire/wire-checks.ts";
import {
  approvedBatch,
  type GameHub,
  imageOf,
  readyAssets,
  startGameHub,
  untilPull as untilHubHas,
} from "./hub.ts";
import { type BridgeRig, openBridgeRig } from "./rig.ts";

const IMAGES = 12;

let hub: GameHub;
let rig: BridgeRig;
let editor: HeadlessEditor;
let project: string;
async function open(images?: number): Promise<void> {
  hub = await startGameHub(images === undefined ? {} : { images });
  rig = await openBridgeRig({ hub });
  project = join(hub.base, "headless");
  await Promise.all(
    ["Assets", "ProjectSettings"].map((name) => mkdir(join(project, name), { recursive: true })),
  );
  editor = await openHeadlessEditor({ project, folder: rig.folder });
  await editor.connect();
}
afterEach(async () => {
  await editor.close();
  await rig.dispose();
  await hub.dispose();
  expect(rig.errors).toEqual([]);
});

/** What the bridge has at last told of a pull. */
const untilPull = (pullId: string, status: BridgePull["status"]): Promise<BridgePull> =>
  until(async () => {
    const pull = await editor.ask<BridgePull>("pulls.get", { pullId });
    if (pull.status === "failed") throw new Error(pull.problem?.detail);
    return pull.status === status ? pull : undefined;
  });

const planned = async (scope: object): Promise<BridgePull> => {
  const { id } = await editor.ask<BridgePull>("pulls.plan", { scope, import: null, conflicts: null });
  return untilPull(id, "planned");
};

const applied = async ({ id }: BridgePull): Promise<BridgePull> => {
  await editor.ask("pulls.apply", { pullId: id, conflicts: null });
  return untilPull(id, "applied");
};

const textures = async (): Promise<string[]> => {
  const names = await readdir(join(project, "Assets"), { recursive: true });
  return names.filter((name) => name.endsWith(".png")).sort();
};

const textureOf = async (sku: string | null): Promise<string> =>
  join(project, "Assets", (await textures()).find((name) => name.endsWith(`/${sku}.png`)) ?? "");

const TOGETHER = "the package's client, with a real bridge and a real hub";

describe.skipIf(skippedBecause(TOGETHER, monoIsMissing))(TOGETHER, () => {
  it("pulls a batch, a newer version of one with its settings kept, and takes both back", async () => {
    await open();
    const { batch, assets } = await approvedBatch(hub, IMAGES);
    const pull = await planned({ kind: "batch", batchId: batch.id });
    expect(await textures()).toEqual([]);
    expect(await applied(pull)).toMatchObject({ counts: { create: IMAGES, applied: IMAGES, failed: 0 } });
    expect(await textures()).toHaveLength(IMAGES);
    for (const { id, sku } of assets) {
      expect((await readFile(await textureOf(sku))).equals(await imageOf(hub, id))).toBe(true);
    }
    // What was pulled is as it should be: a plan of the same changes nothing.
    expect(await planned({ kind: "batch", batchId: batch.id })).toMatchObject({
      counts: { create: 0, update: 0, skip: IMAGES, conflict: 0 },
    });

    const [asset] = assets;
    if (asset === undefined) throw new Error("There is no asset");
    const path = await textureOf(asset.sku);
    const meta = `${path}.meta`;
    const edited = (await readFile(meta, "utf8")).replace(
      "spritePixelsToUnits: 100",
      "spritePixelsToUnits: 64",
    );
    const before = await readFile(path);
    await writeFile(meta, edited);
    await hub.client.assets.regenerate(asset.id);
    await until(async () => ((await hub.client.assets.get(asset.id)).version === 2 ? true : undefined));
    await hub.client.assets.approve(asset.id);
    const newer = await planned({ kind: "pulled" });
    expect(newer).toMatchObject({ counts: { create: 0, update: 1 } });
    await applied(newer);
    expect((await readFile(path)).equals(await imageOf(hub, asset.id))).toBe(true);
    expect(await readFile(meta, "utf8")).toBe(edited);

    await editor.ask("pulls.undo", { pullId: newer.id, force: false });
    await untilPull(newer.id, "reverted");
    expect((await readFile(path)).equals(before)).toBe(true);
    await editor.ask("pulls.undo", { pullId: pull.id, force: true });
    expect(await untilPull(pull.id, "reverted")).toMatchObject({
      counts: { reverted: IMAGES, revertFailed: 0 },
    });
    expect(await textures()).toEqual([]);
  });

  it("makes a batch of the sprites that are missing, and knows afterwards which object each is for", async () => {
    await open();
    const items = ["mana", "health"].map((name) => ({
      id: `GlobalObjectId_V1-2-${name}`,
      title: name,
      fields: { title: name },
    }));
    await editor.ask("missing", { items });
    const files = [{ name: "reference.png", base64: Buffer.from(hub.reference).toString("base64") }];
    const style = await editor.ask<{ id: string }>("styles.create", {
      name: "Icons",
      files,
      threshold: null,
    });
    const batch = await editor.ask<{ id: string }>("batches.create", {
      name: "Missing",
      template: "{title}",
      styleId: style.id,
      spriteIds: items.map(({ id }) => id),
      width: 64,
      height: 64,
      styleGate: false,
    });
    const assets = await readyAssets(hub.client, batch.id, items.length);
    await hub.client.assets.review({ action: "approve", assetIds: assets.map(({ id }) => id) });
    await applied(await planned({ kind: "batch", batchId: batch.id }));
    const [imported = []] = editor.eventsOf<{ path: string; itemId: string | null }[]>("imported");
    expect(imported.map(({ path, itemId }) => [path, itemId]).sort()).toEqual([
      ["Assets/AssetQL/Missing/Textures/health.png", "GlobalObjectId_V1-2-health"],
      ["Assets/AssetQL/Missing/Textures/mana.png", "GlobalObjectId_V1-2-mana"],
    ]);
  });

  it("tells of each image what keeps it out of the project, and writes nothing", async () => {
    await open();
    const { batch } = await approvedBatch(hub, 3);
    const elsewhere = join(hub.base, "elsewhere");
    await mkdir(elsewhere);
    await symlink(elsewhere, join(project, "Assets", "AssetQL"));
    const pull = await applied(await planned({ kind: "batch", batchId: batch.id }));
    expect(pull).toMatchObject({ counts: { applied: 0, failed: 3 } });
    const { items } = await editor.ask<{ items: BridgeChange[] }>("pulls.changes", {
      pullId: pull.id,
      cursor: null,
    });
    expect(items).toHaveLength(3);
    for (const { problem } of items) {
      expect(problem).toMatchObject({
        code: "refused",
        detail: expect.stringContaining("Assets/AssetQL is a link. Put a real folder"),
      });
    }
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it("says that the hub is away, fails what is asked of it, and goes on when it is back", async () => {
    await open();
    await hub.stop();
    const away = await editor.connectionWith(({ hubReachable }) => !hubReachable);
    expect(away).toMatchObject({
      state: "Connected",
      message: expect.stringContaining("cannot reach its hub"),
    });
    await expect(editor.ask("styles.list", { cursor: null })).rejects.toMatchObject({
      code: "hub-unreachable",
      message: expect.stringContaining("assetql start"),
    });
    await hub.startAgain();
    await editor.connectionWith(({ hubReachable }) => hubReachable);
    expect(await editor.ask("styles.list", { cursor: null })).toMatchObject({ items: [] });
  });

  it("pulls the same batch into two projects at once, each with its own undo", async () => {
    await open();
    const { batch } = await approvedBatch(hub, IMAGES);
    const other = join(hub.base, "other");
    await mkdir(join(other, "Assets"), { recursive: true });
    const second = await openHeadlessEditor({ project: other, folder: rig.folder });
    try {
      await second.connect();
      const plan = { scope: { kind: "batch", batchId: batch.id }, import: null, conflicts: null };
      const pulls = await Promise.all(
        [editor, second].map(async (one) => {
          const { id } = await one.ask<BridgePull>("pulls.plan", plan);
          await untilHubHas(hub.client, id, "planned");
          await one.ask("pulls.apply", { pullId: id, conflicts: null });
          return untilHubHas(hub.client, id, "applied");
        }),
      );
      for (const { counts } of pulls) expect(counts).toMatchObject({ applied: IMAGES, failed: 0 });
      const [mine, theirs] = pulls;
      // Nobody undoes what is another project's.
      await expect(editor.ask("pulls.undo", { pullId: theirs?.id, force: false })).rejects.toMatchObject({
        code: "not-found",
      });
      await editor.ask("pulls.undo", { pullId: mine?.id, force: false });
      await untilPull(mine?.id ?? "", "reverted");
      expect(await textures()).toEqual([]);
      const left = await readdir(join(other, "Assets"), { recursive: true });
      expect(left.filter((name) => name.endsWith(".png"))).toHaveLength(IMAGES);
    } finally {
      await second.close();
    }
  });

  it("pulls images that are all the same, each to its own texture", async () => {
    await open(1);
    const { batch } = await approvedBatch(hub, IMAGES);
    const pull = await applied(await planned({ kind: "batch", batchId: batch.id }));
    expect(pull).toMatchObject({ counts: { applied: IMAGES, failed: 0 } });
    const files = await Promise.all(
      (await textures()).map((name) => readFile(join(project, "Assets", name))),
    );
    expect(files).toHaveLength(IMAGES);
    for (const file of files) expect(file.equals(files[0] ?? Buffer.alloc(0))).toBe(true);
  });
});
