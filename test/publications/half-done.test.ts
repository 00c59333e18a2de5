import type { Client } from "@assetql/client";
import type { Change, Link, Publication, ReportEntryInput, Target, WorkChange } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPublishingHome, type PublishingHome } from "./publishing-home.ts";
import { shelfTarget } from "./shelf.ts";
import { openShelfHost, type ShelfHost } from "./shelf-host.ts";

let home: PublishingHome;
let client: Client;
let host: ShelfHost;
let target: Target;
beforeAll(async () => {
  home = await openPublishingHome();
  client = home.client;
  host = await openShelfHost(client);
  target = await client.targets.create(shelfTarget());
});
afterAll(() => home.dispose());

const problem = { code: "unreachable", detail: "The shop does not answer." };

/** A publication of two: the first fails before its first step, the second after one that has written something. */
async function halfDone() {
  const { batch, assets } = await home.makeAssets(2);
  const { id } = await client.publications.create({ targetId: target.id, batchId: batch.id, apply: true });
  await host.plan(await host.take("plan"));
  const work = await host.take("apply");
  const [untouched, begun] = await host.changes(work);
  if (untouched === undefined || begun === undefined) throw new Error("Two changes are needed");
  const changeId = begun.change.id;
  host.shelf.set(begun.change.externalId, { half: true });
  await host.report(work.id, [
    { type: "started", changeId: untouched.change.id },
    { type: "failed", changeId: untouched.change.id, problem },
    { type: "started", changeId },
    { type: "step", changeId, key: "before", state: "done", result: null },
    { type: "failed", changeId, problem },
  ]);
  await host.complete(work.id);
  return { id, assets, begun };
}

const read = (id: string): Promise<Publication> => client.publications.get(id);
const changesOf = (id: string): Promise<Change[]> => Array.fromAsync(client.publications.changesAll(id));

async function takeBack(id: string, begun: WorkChange): Promise<void> {
  await client.publications.revert(id);
  const work = await host.take("revert");
  const changes = await host.changes(work);
  expect(changes).toMatchObject([
    { change: { id: begun.change.id, receipt: null }, journal: [{ key: "before", state: "done" }] },
  ]);
  await host.report(work.id, [{ type: "started", changeId: begun.change.id }]);
  expect((await read(id)).counts).toMatchObject({ applied: 0 });
  await host.revert(work);
  expect(host.shelf.has(begun.change.externalId)).toBe(false);
}

describe("a change that failed half way", () => {
  it("is taken back by its journal, and what nobody had begun is left", async () => {
    const { id, begun } = await halfDone();
    await takeBack(id, begun);
    expect(await read(id)).toMatchObject({
      status: "reverted",
      counts: { applied: 0, failed: 1, reverted: 1, revertFailed: 0 },
    });
    expect((await client.targets.linksOfAsset(begun.change.externalId)).items).toEqual([]);
  });

  it("keeps its journal when a later plan does not name it any more, or skips it", async () => {
    for (const names of [false, true]) {
      const { id, assets, begun } = await halfDone();
      await client.publications.apply(id, { conflicts: "overwrite" });
      const work = await host.take("plan");
      const entry = (await client.work.assets(work.id)).items.find(
        ({ externalId }) => externalId === begun.change.externalId,
      );
      const skipped = { ...host.planOf(entry!), kind: "skip" as const };
      await client.work.report(work.id, { host: host.host, changes: names ? [skipped] : [] });
      await host.complete(work.id);
      if (!names) await host.complete((await host.take("apply")).id, { problem });
      const left = await changesOf(id);
      expect(left.map(({ state }) => state)).toEqual([names ? "skipped" : "failed"]);
      expect(left[0]?.assetId).toBe(assets[1]?.id);
      await takeBack(id, begun);
      expect(await read(id)).toMatchObject({ status: "reverted", counts: { failed: 0, reverted: 1 } });
    }
  });

  it("whose way back fails, or keeps something, is there for the next one", async () => {
    const { id, begun } = await halfDone();
    const changeId = begun.change.id;
    const end = async (entry: ReportEntryInput) => {
      const work = await host.take("revert");
      expect(await host.changes(work)).toMatchObject([{ journal: [{ key: "before" }] }]);
      await host.report(work.id, [{ type: "started", changeId }, entry]);
      await host.complete(work.id);
    };
    await client.publications.revert(id);
    await end({ type: "revert-failed", changeId, problem });
    await client.publications.revert(id);
    const report = { restored: [], kept: ["half"], removed: false, revertedAt: 1 };
    await end({ type: "reverted", changeId, report, after: { half: true } });
    await client.publications.revert(id, { force: true });
    await host.revert(await host.take("revert"));
    expect(host.shelf.has(begun.change.externalId)).toBe(false);
    expect((await read(id)).counts).toMatchObject({ reverted: 1, revertFailed: 0 });
  });
});

describe("a deletion", () => {
  it("is noted as it was planned, whatever the target's policy is by then", async () => {
    const { batch, assets } = await home.makeAssets(1);
    const assetId = assets[0]!.id;
    const deleting = await client.targets.create(shelfTarget("Tidy", { policies: { deletion: "delete" } }));
    await client.publications.create({ targetId: deleting.id, batchId: batch.id, apply: true });
    await host.plan(await host.take("plan"));
    await host.apply(await host.take("apply"));
    await client.assets.reject(assetId);
    const { id } = await client.publications.create({ targetId: deleting.id, assetIds: [assetId] });
    await host.plan(await host.take("plan"));
    await client.targets.update(deleting.id, { policies: { conflict: "keep-theirs", deletion: "keep" } });
    await client.publications.apply(id);
    await host.apply(await host.take("apply"));
    expect(await changesOf(id)).toMatchObject([{ kind: "delete", deletion: "delete" }]);
    const links: Link[] = (await client.targets.linksOfAsset(assetId)).items;
    expect(links).toMatchObject([{ targetId: deleting.id, state: "deleted" }]);
  });
});
