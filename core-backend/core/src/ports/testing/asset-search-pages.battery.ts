import { type SearchFacet, type SearchOrder, searchFacets, searchOrders } from "@assetql/contract";
import { expect, it } from "vitest";
import { assets } from "../../assets/asset-record.ts";
import { InvalidCursorError, remove } from "../record-store.ts";
import type { AssetSearchHarness } from "./asset-search.battery.ts";
import {
  type AssetSketch,
  assetOf,
  batchNamed,
  nameOf,
  namesFound,
  newWorkspace,
  putAssets,
  queryOf,
  type SearchInput,
  styleNamed,
} from "./asset-search-assets.ts";

type Harness = () => AssetSearchHarness;

export function describeSearchPages(harness: Harness): void {
  describeOrders(harness);
  describeCursors(harness);
  describeFacets(harness);
}

async function fill(harness: Harness, sketches: Readonly<Record<string, AssetSketch>>): Promise<string> {
  const { store, settled } = harness();
  const workspace = newWorkspace();
  await putAssets(
    store,
    Object.entries(sketches).map(([name, sketch]) => assetOf(workspace, name, sketch)),
  );
  await settled?.();
  return workspace;
}

const numbered = (count: number, sketch: (number: number) => AssetSketch) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`n${at}`, sketch(at)]));

function describeOrders(harness: Harness): void {
  it.each<[SearchOrder, string[]]>([
    ["newest", ["b", "c", "a"]],
    ["oldest", ["a", "c", "b"]],
    ["score-desc", ["c", "a", "b"]],
    ["score-asc", ["b", "a", "c"]],
  ])("orders by %s", async (order, names) => {
    const workspace = await fill(harness, {
      a: { createdAt: 10, score: 0.5 },
      b: { createdAt: 30, score: 0.1 },
      c: { createdAt: 20, score: 0.9 },
    });
    expect(await namesFound(harness().search, workspace, { order, limit: 2 })).toEqual(names);
  });

  it("orders by relevance: names before labels before the rest, the newest first among equals", async () => {
    const workspace = await fill(harness, {
      prompt: { title: "x", prompt: "a red mug", createdAt: 9 },
      old: { title: "Red mug", createdAt: 1 },
      tagged: { title: "Mug", tags: ["red"], createdAt: 8 },
      new: { title: "Mug", sku: "RED-1", createdAt: 2 },
      split: { title: "Mug", prompt: "red", createdAt: 10 },
      category: { title: "x", category: "Red mugs", createdAt: 3 },
    });
    expect(
      await namesFound(harness().search, workspace, { text: "red mug", order: "relevance", limit: 2 }),
    ).toEqual(["new", "old", "tagged", "category", "split", "prompt"]);
  });

  it.each(searchOrders)("gives equals once each and in one order (%s), whatever the page", async (order) => {
    const workspace = await fill(
      harness,
      numbered(11, (at) => ({ title: "mug", createdAt: at % 2, score: (at % 2) / 2 })),
    );
    const input = { order, text: "mug" };
    const whole = await namesFound(harness().search, workspace, { ...input, limit: 200 });
    expect(new Set(whole).size).toBe(11);
    for (const limit of [1, 3, 5]) {
      expect(await namesFound(harness().search, workspace, { ...input, limit })).toEqual(whole);
    }
  });
}

