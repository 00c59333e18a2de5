import { type Client, createClient } from "@assetql/client";
import type { Publication, WorkChange } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHome, openApiHome } from "../api/api-home.ts";
import { makers } from "../api/samples.ts";
import { measureWaiting } from "../support/time-waited.ts";
import { answeredProblem } from "./publishing-home.ts";
import { shelfTarget } from "./shelf.ts";
import { openShelfHost, type Shelf, type ShelfHost } from "./shelf-host.ts";

const MINUTE_MS = 60_000;

let home: ApiHome;
let client: Client;
let now = Date.now();
/** What is there, whichever host puts it there. */
const shelf: Shelf = new Map();
const hostNamed = (name: string) => openShelfHost(client, { name, shelf });

beforeAll(async () => {
  home = await openApiHome({}, { now: () => now });
  home.work();
  client = createClient({
    baseUrl: "http://hub.test",
    apiKey: home.keys.admin,
    WebSocket: null,
    fetch: async (input, init) => home.app.request(String(input), init),
  });
});
afterAll(() => home.dispose());

/** A publication of one or more assets that waits to be applied by whoever leases it. */
async function applying(
  host: ShelfHost,
  count = 1,
): Promise<{ publication: Publication; assetIds: string[] }> {
  const target = await client.targets.create(shelfTarget());
  const assetIds: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = await makers["/api/v1/assets"]?.({ home, key: home.keys.admin });
    if (id === undefined) throw new Error("There is no maker of assets");
    await client.assets.approve(id);
    assetIds.push(id);
  }
  const { id } = await client.publications.create({ targetId: target.id, assetIds });
  await host.plan(await host.take("plan"));
  return { publication: await client.publications.apply(id), assetIds };
}

const only = (changes: readonly WorkChange[]): WorkChange => {
  const [change] = changes;
  if (change === undefined) throw new Error("There is no change");
  return change;
};

describe("a lease", () => {
  it("is lost when its host says nothing, and what it began goes on from the journal elsewhere", async () => {
    const first = await hostNamed("first");
    const second = await hostNamed("second");
    const { publication } = await applying(first);
    const work = await first.take("apply");
    const { change } = only(await first.changes(work));
    await first.report(work.id, [
      { type: "started", changeId: change.id },
      { type: "step", changeId: change.id, key: "upload", state: "done", result: { media: 7 } },
      { type: "step", changeId: change.id, key: "feature", state: "started" },
    ]);
    now += MINUTE_MS - 1_000;
    expect(await second.lease()).toBeNull();
    await first.heartbeat(work.id);
    now += MINUTE_MS - 1_000;
    expect(await second.lease()).toBeNull();

    now += 2_000;
    const again = await second.take("apply");

    expect([again.id, again.attempt]).toEqual([work.id, 2]);
    const left = only(await second.changes(again));
    expect(left.change.state).toBe("applying");
    expect(left.journal).toEqual([
      { key: "upload", state: "done", result: { media: 7 } },
      { key: "feature", state: "started", result: null },
    ]);
    for (const call of [
      first.heartbeat(work.id),
      first.report(work.id, [first.applyOne(left)]),
      first.complete(work.id),
    ]) {
      expect(await answeredProblem(call)).toMatchObject({ code: "lease-lost" });
    }
    await second.report(again.id, [{ type: "started", changeId: change.id }, second.applyOne(left)]);
    await second.complete(again.id);
    expect(await client.publications.get(publication.id)).toMatchObject({
      status: "applied",
      counts: { applied: 1 },
    });
    // The same host may say so twice, another one not.
    await second.complete(again.id);
    expect(await answeredProblem(first.complete(again.id))).toMatchObject({ code: "lease-lost" });
  });

  it("that is lost ten times pauses its publication with a word, and resuming goes on", async () => {
    const host = await hostNamed("forgetful");
    const { publication } = await applying(host);
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      expect((await host.take("apply")).attempt).toBe(attempt);
      now += MINUTE_MS + 1;
    }
    expect(await host.lease()).toBeNull();
    const paused = await client.publications.get(publication.id);
    expect(paused).toMatchObject({
      status: "paused",
      pausedFrom: "applying",
      problem: { code: "host-lost" },
    });

    await client.publications.resume(publication.id);
    await host.apply(await host.take("apply"));
    expect(await client.publications.get(publication.id)).toMatchObject({ status: "applied", problem: null });
  });

  it("given back before everything has ended is there for the next host", async () => {
    const host = await hostNamed("leaving");
    const { publication } = await applying(host, 2);
    const work = await host.take("apply");
    const change = only(await host.changes(work));
    await host.report(work.id, [{ type: "started", changeId: change.change.id }, host.applyOne(change)]);
    await host.complete(work.id);
    expect(await client.publications.get(publication.id)).toMatchObject({
      status: "applying",
      counts: { applied: 1 },
    });
    now += 1_000;
    const again = await host.take("apply");
    expect(await host.changes(again)).toHaveLength(1);
    await host.apply(again);
    expect(await client.publications.get(publication.id)).toMatchObject({
      status: "applied",
      counts: { applied: 2 },
    });
  });
});

