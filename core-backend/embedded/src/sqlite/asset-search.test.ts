import { DatabaseSync } from "node:sqlite";
import type { AssetSearchQuery } from "@assetql/core/ports";
import { create, put, remove } from "@assetql/core/ports";
import { assetOf, searchedAssets } from "@assetql/core/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { createSqliteAssetSearch } from "./asset-search.ts";
import { migrate, migrations } from "./migrations.ts";
import { openDataFolder } from "./open.ts";
import { pairs } from "./pairs.fixture.ts";
import { createSqliteRecordStore } from "./record-store.ts";
import { temporaryFolder } from "./temporary-folder.fixture.ts";

const WORKSPACE = "ws_home";

function open(path: string) {
  const folder = openDataFolder(path);
  const search = createSqliteAssetSearch(folder.database);
  return { ...folder, search, store: createSqliteRecordStore(folder.database, [search.projection]) };
}

function queryFor(...words: string[]): AssetSearchQuery {
  const criteria = { workspaceId: WORKSPACE, words, tags: [], cells: {} };
  return { criteria, order: "oldest", facets: ["category"], limit: 10 };
}

describe("the search of a data folder", () => {
  it("finds after a restart what was there before, and what comes while it is read in", async () => {
    const path = temporaryFolder();
    const asset = (number: number) =>
      assetOf(WORKSPACE, `n${number}`, { title: "mug", category: "Kitchen", createdAt: number });
    const first = open(path);
    await first.store.transact([1, 2, 3].map((number) => create(searchedAssets, asset(number))));
    await first.store.transact([remove(searchedAssets, asset(2).id)]);
    first.close();

    const second = open(path);
    onTestFinished(second.close);
    await second.store.transact([put(searchedAssets, { ...asset(3), title: "lamp" })]);
    const [page] = await Promise.all([
      second.search.search(queryFor("mug")),
      second.store.transact([create(searchedAssets, asset(4))]),
    ]);
    expect(page.ids).toEqual([asset(1).id, asset(4).id]);
    expect((await second.search.search(queryFor())).facets).toEqual({
      category: [{ value: "Kitchen", count: 3 }],
    });
  });

  it("has the assets of a database from before there was a search, and goes on from them", async () => {
    const path = temporaryFolder();
    const file = `${path}/assetql.db`;
    const old = new DatabaseSync(file);
    migrate(old, migrations.slice(0, 2));
    const asset = assetOf(WORKSPACE, "old", { title: "mug" });
    const { review: _review, latestVersion: _latest, ...asWrittenThen } = asset;
    const write = old.prepare(
      "INSERT INTO records (collection, id, revision, keys, body) VALUES (?, ?, 1, '[]', ?)",
    );
    write.run("assets", asset.id, JSON.stringify(asWrittenThen));
    write.run("assets", "ast_none", "{}");
    write.run(pairs.name, "pair", JSON.stringify({ id: "pair", number: 1, text: "mug" }));
    old.close();

    const now = open(path);
    onTestFinished(now.close);
    expect((await now.search.search(queryFor("mug"))).ids).toEqual([asset.id]);
    await now.store.transact([put(searchedAssets, { ...asset, title: "lamp" })]);
    expect(await now.search.search(queryFor("mug"))).toMatchObject({ ids: [], total: 0 });
    expect((await now.search.search(queryFor("lamp"))).ids).toEqual([asset.id]);
  });

  it("shows nothing of a transaction that it refuses itself", async () => {
    const folder = open(temporaryFolder());
    onTestFinished(folder.close);
    expect((await folder.search.search(queryFor())).total).toBe(0);
    const broken = { ...pairs, name: searchedAssets.name };
    const actions = [
      create(searchedAssets, assetOf(WORKSPACE, "whole")),
      create(broken, { id: "ast_broken", number: 1, text: "no asset" }),
    ];
    await expect(folder.store.transact(actions)).rejects.toThrow();
    expect((await folder.search.search(queryFor())).total).toBe(0);
    expect(await folder.store.get(searchedAssets, assetOf(WORKSPACE, "whole").id)).toBeUndefined();
  });

  it("gives the number of a removed asset to the next new one", async () => {
    const folder = open(temporaryFolder());
    onTestFinished(folder.close);
    for (let number = 0; number < 20; number += 1) {
      const asset = assetOf(WORKSPACE, `n${number}`, { title: "mug" });
      await folder.store.transact([create(searchedAssets, asset)]);
      expect((await folder.search.search(queryFor("mug"))).ids).toEqual([asset.id]);
      await folder.store.transact([remove(searchedAssets, asset.id)]);
      expect((await folder.search.search(queryFor())).total).toBe(0);
    }
    expect(folder.database.prepare("SELECT max(doc) AS doc FROM asset_search").get()).toEqual({ doc: 1 });
  });
});
