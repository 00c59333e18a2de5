import type { Client } from "@assetql/client";
import type { Publication, Target, WorkChange } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measureWaiting } from "../support/time-waited.ts";
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

async function planned(count: number, more: object = {}) {
  const { batch, assets } = await home.makeAssets(count);
  const { id } = await client.publications.create({ targetId: target.id, batchId: batch.id, ...more });
  await host.plan(await host.take("plan"));
  return { id, assets, batch };
}

const read = (id: string): Promise<Publication> => client.publications.get(id);
const statesOf = async (id: string) =>
  (await Array.fromAsync(client.publications.changesAll(id))).map(({ state }) => state);

/** Applies the first change, and begins the second with a step. */
async function applyInPart(changes: readonly WorkChange[], workId: string): Promise<void> {
  const [one, two, three] = changes;
  if (one === undefined || two === undefined || three === undefined) throw new Error("Three are needed");
  await host.report(workId, [
    { type: "started", changeId: one.change.id },
    host.applyOne(one),
    { type: "started", changeId: two.change.id },
    { type: "step", changeId: two.change.id, key: "upload", state: "done", result: 1 },
    { type: "started", changeId: three.change.id },
  ]);
}

describe("a pause", () => {
  it("reaches a host within a second, whose last word still counts, and resuming leaves nothing out", async () => {
    const { id } = await planned(3);
    await client.publications.apply(id);
    const work = await host.take("apply");
    const changes = await host.changes(work);
    await applyInPart(changes, work.id);
    const heartbeat = host.heartbeat(work.id, 20);

    const waited = measureWaiting();
    expect(await client.publications.pause(id)).toMatchObject({ status: "paused", pausedFrom: "applying" });
    expect(await heartbeat).toEqual({ control: "stop", busy: [] });
    expect(waited()).toBeLessThan(1_000);

    expect((await host.report(work.id, [host.applyOne(changes[1]!)])).control).toBe("stop");
    await host.complete(work.id);
    expect(await host.lease()).toBeNull();
    expect(await statesOf(id)).toEqual(["applied", "applied", "applying"]);
    await client.publications.resume(id);
    await host.apply(await host.take("apply"));
    expect(await read(id)).toMatchObject({ status: "applied", counts: { applied: 3, failed: 0 } });
  });

  it("takes back work that nobody has begun", async () => {
    const { id } = await planned(1);
    await client.publications.apply(id);
    await client.publications.pause(id);
    expect(await host.lease()).toBeNull();
    await client.publications.resume(id);
    await host.apply(await host.take("apply"));
    expect((await read(id)).status).toBe("applied");
  });
});

describe("a plan that is paused", () => {
  it("is given up: its host is told, and what it still says is not taken down", async () => {
    const { batch } = await home.makeAssets(1);
    const { id } = await client.publications.create({ targetId: target.id, batchId: batch.id, apply: true });
    const work = await host.take("plan");
    const entries = await Array.fromAsync(client.work.assetsAll(work.id));
    const stopped = await client.publications.pause(id);
    expect(stopped).toMatchObject({ status: "failed", problem: { code: "plan-stopped" } });

    expect((await host.heartbeat(work.id, 20)).control).toBe("stop");
    const late = { host: host.host, changes: entries.map((entry) => host.planOf(entry)) };
    expect((await client.work.report(work.id, late)).control).toBe("stop");
    await host.complete(work.id);
    expect(await statesOf(id)).toEqual([]);
    expect(await read(id)).toMatchObject({ status: "failed", counts: { create: 0 } });
    expect(await host.lease()).toBeNull();
  });

  it("leaves what was applied before as it was, with the way back", async () => {
    const { id } = await planned(1, { apply: true });
    await host.apply(await host.take("apply"));
    await client.publications.apply(id, { conflicts: "overwrite" });
    expect(await client.publications.pause(id)).toMatchObject({ status: "applied" });
    await client.publications.revert(id);
    await host.revert(await host.take("revert"));
    expect(await read(id)).toMatchObject({ status: "reverted", counts: { reverted: 1 } });
  });
});

