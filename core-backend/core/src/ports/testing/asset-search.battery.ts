import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assets } from "../../assets/asset-record.ts";
import type { AssetSearch } from "../asset-search.ts";
import {
  ConflictError,
  create,
  put,
  RecordLimitError,
  type RecordStore,
  remove,
  replace,
} from "../record-store.ts";
import { assetOf, namesFound, newWorkspace, putAssets, queryOf } from "./asset-search-assets.ts";
import { describeSearchFilters } from "./asset-search-filters.battery.ts";
import { describeRandomSearches } from "./asset-search-model.battery.ts";
import { describeSearchPages } from "./asset-search-pages.battery.ts";

export interface AssetSearchHarness {
  readonly store: RecordStore;
  readonly search: AssetSearch;
  /** Resolves when searches show every write so far; needed only where the index lags. */
  settled?(): Promise<void>;
  close(): Promise<void>;
}

/** What {@link AssetSearch} promises, for any adapter, over the assets written to `store`. */
export function assetSearchBattery(title: string, open: () => Promise<AssetSearchHarness>): void {
  describe(`${title} as an asset search`, () => {
    let harness: AssetSearchHarness;
    beforeAll(async () => {
      harness = await open();
    });
    afterAll(() => harness.close());
    describeFollowing(() => harness);
    describeSearchFilters(() => harness);
    describeSearchPages(() => harness);
    describeRandomSearches(() => harness);
  });
}

function describeFollowing(harness: () => AssetSearchHarness): void {
  describe("what is written", () => {
    const found = async (workspace: string, text: string) => {
      const { search, settled } = harness();
      await settled?.();
      return namesFound(search, workspace, { text });
    };

    it("is found, changes with its record, and is gone with it", async () => {
      const { store } = harness();
      const workspace = newWorkspace();
      await store.transact([create(assets, assetOf(workspace, "a", { prompt: "a red mug" }))]);
      expect(await found(workspace, "mug")).toEqual(["a"]);
      await store.transact([replace(assets, assetOf(workspace, "a", { prompt: "a red lamp" }), 1)]);
      expect([await found(workspace, "mug"), await found(workspace, "lamp")]).toEqual([[], ["a"]]);
      // The words stay as they are, all else changes.
      await store.transact([
        put(assets, assetOf(workspace, "a", { prompt: "a red lamp", review: "approved" })),
      ]);
      expect(await namesFound(harness().search, workspace, { text: "lamp", review: "approved" })).toEqual([
        "a",
      ]);
      await store.transact([remove(assets, assetOf(workspace, "a").id)]);
      expect(await found(workspace, "")).toEqual([]);
      expect(await found(workspace, "lamp")).toEqual([]);
      await store.transact([
        create(assets, assetOf(workspace, "b")),
        create(assets, assetOf(workspace, "a")),
      ]);
      expect((await found(workspace, "")).sort()).toEqual(["a", "b"]);
      expect(await found(workspace, "lamp")).toEqual([]);
    });

    it("by a transaction that fails is not there, and leaves what was", async () => {
      const { store } = harness();
      const workspace = newWorkspace();
      await putAssets(store, [assetOf(workspace, "a", { title: "mug" })]);
      await expect(
        store.transact([
          put(assets, assetOf(workspace, "b", { title: "mug" })),
          remove(assets, assetOf(workspace, "a").id),
          replace(assets, assetOf(workspace, "c"), 7),
        ]),
      ).rejects.toThrow(ConflictError);
      expect(await found(workspace, "mug")).toEqual(["a"]);
    });

    it("in another workspace is never found, nor counted", async () => {
      const { store, search, settled } = harness();
      const [mine, foreign] = [newWorkspace(), newWorkspace()];
      await putAssets(store, [
        assetOf(mine, "a", { tags: ["red"] }),
        assetOf(foreign, "b", { tags: ["blue"] }),
      ]);
      await settled?.();
      expect(await search.search(queryOf(mine, { facets: ["tags"] }))).toMatchObject({
        ids: [assetOf(mine, "a").id],
        total: 1,
        facets: { tags: [{ value: "red", count: 1 }] },
      });
      expect(await search.search(queryOf(newWorkspace(), { facets: ["tags"] }))).toEqual({
        ids: [],
        total: 0,
        totalIsExact: true,
        facets: { tags: [] },
      });
    });
  });

  it("refuses pages that no store would give", async () => {
    const query = queryOf(newWorkspace(), {});
    for (const limit of [0, 501, 1.5]) {
      await expect(harness().search.search({ ...query, limit })).rejects.toThrow(RecordLimitError);
    }
  });
}
