import type { Target } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPublishingHome, type PublishingHome } from "./publishing-home.ts";
import { SECRET, shelfTarget } from "./shelf.ts";
import { openShelfHost, type ShelfHost } from "./shelf-host.ts";

let home: PublishingHome;
let host: ShelfHost;
let target: Target;
beforeAll(async () => {
  home = await openPublishingHome();
  host = await openShelfHost(home.client);
  target = await home.client.targets.create(shelfTarget());
});
afterAll(() => home.dispose());

describe("a publication", () => {
  it("is planned, applied, applied again and taken back, with the ledger at each step", async () => {
    const { client } = home;
    const { batch, assets } = await home.makeAssets(3);
    const made = await client.publications.create({ targetId: target.id, batchId: batch.id });
    expect([made.status, made.name]).toEqual(["planning", "Shop"]);

    const planning = await host.take("plan");
    expect(planning.target.config).toEqual({ siteUrl: "https://shop.example" });
    expect(await host.open(planning)).toEqual({ user: "editor", password: SECRET });
    await host.plan(planning);
    const planned = await client.publications.wait(made.id, { intervalMs: 20 });
    expect(planned).toMatchObject({ status: "planned", counts: { create: 3, applied: 0 } });
    const plan = await Array.fromAsync(client.publications.changesAll(made.id, { limit: 2 }));
    expect(plan.map(({ title, kind, state }) => [title, kind, state])).toEqual([
      ["Thing 0001", "create", "planned"],
      ["Thing 0002", "create", "planned"],
      ["Thing 0003", "create", "planned"],
    ]);

    expect(await client.publications.apply(made.id)).toMatchObject({ status: "applying" });
    const applying = await host.take("apply");
    const image = await client.work.image(applying.id, assets[0]!.id, { format: "jpeg", width: 32 });
    expect([image.contentType, image.fileName, image.bytes[0]]).toEqual([
      "image/jpeg",
      "Thing-0001.jpg",
      0xff,
    ]);
    await host.apply(applying, ({ title }) => (title === "Thing 0002" ? "The shelf is full." : undefined));
    const applied = await client.publications.wait(made.id, { intervalMs: 20 });
    expect(applied).toMatchObject({ status: "applied", counts: { create: 3, applied: 2, failed: 1 } });
    expect((await client.publications.changes(made.id, { state: "failed" })).items).toMatchObject([
      { title: "Thing 0002", problem: { code: "refused", detail: "The shelf is full." }, receipt: null },
    ]);
    const { items: links } = await client.targets.linksOfAsset(assets[0]!.id);
    expect(links).toMatchObject([
      {
        state: "published",
        version: 1,
        batchId: batch.id,
        remoteId: `remote-${assets[0]!.id}`,
        seen: { version: 1 },
      },
    ]);

    await client.publications.apply(made.id);
    await host.apply(await host.take("apply"));
    expect(await client.publications.wait(made.id, { intervalMs: 20 })).toMatchObject({
      status: "applied",
      counts: { applied: 3, failed: 0 },
    });
    expect(host.shelf.size).toBe(3);
    expect((await client.publications.receiptsOfAsset(assets[1]!.id)).items).toMatchObject([
      { publicationId: made.id, receipt: { existed: false } },
    ]);

    await client.publications.revert(made.id);
    await host.revert(await host.take("revert"));
    expect(await client.publications.wait(made.id, { intervalMs: 20 })).toMatchObject({
      status: "reverted",
      counts: { applied: 0, reverted: 3 },
    });
    expect(host.shelf.size).toBe(0);
    expect((await client.targets.linksOfAsset(assets[0]!.id)).items).toMatchObject([
      { state: "reverted", remoteId: null, seen: {} },
    ]);
  });
});