describe("options", () => {
  it("are what the connector lets a publication set, and nothing that leads to another place", async () => {
    const { batch } = await home.makeAssets(1);
    const scope = { targetId: target.id, batchId: batch.id };
    for (const [options, path] of [
      [{ shelf: "top", siteUrl: "https://elsewhere.example" }, "options.siteUrl"],
      [{ shelf: "middle" }, "options.shelf"],
      [{ unknown: true }, "options.unknown"],
    ] as const) {
      const error = await client.publications.create({ ...scope, options }).then(
        () => undefined,
        (reason: { problem: unknown }) => reason.problem,
      );
      expect(error).toMatchObject({ code: "request-invalid", problems: [{ path }] });
    }
    await client.publications.create({ ...scope, options: { shelf: "bottom" } });
    const work = await host.take("plan");
    expect(work.target.config).toEqual({ siteUrl: "https://shop.example", shelf: "bottom" });
    await host.plan(work);
  });
});

describe("an undo", () => {
  it("of a publication that was stopped half way ends what was begun first, and nothing else", async () => {
    const { id } = await planned(4);
    await client.publications.apply(id);
    const work = await host.take("apply");
    await applyInPart(await host.changes(work), work.id);
    await client.publications.pause(id);
    await host.complete(work.id);

    expect(await client.publications.revert(id)).toMatchObject({ status: "reverting" });
    const finishing = await host.take("apply");
    const begun = await host.changes(finishing);
    expect(begun.map(({ journal }) => journal.length)).toEqual([1]);
    await host.apply(finishing);
    await host.revert(await host.take("revert"));

    expect(await read(id)).toMatchObject({ status: "reverted", counts: { applied: 0, reverted: 2 } });
    expect((await statesOf(id)).toSorted()).toEqual(["planned", "planned", "reverted", "reverted"]);
    expect(host.shelf.size).toBe(3 + 1);
  });

  it("leaves the ledger to a publication that has written since", async () => {
    const { id, assets } = await planned(1);
    const assetId = assets[0]!.id;
    await client.publications.apply(id);
    await host.apply(await host.take("apply"));
    await client.assets.update(assetId, { altText: "Other words" });
    const later = await client.publications.create({ targetId: target.id, assetIds: [assetId], apply: true });
    await host.plan(await host.take("plan"));
    await host.apply(await host.take("apply"));
    const linkOf = async () => (await client.targets.linksOfAsset(assetId)).items[0];
    const before = await linkOf();
    expect(before).toMatchObject({ publicationId: later.id, seen: { alt: "Other words" } });

    await client.publications.revert(id);
    const work = await host.take("revert");
    const [change] = await host.changes(work);
    const kept = { restored: [], kept: ["alt"], removed: false, revertedAt: 1 };
    await host.report(work.id, [
      { type: "reverted", changeId: change!.change.id, report: kept, after: { alt: "Other words" } },
    ]);
    await host.complete(work.id);
    expect(await linkOf()).toEqual(before);

    // What was kept can still be taken back by force; without force there is nothing left.
    const refused = await client.publications.revert(id).catch((error: Error) => error.message);
    expect(refused).toContain("`force` takes that back, too");
    await client.publications.revert(id, { force: true });
    const forced = await host.take("revert");
    expect([forced.force, (await host.changes(forced)).length]).toEqual([true, 1]);
    await host.revert(forced);

    await client.publications.revert(later.id);
    await host.revert(await host.take("revert"));
    // Back to what the first one had left.
    expect(await linkOf()).toMatchObject({ publicationId: id, state: "published" });
  });

  it("is refused where there is nothing to undo, in words", async () => {
    const { id } = await planned(1);
    for (const [call, words] of [
      ["revert", "Nothing has been written yet"],
      ["pause", "cannot be paused now"],
      ["resume", "cannot be resumed now"],
    ] as const) {
      const error = await client.publications[call](id).then(
        () => undefined,
        (reason: { problem: unknown }) => reason.problem,
      );
      expect(error).toMatchObject({ code: "publication-state", detail: expect.stringContaining(words) });
    }
  });
});

