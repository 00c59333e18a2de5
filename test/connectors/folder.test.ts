import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CreateTargetInput, Target } from "@assetql/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../support/until.ts";
import {
  changesOf,
  expectedFiles,
  type PublishingHub,
  startPublishingHub,
  untilStatus,
} from "./publishing-hub.ts";

const IMAGES = 3;
/** No longer JSON. */
const TORN = '{ "title": "Mug 2, "altText": null }';

let hub: PublishingHub;
beforeEach(async () => {
  hub = await startPublishingHub(IMAGES);
  const host = hub.host();
  await host.runOnce();
  host.start();
});
afterEach(() => hub.dispose());

const makeTarget = (input: Partial<CreateTargetInput> = {}): Promise<Target> =>
  hub.client.targets.create({
    name: "Shop",
    connector: "folder",
    config: { folder: hub.folder },
    ...input,
  });

async function plan({ id: targetId }: Target, batchId: string = hub.batchId): Promise<string> {
  const { id } = await hub.client.publications.create({ targetId, batchId });
  await untilStatus(hub.client, id, "planned");
  return id;
}

async function apply(id: string): Promise<void> {
  await hub.client.publications.apply(id);
  await untilStatus(hub.client, id, "applied");
}

async function publish(target: Target, batchId?: string): Promise<string> {
  const id = await plan(target, batchId);
  await apply(id);
  return id;
}

async function undo(id: string, force = false): Promise<void> {
  await hub.client.publications.revert(id, { force });
  await untilStatus(hub.client, id, "reverted");
}

describe("items of a folder", () => {
  const idsWithoutImage = async ({ id }: Target): Promise<string[]> => {
    const items = await Array.fromAsync(hub.client.targets.itemsAll(id, { withoutImage: true }));
    return items.map((item) => item.id);
  };

  it("have the image that was published for them, whatever it is called, until that is undone", async () => {
    await writeFile(join(hub.folder, "items.csv"), "id,title\nmug-1,Morning mug\nmug-2,Evening mug\n");
    const target = await makeTarget();
    const [style] = (await hub.client.styles.list()).items;
    const batch = await hub.client.targets.batch(target.id, {
      name: "Mugs",
      styleProfileId: style?.id ?? "",
      template: "A {title}",
      config: { width: 64, height: 64, styleGate: "off", seed: 1 },
      query: { ids: ["mug-1"] },
    });
    await hub.client.batches.watch(batch.id);
    const [asset] = await until(async () => {
      const { items } = await hub.client.assets.list({ batchId: batch.id, status: "ready" });
      return items.length === 1 ? items : undefined;
    });
    await hub.client.assets.review({ action: "approve", assetIds: [asset?.id ?? ""] });
    const publication = await publish(target, batch.id);
    expect(await hub.files()).not.toContain("mug-1.png");
    expect(await idsWithoutImage(target)).toEqual(["mug-2"]);
    await undo(publication);
    expect(await idsWithoutImage(target)).toEqual(["mug-1", "mug-2"]);
  });

  it("have the image that somebody has put there by their id", async () => {
    await writeFile(join(hub.folder, "items.csv"), "id,title\nmug-1,Morning mug\nmug-2,Evening mug\n");
    await writeFile(join(hub.folder, "mug-2.jpg"), "an image");
    expect(await idsWithoutImage(await makeTarget())).toEqual(["mug-1"]);
  });

  it("are refused when two have the same id", async () => {
    await writeFile(join(hub.folder, "items.csv"), "id,title\nmug-1,One\nmug-2,Two\nmug-1,Three\n");
    const target = await makeTarget();
    await expect(hub.client.targets.items(target.id)).rejects.toThrow(
      /Entries 1 and 3 of items.csv have the same "id", mug-1/,
    );
  });
});

describe("a JSON file that somebody has broken", () => {
  const breakOne = () => writeFile(join(hub.folder, "sku-2.json"), TORN);

  it("keeps its own image out of a plan, and no other", async () => {
    const target = await makeTarget();
    await publish(target);
    await breakOne();
    const changes = await changesOf(hub.client, await plan(target));
    expect(changes.map(({ kind, reason }) => `${kind}: ${reason}`).sort()).toEqual([
      `skip: ${join(hub.folder, "sku-2.json")} cannot be read as JSON any more. Mend or remove it.`,
      "skip: It is there already, as it should be.",
      "skip: It is there already, as it should be.",
    ]);
  });

  it("stays when the publication is undone, unless that is forced", async () => {
    const first = await publish(await makeTarget());
    await breakOne();
    await undo(first);
    expect(await hub.files()).toEqual(["sku-2.json", "sku-2.png"]);
    await undo(first, true);
    expect(await hub.files()).toEqual([]);
  });

  it("keeps its image from being deleted", async () => {
    const target = await makeTarget({ policies: { conflict: "overwrite", deletion: "delete" } });
    await publish(target);
    await breakOne();
    const assets = await Array.fromAsync(hub.client.assets.listAll({ batchId: hub.batchId }));
    await hub.client.assets.review({ action: "reject", assetIds: assets.map(({ id }) => id) });
    const changes = await changesOf(hub.client, await publish(target));
    expect(changes.flatMap(({ problem }) => problem?.detail ?? [])).toEqual([
      `${join(hub.folder, "sku-2.json")} cannot be read as JSON any more. Mend or remove it.`,
    ]);
    expect(await hub.files()).toEqual(["sku-2.json", "sku-2.png"]);
  });
});

describe("a JSON file that somebody has deleted", () => {
  it("is written anew beside the image that is still ours, and undo takes both away", async () => {
    const target = await makeTarget();
    const first = await plan(target);
    const second = await plan(target);
    await apply(first);
    await rm(join(hub.folder, "sku-2.json"));
    await apply(second);
    expect(await hub.files()).toEqual(expectedFiles(IMAGES));
    await undo(first);
    expect(await hub.files()).toEqual([]);
  });

  it("is not missed by undo", async () => {
    const first = await publish(await makeTarget());
    await rm(join(hub.folder, "sku-2.json"));
    await undo(first);
    expect(await hub.files()).toEqual([]);
  });

  it("leaves to people what they have put in the image's place", async () => {
    const first = await publish(await makeTarget());
    await rm(join(hub.folder, "sku-2.json"));
    await writeFile(join(hub.folder, "sku-2.png"), "another image");
    await undo(first);
    expect(await hub.files()).toEqual(["sku-2.png"]);
  });
});

describe("a target's folder", () => {
  const healthOf = async (folder: string) => {
    const { id } = await makeTarget({ name: folder.slice(-60), config: { folder } });
    return (await hub.client.targets.check(id)).health?.detail;
  };

  it("is to be made only where folders are allowed", async () => {
    const outside = join(dirname(hub.folder), "elsewhere");
    expect(await healthOf(join(hub.folder, "new", "shop"))).toMatch(/Make it first/);
    expect(await healthOf(outside)).toMatch(/not one of those that are allowed/);
    await mkdir(outside);
    expect(await healthOf(outside)).toMatch(/not one of those that are allowed/);
    await symlink(outside, join(hub.folder, "way-out"));
    expect(await healthOf(join(hub.folder, "way-out", "shop"))).toMatch(/not one of those that are allowed/);
  });

  it("has to begin at the top, as its description says", async () => {
    await expect(makeTarget({ config: { folder: "shop" } })).rejects.toThrow(
      /config.folder must be as its description says: Where the images go, from the top, as in/,
    );
  });
});
