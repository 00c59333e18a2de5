import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Change, ConflictPolicy, Target } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  changesOf,
  type PublishingHub,
  startPublishingHub,
  untilStatus,
} from "../connectors/publishing-hub.ts";

let hub: PublishingHub;
let assetId: string;
beforeAll(async () => {
  hub = await startPublishingHub(1);
  const host = hub.host();
  await host.runOnce();
  host.start();
  const [asset] = (await hub.client.assets.list({ batchId: hub.batchId })).items;
  assetId = asset?.id ?? "";
});
afterAll(() => hub.dispose());

async function plan(
  { id: targetId }: Target,
  more: { readonly conflicts?: ConflictPolicy } = {},
): Promise<string> {
  const { id } = await hub.client.publications.create({ targetId, batchId: hub.batchId, ...more });
  await untilStatus(hub.client, id, "planned");
  return id;
}

async function apply(id: string): Promise<void> {
  await hub.client.publications.apply(id);
  await untilStatus(hub.client, id, "applied");
}

/** Takes a publication back, and expects that nothing stands in the way. */
async function undo(id: string): Promise<void> {
  await hub.client.publications.revert(id);
  await untilStatus(hub.client, id, "reverted");
  expect((await changesOf(hub.client, id)).map(stateOf)).toEqual(["reverted, nothing kept"]);
}

const stateOf = ({ state, revert, problem }: Change): string =>
  problem?.detail ?? `${state}, ${revert?.kept.length === 0 ? "nothing" : revert?.kept} kept`;

/** What another plan would do now, and whether it would write. */
async function nextOf(target: Target): Promise<string> {
  const [change] = await changesOf(hub.client, await plan(target));
  const written = change?.fields.filter(({ outcome }) => outcome === "write").map(({ name }) => name) ?? [];
  return change?.kind === "update" ? `update ${written.join(", ")}` : (change?.kind ?? "nothing");
}

/** The file that tells of the image, as it is there. */
const published = async (): Promise<unknown> =>
  JSON.parse(await readFile(join(hub.folder, "sku-1.json"), "utf8"));

/** For targets of which nothing is known yet. */
async function emptyFolder(): Promise<void> {
  await rm(hub.folder, { recursive: true });
  await mkdir(hub.folder);
}

type Step = readonly ["apply" | "undo", "first" | "second", "stands" | "is gone"];

/** Every order in which two publications of the same can be applied and taken back, and what is there after each. */
const orders: readonly (readonly Step[])[] = [
  [
    ["apply", "first", "stands"],
    ["undo", "first", "is gone"],
    ["apply", "second", "stands"],
    ["undo", "second", "is gone"],
  ],
  [
    ["apply", "first", "stands"],
    ["apply", "second", "stands"],
    ["undo", "first", "is gone"],
    ["undo", "second", "is gone"],
  ],
  [
    ["apply", "first", "stands"],
    ["apply", "second", "stands"],
    ["undo", "second", "stands"],
    ["undo", "first", "is gone"],
  ],
];

/** Of those planned, the one that is applied first writes; the other finds everything as it should be. */
async function walk(target: Target, steps: readonly Step[], whenGone: string): Promise<void> {
  const planned = { second: await plan(target), first: await plan(target) };
  for (const [verb, which, then] of steps) {
    await (verb === "apply" ? apply : undo)(planned[which]);
    expect(await nextOf(target), `after: ${verb} ${which}`).toBe(then === "stands" ? "skip" : whenGone);
  }
}

const makeTarget = async (): Promise<Target> => {
  await emptyFolder();
  return hub.target();
};

describe("two publications of the same", () => {
  it.each(orders)(
    "that make it leave it to the next one to make it again: %j, %j, %j, %j",
    async (...steps) => {
      await walk(await makeTarget(), steps, "create");
      expect(await hub.files()).toEqual([]);
    },
  );

  it.each(orders)(
    "that change it leave it to the next one to change it: %j, %j, %j, %j",
    async (...steps) => {
      const target = await makeTarget();
      await hub.client.assets.update(assetId, { altText: "As it was" });
      await apply(await plan(target));
      await hub.client.assets.update(assetId, { altText: "Another" });
      await walk(target, steps, "update altText");
      expect(await published()).toMatchObject({ altText: "As it was" });
    },
  );

  it("of which one has made it again, since somebody had deleted it, leave nothing when both are undone", async () => {
    const target = await makeTarget();
    const first = await plan(target);
    await apply(first);
    await emptyFolder();
    const again = await plan(target, { conflicts: "overwrite" });
    await apply(again);
    await undo(first);
    expect(await nextOf(target)).toBe("create");
    await undo(again);
    expect(await nextOf(target)).toBe("create");
  });

  it("leave in the ledger who has written it", async () => {
    const target = await makeTarget();
    const [first, second] = [await plan(target), await plan(target)];
    await apply(first);
    await apply(second);
    expect((await hub.client.targets.linksOfAsset(assetId)).items).toContainEqual(
      expect.objectContaining({ targetId: target.id, publicationId: first, state: "published" }),
    );
  });
});

describe("two publications of different fields", () => {
  it.each([
    [0, 1],
    [1, 0],
  ] as const)("are taken back in any order: number %i first, then %i", async (first, then) => {
    const target = await makeTarget();
    await hub.client.assets.update(assetId, { title: "A mug", altText: "As it was" });
    await apply(await plan(target));
    const made: string[] = [];
    for (const change of [{ title: "A cup" }, { altText: "Another" }]) {
      await hub.client.assets.update(assetId, change);
      const id = await plan(target);
      await apply(id);
      made.push(id);
    }

    await undo(made[first] ?? "");
    expect(await nextOf(target)).toBe(first === 0 ? "update title" : "update altText");
    await undo(made[then] ?? "");
    expect(await published()).toMatchObject({ title: "A mug", altText: "As it was" });
    expect(await nextOf(target)).toBe("update title, altText");
  });
});
