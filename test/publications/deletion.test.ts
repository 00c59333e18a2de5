import type { Client } from "@assetql/client";
import { applyPublication, createPublication, deleteTarget } from "@assetql/core";
import type { RecordStore } from "@assetql/core/ports";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";
import { answeredProblem, openPublishingHome, type PublishingHome } from "./publishing-home.ts";
import { shelfTarget } from "./shelf.ts";
import { openShelfHost } from "./shelf-host.ts";

let home: PublishingHome;
beforeAll(async () => {
  home = await openPublishingHome();
});
afterAll(() => home.dispose());

/** A job removes what a deleted target had. */
const untilGone = (client: Client, publicationId: string) =>
  until(async () =>
    (await answeredProblem(client.publications.get(publicationId))) === undefined ? undefined : true,
  );

/** A store before whose first write somebody else does something. */
function onceBefore(store: RecordStore, act: () => Promise<unknown>): RecordStore {
  let hasActed = false;
  return {
    get: (collection, id) => store.get(collection, id),
    getMany: (collection, ids) => store.getMany(collection, ids),
    query: (collection, query) => store.query(collection, query),
    async transact(actions) {
      if (!hasActed) {
        hasActed = true;
        await act();
      }
      return store.transact(actions);
    },
  };
}

describe("a target that is deleted", () => {
  it("takes everything with it, but not while something is written there", async () => {
    const { client } = home;
    const host = await openShelfHost(client, { connector: "doomed" });
    const target = await client.targets.create(shelfTarget("Doomed", { connector: "doomed" }));
    const { batch, assets } = await home.makeAssets(2);
    const { id } = await client.publications.create({ targetId: target.id, batchId: batch.id, apply: true });
    await host.plan(await host.take("plan"));
    expect(await answeredProblem(client.targets.delete(target.id))).toMatchObject({
      code: "target-in-use",
      detail: expect.stringContaining("is applying"),
    });
    await host.apply(await host.take("apply"));
    await client.targets.delete(target.id);
    expect(await answeredProblem(client.targets.get(target.id))).toMatchObject({ code: "not-found" });
    await untilGone(client, id);
    expect((await client.targets.linksOfAsset(assets[0]!.id)).items).toEqual([]);
    expect((await client.publications.receiptsOfAsset(assets[0]!.id)).items).toEqual([]);
  });

  it("gives up the plan that is being made", async () => {
    const { client } = home;
    const host = await openShelfHost(client, { connector: "unplanned" });
    const target = await client.targets.create(shelfTarget("Unplanned", { connector: "unplanned" }));
    const { batch } = await home.makeAssets(1);
    const { id } = await client.publications.create({ targetId: target.id, batchId: batch.id, apply: true });
    const work = await host.take("plan");
    await client.targets.delete(target.id);
    await untilGone(client, id);
    expect(await answeredProblem(host.plan(work))).toMatchObject({ code: "not-found" });
    expect(await host.lease()).toBeNull();
  });

  it("is gone for whoever begins something there at the same moment", async () => {
    const { client, core } = home;
    const { assets } = await home.makeAssets(1);
    const assetIds = [assets[0]!.id];
    const host = await openShelfHost(client, { connector: "raced" });
    for (const begin of ["apply", "create"] as const) {
      const target = await client.targets.create(shelfTarget("Raced", { connector: "raced" }));
      const { id } = await client.publications.create({ targetId: target.id, assetIds });
      await host.plan(await host.take("plan"));
      const late = { ...core, store: onceBefore(core.store, () => client.targets.delete(target.id)) };
      const begun =
        begin === "apply"
          ? applyPublication(late, owner, { id })
          : createPublication(late, owner, { targetId: target.id, assetIds, options: {}, apply: false });
      await expect(begun).rejects.toMatchObject({ code: "not-found" });
      await untilGone(client, id);
      expect(await host.lease()).toBeNull();
    }
  });

  it("is in use for whoever deletes it at that moment, and nothing of it is lost", async () => {
    const { client, core } = home;
    const { batch, assets } = await home.makeAssets(2);
    const host = await openShelfHost(client, { connector: "raced-too" });
    const target = await client.targets.create(shelfTarget("Raced, too", { connector: "raced-too" }));
    const assetIds = assets.map((asset) => asset.id);
    await client.publications.create({ targetId: target.id, batchId: batch.id, apply: true });
    await host.plan(await host.take("plan"));
    await host.apply(await host.take("apply"));
    await client.assets.update(assetIds[0]!, { altText: "Other words" });
    const { id } = await client.publications.create({ targetId: target.id, assetIds });
    await host.plan(await host.take("plan"));
    const late = { ...core, store: onceBefore(core.store, () => client.publications.apply(id)) };
    await expect(deleteTarget(late, owner, target)).rejects.toMatchObject({ code: "target-in-use" });
    await host.apply(await host.take("apply"));
    expect(await client.publications.get(id)).toMatchObject({ status: "applied", counts: { applied: 1 } });
    expect((await client.targets.links(target.id)).items).toHaveLength(2);
  });
});
