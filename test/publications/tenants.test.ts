import type { Client } from "@assetql/client";
import type { Item, Target } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../support/until.ts";
import { answeredProblem, openPublishingHome, type PublishingHome } from "./publishing-home.ts";
import { SECRET, shelfTarget } from "./shelf.ts";
import { openShelfHost } from "./shelf-host.ts";

let home: PublishingHome;
beforeAll(async () => {
  home = await openPublishingHome();
});
afterAll(() => home.dispose());

describe("credentials", () => {
  it("are nowhere but sealed: no answer, no audit record, no log and no file has them", async () => {
    const { client } = home;
    const host = await openShelfHost(client);
    const before = await client.targets.create(shelfTarget("Secretive"));
    const renewed = await client.targets.update(before.id, {
      credentials: { user: "editor", password: `${SECRET}-2` },
    });
    const { batch } = await home.makeAssets(1);
    const { id } = await client.publications.create({ targetId: before.id, batchId: batch.id, apply: true });
    const planning = await host.take("plan");
    expect(await host.open(planning)).toEqual({ user: "editor", password: `${SECRET}-2` });
    await host.plan(planning);
    await host.apply(await host.take("apply"));
    await client.publications.wait(id, { intervalMs: 20 });
    const wrong = client.targets.create(
      shelfTarget("Wrong", { credentials: { user: SECRET, password: "short" } }),
    );
    expect(JSON.stringify(await answeredProblem(wrong))).not.toContain(SECRET);

    const audit = await Array.fromAsync(client.audit.listAll({}));
    expect(audit.map(({ action }) => action)).toContain("target.updated");
    expect(renewed.hasCredentials).toBe(true);
    const told = JSON.stringify([before, renewed, await client.targets.list(), audit, planning]);
    expect(told).not.toContain(SECRET);
    expect(home.lines.join("\n")).not.toContain(SECRET);
    const written = await home.everythingWritten();
    expect(written).toContain(before.id);
    expect(written).not.toContain(SECRET);
  });

  it("go to nobody without a key, and are forgotten when asked to", async () => {
    const { client } = home;
    const host = await openShelfHost(client);
    const target = await client.targets.create(shelfTarget("Keyless"));
    const { batch } = await home.makeAssets(1);
    const scope = { targetId: target.id, batchId: batch.id };
    await client.publications.create(scope);
    const work = await client.work.lease({ host: host.host, connectors: ["shelf"] });
    expect(work?.credentials).toBeNull();
    await host.plan(work!);
    expect((await client.targets.update(target.id, { credentials: null })).hasCredentials).toBe(false);
    await client.publications.create(scope);
    const next = await host.take("plan");
    expect(next.credentials).toBeNull();
    await host.plan(next);
    const point = { kty: "EC" as const, crv: "P-256" as const, x: "AAAA", y: "AAAA" };
    const refused = client.work.lease({ host: "h", connectors: ["shelf"], publicKey: point });
    expect(await answeredProblem(refused)).toMatchObject({
      code: "request-invalid",
      problems: [{ path: "publicKey" }],
    });
  });
});

describe("two workspaces", () => {
  it("never see each other's targets, publications and work; an operator's host works for both", async () => {
    const one = await home.newWorkspace("One");
    const two = await home.newWorkspace("Two");
    const hostOfOne = await openShelfHost(one.client, { name: "of-one", connector: "rack" });
    await openShelfHost(home.client, { name: "of-all", connector: "shelf" });

    expect((await one.client.connectors.list()).map(({ name }) => name)).toEqual(["rack", "shelf"]);
    expect((await two.client.connectors.list()).map(({ name }) => name)).toEqual(["shelf"]);
    expect(
      await answeredProblem(two.client.targets.create(shelfTarget("Rack", { connector: "rack" }))),
    ).toMatchObject({
      code: "connector-unknown",
      detail: expect.stringMatching(/There are: shelf\. Start/),
    });
    const [targetOfOne, targetOfTwo] = await Promise.all([
      one.client.targets.create(shelfTarget("Of one")),
      two.client.targets.create(shelfTarget("Of two")),
    ]);
    const asset = (whose: Client) => home.makeAssets(1, { whose });
    const [madeByOne, madeByTwo] = [await asset(one.client), await asset(two.client)];
    const publish = (whose: Client, target: Target, batchId: string) =>
      whose.publications.create({ targetId: target.id, batchId });
    expect(await answeredProblem(publish(two.client, targetOfOne, madeByTwo.batch.id))).toMatchObject({
      code: "not-found",
    });
    expect(await answeredProblem(publish(two.client, targetOfTwo, madeByOne.batch.id))).toMatchObject({
      code: "not-found",
    });
    const stolen = { targetId: targetOfTwo.id, assetIds: [madeByOne.assets[0]!.id] };
    expect(await answeredProblem(two.client.publications.create(stolen))).toMatchObject({
      code: "not-found",
    });
    const publicationOfTwo = await publish(two.client, targetOfTwo, madeByTwo.batch.id);
    const publicationOfOne = await publish(one.client, targetOfOne, madeByOne.batch.id);

    // A host of one workspace gets its own work alone.
    const asOne = await openShelfHost(one.client, { name: "shelf-of-one" });
    const work = await asOne.take("plan");
    expect(work.publicationId).toBe(publicationOfOne.id);
    expect(await asOne.lease()).toBeNull();
    const asAll = await openShelfHost(home.client, { name: "of-all" });
    const other = await asAll.take("plan");
    expect([other.publicationId, other.workspaceId]).toEqual([publicationOfTwo.id, two.id]);
    expect(await answeredProblem(one.client.work.assets(other.id))).toMatchObject({ code: "not-found" });
    await asOne.plan(work);
    await asAll.plan(other);
    expect((await two.client.publications.get(publicationOfTwo.id)).status).toBe("planned");
    const byTwo = (await two.client.audit.list({ subject: publicationOfTwo.id })).items;
    expect(byTwo.map(({ action }) => action)).toContain("work.completed");
    await hostOfOne.lease();
  });
});