describe("a host that says goodbye", () => {
  it("gives its work to the next one, which is another try: what the first had planned is dropped", async () => {
    const host = await hostNamed("goodbye");
    const { publication, assetIds } = await applying(host, 2);
    await host.apply(await host.take("apply"));
    const { id } = await client.publications.create({ targetId: publication.targetId, assetIds });
    for (let goodbye = 1; goodbye <= 11; goodbye += 1) {
      const work = await host.take("plan");
      expect(work.attempt).toBe(goodbye);
      const entries = await Array.fromAsync(client.work.assetsAll(work.id));
      const changes = entries.map((entry) => host.planOf(entry));
      await client.work.report(work.id, { host: host.host, changes });
      await host.complete(work.id, { released: true });
      now += 1_000;
    }
    await client.assets.reject(assetIds[0]!);
    const work = await host.take("plan");
    const entries = await Array.fromAsync(client.work.assetsAll(work.id));
    const kept = entries.filter(({ externalId }) => externalId === assetIds[1]);
    const report = { host: host.host, changes: kept.map((entry) => host.planOf(entry)) };
    await client.work.report(work.id, report);
    await host.complete(work.id);
    expect((await client.publications.changes(id)).items.map(({ assetId }) => assetId)).toEqual([
      assetIds[1],
    ]);
  });

  it("gives nothing back that was stopped meanwhile", async () => {
    const host = await hostNamed("stopped");
    const { publication } = await applying(host);
    const work = await host.take("apply");
    await client.publications.pause(publication.id);
    await host.complete(work.id, { released: true });
    now += 1_000;
    expect(await host.lease()).toBeNull();
    expect((await client.publications.get(publication.id)).status).toBe("paused");
    await client.publications.resume(publication.id);
    await host.apply(await host.take("apply"));
    expect((await client.publications.get(publication.id)).status).toBe("applied");
  });
});

describe("a question", () => {
  it("is refused at once, with what to start, when no host has been seen for a minute", async () => {
    await hostNamed("gone");
    const target = await client.targets.create(shelfTarget());
    now += MINUTE_MS + 1;
    const waited = measureWaiting();
    expect(await answeredProblem(client.targets.check(target.id))).toMatchObject({
      code: "host-unavailable",
      detail: expect.stringContaining("`npm start`"),
    });
    expect(waited()).toBeLessThan(2_000);
  });
});