function describeCursors(harness: Harness): void {
  it("has no cursor on the last page, even a full one", async () => {
    const { search } = harness();
    const workspace = await fill(harness, { a: {}, b: {} });
    expect((await search.search(queryOf(workspace, { limit: 1 }))).cursor).toEqual(expect.any(String));
    expect((await search.search(queryOf(workspace, { limit: 2 }))).cursor).toBeUndefined();
  });

  it("takes a cursor with other facets and another limit, and says the same total on each page", async () => {
    const { search } = harness();
    const workspace = await fill(harness, { a: { createdAt: 3 }, b: { createdAt: 2 }, c: { createdAt: 1 } });
    const first = await search.search(queryOf(workspace, { limit: 1 }));
    const rest = await search.search(
      queryOf(workspace, { limit: 9, facets: ["status"], cursor: first.cursor }),
    );
    expect(rest.ids.map((id) => nameOf(workspace, id))).toEqual(["b", "c"]);
    expect([first, rest]).toMatchObject([
      { total: 3, totalIsExact: true },
      { total: 3, totalIsExact: true, facets: { status: [{ value: "ready", count: 3 }] } },
    ]);
  });

  it("refuses the cursor of another search, and what is no cursor", async () => {
    const { search } = harness();
    const workspace = await fill(harness, { a: { title: "mug" }, b: { title: "mug" } });
    const base: SearchInput = { text: "mug", limit: 1 };
    const { cursor = "" } = await search.search(queryOf(workspace, base));
    const others: SearchInput[] = [
      { text: "mu" },
      { order: "oldest" },
      { order: "score-desc" },
      { tags: ["red"] },
      { category: "x" },
      { metadata: { a: "b" } },
      { minScore: 0.1 },
      { maxScore: 0.9 },
      { status: "ready" },
      { review: "pending" },
      { batchId: batchNamed("one") },
      { styleProfileId: styleNamed("one") },
      { createdFrom: 1 },
      { createdTo: 10_000 },
      { cursor: "" },
      { cursor: "bm90IGEgY3Vyc29y" },
      { cursor: `x${cursor}` },
    ];
    for (const other of others) {
      const query = queryOf(workspace, { ...base, cursor, ...other });
      await expect(search.search(query), JSON.stringify(other)).rejects.toThrow(InvalidCursorError);
    }
    await expect(search.search(queryOf(newWorkspace(), { ...base, cursor }))).rejects.toThrow(
      InvalidCursorError,
    );
  });

  it.each<[SearchOrder, string[], string[]]>([
    ["newest", ["n5", "n4"], ["n2", "mid", "n0"]],
    ["oldest", ["n0", "n1"], ["mid", "n2", "n4", "n5"]],
    ["score-desc", ["n5", "n4"], ["n2", "mid", "n0"]],
    ["score-asc", ["n0", "n1"], ["mid", "n2", "n4", "n5"]],
  ])("goes on where it was when assets come and go (%s)", async (order, first, rest) => {
    const { store, search, settled } = harness();
    const at = (number: number) => ({ createdAt: 100 * (number + 1), score: (number + 1) / 10 });
    const workspace = await fill(harness, numbered(6, at));
    const page = await search.search(queryOf(workspace, { order, limit: 2 }));
    expect(page.ids.map((id) => nameOf(workspace, id))).toEqual(first);
    // Two go, one of them the last that was shown if there is one at that end; some come before, one after.
    await store.transact([
      remove(assets, assetOf(workspace, "n3").id),
      remove(assets, assetOf(workspace, "n1").id),
    ]);
    const before = order === "newest" || order === "score-desc" ? at(8) : at(-0.5);
    await putAssets(store, [assetOf(workspace, "mid", at(1.5)), assetOf(workspace, "before", before)]);
    await settled?.();
    expect(await namesFound(search, workspace, { order, limit: 2, cursor: page.cursor })).toEqual(rest);
  });
}

function describeFacets(harness: Harness): void {
  it("counts over everything found, not over the page, and only what was asked for", async () => {
    const workspace = await fill(harness, {
      a: { title: "mug", tags: ["red", "round"], category: "Mugs", review: "approved" },
      b: { title: "mug", tags: ["red"], status: "processing", batchId: batchNamed("two") },
      c: { title: "mug", tags: [], category: "Lamps", styleProfileId: styleNamed("two") },
      d: { title: "lamp", tags: ["green"] },
    });
    const { facets } = await harness().search.search(
      queryOf(workspace, { text: "mug", limit: 1, facets: [...searchFacets] }),
    );
    expect(facets).toEqual({
      tags: [
        { value: "red", count: 2 },
        { value: "round", count: 1 },
      ],
      category: [
        { value: "Lamps", count: 1 },
        { value: "Mugs", count: 1 },
      ],
      style: [
        { value: styleNamed("one"), count: 2 },
        { value: styleNamed("two"), count: 1 },
      ],
      batch: [
        { value: batchNamed("one"), count: 2 },
        { value: batchNamed("two"), count: 1 },
      ],
      status: [
        { value: "ready", count: 2 },
        { value: "processing", count: 1 },
      ],
      review: [
        { value: "pending", count: 2 },
        { value: "approved", count: 1 },
      ],
    });
    const wanted: SearchFacet[] = ["status"];
    const some = await harness().search.search(queryOf(workspace, { facets: wanted }));
    expect(Object.keys(some.facets)).toEqual(wanted);
  });

  it("shows the 20 most frequent values, equal ones by their bytes", async () => {
    const name = (number: number) => String(number).padStart(2, "0");
    const sketches = numbered(25, (at) => ({ tags: at === 24 ? ["24", "23"] : [name(at)] }));
    const { facets } = await harness().search.search(
      queryOf(await fill(harness, sketches), { facets: ["tags"] }),
    );
    expect(facets.tags).toEqual([
      { value: "23", count: 2 },
      ...Array.from({ length: 19 }, (_, at) => ({ value: name(at), count: 1 })),
    ]);
  });
}