describe("what a host is asked", () => {
  const item = (number: number, fields: Item["fields"]): Item => ({
    id: `post-${number}`,
    kind: "post",
    title: `Post ${number}`,
    url: null,
    fields,
    image: null,
    updatedAt: null,
  });

  it("becomes a batch of its items, a row an item by the target's mapping", async () => {
    const { client } = home;
    const items = [
      item(1, { name: 'A "red", mug', item_id: "other" }),
      item(2, { name: "two\nlines", colour: "=1+1" }),
      item(3, {}),
    ];
    const host = await openShelfHost(client, { name: "with-items", connector: "cellar", items });
    const over = new AbortController();
    const working = host.work(over.signal);
    const target = await client.targets.create(shelfTarget("Cellar", { connector: "cellar" }));
    const styleProfileId = await home.styleOf(client);
    const input = {
      name: "Posts",
      styleProfileId,
      template: "A {name|thing}",
      config: { width: 64, height: 64, styleGate: "off" as const },
    };
    expect(await client.targets.check(target.id)).toMatchObject({
      health: { status: "ok", facts: { version: "1.0" }, checkedAt: expect.any(Number) },
    });
    expect((await Array.fromAsync(client.targets.itemsAll(target.id))).map(({ id }) => id)).toEqual([
      "post-1",
      "post-2",
      "post-3",
    ]);
    const preview = await client.targets.previewBatch(target.id, input);
    expect([preview.columns, preview.totalTasks]).toEqual([["item_id", "title", "name", "colour"], 3]);
    const { id } = await client.targets.batch(target.id, input);
    const batch = await client.batches.watch(id, { intervalMs: 20 });
    expect([batch.targetId, batch.completedTasks]).toEqual([target.id, 3]);
    const assets = (await client.assets.list({ batchId: id })).items;
    expect(assets.map((asset) => [asset.item, asset.metadata])).toEqual([
      [
        { targetId: target.id, itemId: "post-1" },
        { item_id: "post-1", title: "Post 1", name: 'A "red", mug' },
      ],
      [
        { targetId: target.id, itemId: "post-2" },
        { item_id: "post-2", title: "Post 2", name: "two\nlines", colour: "=1+1" },
      ],
      [
        { targetId: target.id, itemId: "post-3" },
        { item_id: "post-3", title: "Post 3" },
      ],
    ]);
    await client.targets.update(target.id, { mapping: { rows: { product: "name", link: "url" } } });
    expect(
      (await client.targets.previewBatch(target.id, { ...input, template: "A {product|x}" })).columns,
    ).toEqual(["item_id", "product", "link", "title", "colour"]);
    await client.targets.update(target.id, { mapping: { rows: { subject: "nothing" } } });
    expect(
      (await client.targets.previewBatch(target.id, { ...input, template: "A {subject} of {title}" }))
        .problems,
    ).toMatchObject([
      {
        column: "subject",
        message: expect.stringContaining(
          'there is no such column. The columns are: "item_id", "title", "name", "colour".',
        ),
      },
    ]);
    over.abort();
    await working;
    const reserved = client.targets.update(target.id, { mapping: { rows: { item_id: "name" } } });
    expect(await answeredProblem(reserved)).toMatchObject({ problems: [{ path: "mapping.rows.item_id" }] });
    // The item stays over versions.
    await client.assets.regenerate(assets[0]!.id, {});
    const second = await until(async () => {
      const asset = await client.assets.get(assets[0]!.id);
      return asset.version === 2 ? asset : undefined;
    });
    expect(second.item).toEqual({ targetId: target.id, itemId: "post-1" });
  });

  it("is answered in the host's words when it fails", async () => {
    const { client } = home;
    const host = await openShelfHost(client, { name: "failing", connector: "attic" });
    const target = await client.targets.create(shelfTarget("Attic", { connector: "attic" }));
    const problem = { code: "credentials-refused", detail: "The site refuses the password." };
    const checked = client.targets.check(target.id);
    await host.complete((await host.take("check")).id, { problem });
    expect((await checked).health).toMatchObject({ status: "failing", ...problem });
    const listed = answeredProblem(client.targets.items(target.id));
    await host.complete((await host.take("items")).id, { problem });
    expect(await listed).toMatchObject({
      code: "target-failing",
      detail: "Attic: The site refuses the password.",
    });
  });
});

describe("a schedule", () => {
  it("makes its batches for the items of its target", async () => {
    const { client } = home;
    await openShelfHost(client, { connector: "regular" });
    const target = await client.targets.create(shelfTarget("Regular", { connector: "regular" }));
    const schedule = await client.schedules.create({
      name: "Posts",
      at: Date.now() + 3_600_000,
      batch: {
        styleProfileId: await home.styleOf(client),
        template: "A {title}",
        csv: "title,item_id\nMug,item-7\n",
        config: { width: 64, height: 64, styleGate: "off" },
        targetId: target.id,
      },
    });
    expect(schedule.batch.targetId).toBe(target.id);
    const { id } = await client.schedules.run(schedule.id);
    const batch = await client.batches.watch(id, { intervalMs: 20 });
    expect(batch.targetId).toBe(target.id);
    expect((await client.assets.list({ batchId: id })).items).toMatchObject([
      { item: { targetId: target.id, itemId: "item-7" } },
    ]);
  });
});