describe("a plan", () => {
  it("is applied by itself when asked for, and decided anew with another policy for conflicts", async () => {
    const { id, assets } = await planned(2, { apply: true });
    expect((await read(id)).status).toBe("applying");
    await host.apply(await host.take("apply"));
    expect(await read(id)).toMatchObject({ status: "applied", counts: { applied: 2 } });

    host.shelf.set(assets[0]!.id, { alt: "by hand", edited: true });
    const again = await client.publications.create({
      targetId: target.id,
      assetIds: assets.map((asset) => asset.id),
    });
    await host.plan(await host.take("plan"));
    expect(await read(again.id)).toMatchObject({ counts: { conflict: 1, skip: 1, update: 0 } });
    await client.publications.apply(again.id, { conflicts: "overwrite" });
    const replanning = await host.take("plan");
    expect(replanning.target.policies.conflict).toBe("overwrite");
    // This time the host finds that one can be written, and does not name the other.
    host.shelf.set(assets[0]!.id, { alt: "by hand" });
    const [entry] = (await client.work.assets(replanning.id)).items.filter(
      ({ externalId }) => externalId === assets[0]!.id,
    );
    await client.work.report(replanning.id, { host: host.host, changes: [host.planOf(entry!)] });
    await host.complete(replanning.id);
    await host.apply(await host.take("apply"));
    expect(await read(again.id)).toMatchObject({
      status: "applied",
      counts: { conflict: 0, skip: 0, update: 1, applied: 1 },
    });
    expect(await statesOf(again.id)).toEqual(["applied"]);
  });

  it("that fails says why, and is not applied", async () => {
    const { batch } = await home.makeAssets(1);
    const { id } = await client.publications.create({ targetId: target.id, batchId: batch.id, apply: true });
    const problem = { code: "credentials-refused", detail: "The site refuses the password." };
    await host.complete((await host.take("plan")).id, { problem });
    expect(await read(id)).toMatchObject({ status: "failed", problem });
    expect(await host.lease()).toBeNull();
  });

  it("looks at rejected and deleted assets that are at the target, and at nothing that nobody approved", async () => {
    const { assets } = await planned(1, { apply: true });
    await host.apply(await host.take("apply"));
    const pending = await home.makeAssets(1, { review: "pending" });
    const targeted = await home.makeAssets(2, { targetId: target.id });
    await client.assets.reject(assets[0]!.id);

    const asked = await client.publications.create({
      targetId: target.id,
      assetIds: [assets[0]!.id, pending.assets[0]!.id],
    });
    const byId = await host.take("plan");
    const entries = await Array.fromAsync(client.work.assetsAll(byId.id));
    expect(entries.map(({ withdraw, notApproved }) => [withdraw, notApproved]).toSorted()).toEqual([
      [false, true],
      [true, false],
    ]);
    await host.plan(byId);
    expect(await read(asked.id)).toMatchObject({ counts: { delete: 1, skip: 1 } });

    await client.assets.delete(assets[0]!.id);
    await client.publications.create({ targetId: target.id });
    const everything = await host.take("plan");
    const all = await Array.fromAsync(client.work.assetsAll(everything.id));
    expect(
      all
        .filter(({ withdraw }) => !withdraw)
        .map(({ externalId }) => externalId)
        .toSorted(),
    ).toEqual(targeted.assets.map(({ id }) => id).toSorted());
    expect(all.filter(({ withdraw }) => withdraw)).toMatchObject([
      { externalId: assets[0]!.id, asset: null, link: { state: "published" } },
    ]);
    await host.plan(everything);
  });

  it("of nothing is refused", async () => {
    const { batch } = await home.makeAssets(1, { review: "pending" });
    const empty = await client.targets.create(shelfTarget("Empty"));
    for (const scope of [{ batchId: batch.id }, {}]) {
      const error = await client.publications.create({ targetId: empty.id, ...scope }).then(
        () => undefined,
        (reason: { problem: unknown }) => reason.problem,
      );
      expect(error).toMatchObject({ code: "publication-empty", status: 422 });
    }
  });
});