describe("an external id", () => {
  it("is one work's at a time: the other is told busy, until the first has ended or is lost", async () => {
    const host = await hostNamed("two-works");
    const { publication, assetIds } = await applying(host);
    const one = await host.take("apply");
    const { id } = await client.publications.create({ targetId: publication.targetId, assetIds });
    await host.plan(await host.take("plan"));
    await client.publications.apply(id);
    const two = await host.take("apply");
    const [first, second] = [only(await host.changes(one)), only(await host.changes(two))];
    const start = (work: { id: string }, { change }: WorkChange) =>
      host.report(work.id, [{ type: "started", changeId: change.id }]);

    expect(await start(one, first)).toMatchObject({ busy: [] });
    expect(await start(one, first)).toMatchObject({ busy: [] });
    expect(await start(two, second)).toMatchObject({ busy: [second.change.id] });
    // What is busy is not taken down, whatever else the report says of it.
    const early = await host.report(two.id, [
      { type: "started", changeId: second.change.id },
      host.applyOne(second),
    ]);
    expect(early.busy).toEqual([second.change.id]);
    expect((await client.publications.get(id)).counts.applied).toBe(0);

    await host.report(one.id, [host.applyOne(first)]);
    await host.complete(one.id);
    expect(await start(two, second)).toMatchObject({ busy: [] });

    now += MINUTE_MS + 1;
    // Lost by now: what it held is free.
    const third = await client.publications.create({ targetId: publication.targetId, assetIds });
    const works = [await host.take("apply"), await host.take("plan")];
    await host.plan(works[1]!);
    expect(third.id).toBe(works[1]?.publicationId);
    expect(await start(works[0]!, second)).toMatchObject({ busy: [] });
    await host.report(works[0]!.id, [host.applyOne(second)]);
    await host.complete(works[0]!.id);
  });

  it("that was lost to another work is not gone on with", async () => {
    const host = await hostNamed("revived");
    const { publication, assetIds } = await applying(host);
    const one = await host.take("apply");
    const first = only(await host.changes(one));
    const changeId = first.change.id;
    await host.report(one.id, [{ type: "started", changeId }]);
    const { id } = await client.publications.create({ targetId: publication.targetId, assetIds });
    await host.plan(await host.take("plan"));
    await client.publications.apply(id);
    const two = await host.take("apply");
    const second = only(await host.changes(two));
    now += MINUTE_MS + 1;
    await host.heartbeat(two.id);
    await host.report(two.id, [{ type: "started", changeId: second.change.id }]);

    // Nobody has taken its work yet, so it goes on; but what it had begun is another's by now.
    await host.heartbeat(one.id);
    const step = { type: "step", changeId, key: "upload", state: "done" } as const;
    expect(await host.report(one.id, [step])).toEqual({ control: "continue", busy: [changeId] });
    expect(only(await host.changes(one)).journal).toEqual([]);
    await host.report(two.id, [host.applyOne(second)]);
    await host.complete(two.id);
    expect(await host.report(one.id, [{ type: "started", changeId }, step])).toMatchObject({ busy: [] });
    await host.report(one.id, [host.applyOne(first)]);
    await host.complete(one.id);
  });

  it("is one work's, however many begin at the same moment", async () => {
    const host = await hostNamed("crowd");
    for (let round = 0; round < 5; round += 1) {
      const { publication, assetIds } = await applying(host);
      const one = await host.take("apply");
      const { id } = await client.publications.create({ targetId: publication.targetId, assetIds });
      await host.plan(await host.take("plan"));
      await client.publications.apply(id);
      const works = [one, await host.take("apply")];
      const changes = await Promise.all(works.map(async (work) => only(await host.changes(work))));
      const answers = await Promise.all(
        works.map(({ id: workId }, index) =>
          host.report(workId, [{ type: "started", changeId: changes[index]!.change.id }]),
        ),
      );
      expect(answers.map(({ busy }) => busy.length).toSorted()).toEqual([0, 1]);
      for (const { publicationId, id: workId } of works) {
        await client.publications.pause(publicationId!);
        await host.complete(workId);
      }
    }
  });

  it("is not taken by a work that was stopped", async () => {
    const host = await hostNamed("too-late");
    const { publication } = await applying(host);
    const work = await host.take("apply");
    const { change } = only(await host.changes(work));
    await client.publications.pause(publication.id);
    expect(await host.report(work.id, [{ type: "started", changeId: change.id }])).toEqual({
      control: "stop",
      busy: [change.id],
    });
    await host.complete(work.id);
    expect((await client.publications.changes(publication.id)).items).toMatchObject([{ state: "planned" }]);
  });

  it("is busy for a change that another host has ended meanwhile", async () => {
    const slow = await hostNamed("slow");
    const quick = await hostNamed("quick");
    const { publication } = await applying(slow);
    const old = await slow.take("apply");
    const change = only(await slow.changes(old));
    await slow.report(old.id, [{ type: "started", changeId: change.change.id }]);
    await client.publications.pause(publication.id);
    await client.publications.resume(publication.id);
    const fresh = await quick.take("apply");
    const seen = only(await quick.changes(fresh));
    const start = () => quick.report(fresh.id, [{ type: "started", changeId: seen.change.id }]);

    expect(await start()).toEqual({ control: "continue", busy: [seen.change.id] });
    expect(await slow.report(old.id, [slow.applyOne(change)])).toEqual({ control: "stop", busy: [] });
    await slow.complete(old.id);
    expect(await start()).toEqual({ control: "continue", busy: [seen.change.id] });
    expect(await quick.changes(fresh)).toEqual([]);
    await quick.complete(fresh.id);
    expect(await client.publications.get(publication.id)).toMatchObject({
      status: "applied",
      counts: { applied: 1 },
    });
  });
});
