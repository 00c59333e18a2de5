import { describe, expect, it } from "vitest";
import type { AssetSearchHarness } from "./asset-search.battery.ts";
import {
  assetOf,
  batchNamed,
  namesFound,
  newWorkspace,
  putAssets,
  type SearchInput,
  styleNamed,
} from "./asset-search-assets.ts";

type Harness = () => AssetSearchHarness;

export function describeSearchFilters(harness: Harness): void {
  describeWords(harness);
  describeHostileText(harness);
  describeFilters(harness);
}

const everywhere = {
  title: "Éléphant Mug",
  sku: "SKU-0042",
  prompt: "A photo of the straße, ΟΔΟΣ, x_height",
  category: "Kitchen ware",
  tags: ["navy blue", "Größe"],
  metadata: { farbe: "Türkis", note: "赤いマグカップ" },
};

function describeWords(harness: Harness): void {
  describe("words", () => {
    it.each([
      ["mug", true],
      ["MU", true],
      ["elephant", true],
      ["ÉLÉPH", true],
      ["e\u0301le\u0301phant", true],
      ["sku-0042", true],
      ["0042", true],
      ["42", false],
      ["STRASSE", true],
      ["strasse", true],
      ["οδος", true],
      ["ΟΔΟΣ", true],
      ["height", true],
      ["kitchen", true],
      ["groesse", false],
      ["grösse", true],
      ["turkis", true],
      ["farbe", false],
      ["マグ", true],
      ["青", false],
      ["ug", false],
      ["mug blue photo turk", true],
      ["mug green", false],
      ["mug! (blue)", true],
    ])("%j find an asset that has them all, as beginnings: %j", async (text, isFound) => {
      const { store, search, settled } = harness();
      const workspace = newWorkspace();
      await putAssets(store, [assetOf(workspace, "a", everywhere), assetOf(workspace, "b", { title: "" })]);
      await settled?.();
      expect(await namesFound(search, workspace, { text })).toEqual(isFound ? ["a"] : []);
    });

    it("may be long, in the asset and in the text", async () => {
      const { store, search, settled } = harness();
      const workspace = newWorkspace();
      const long = "x".repeat(300);
      await putAssets(store, [assetOf(workspace, "a", { prompt: `${long} mug` })]);
      await settled?.();
      for (const text of [long, "x", `${"x".repeat(63)} mug`, "mug"]) {
        expect(await namesFound(search, workspace, { text })).toEqual(["a"]);
      }
    });
  });
}

function describeHostileText(harness: Harness): void {
  it("never takes text for syntax", async () => {
    const { store, search, settled } = harness();
    const workspace = newWorkspace();
    await putAssets(store, [
      assetOf(workspace, "plain", { prompt: "or not near names select" }),
      assetOf(workspace, "other", { prompt: "mug" }),
    ]);
    await settled?.();
    const found = async (text: string) => (await namesFound(search, workspace, { text })).sort();
    expect(await found('mug" OR "near')).toEqual([]);
    expect(await found("mug OR near")).toEqual([]);
    expect(await found("NOT near")).toEqual(["plain"]);
    expect(await found("names : select")).toEqual(["plain"]);
    for (const text of [
      "{names} : near",
      'near"',
      "near*",
      "^near",
      "-near",
      "(near",
      "near + names",
      "near\0names",
    ]) {
      expect(await found(text)).toEqual(["plain"]);
    }
    for (const text of [
      "NEAR(mug near, 10)",
      "mug; DROP TABLE asset_search",
      "mug' --near",
      "mug\u{E000}x",
    ]) {
      expect(await found(text)).toEqual([]);
    }
  });
}

function describeFilters(harness: Harness): void {
  const cases: readonly (readonly [SearchInput, readonly string[]])[] = [
    [{ tags: ["red"] }, ["a", "b"]],
    [{ tags: ["red", "round"] }, ["a"]],
    [{ tags: ["Red"] }, []],
    [{ tags: ["re"] }, []],
    [{ tags: ["red", "nowhere"] }, []],
    [{ category: "Mugs" }, ["a"]],
    [{ category: "mugs" }, []],
    [{ status: "processing" }, ["b"]],
    [{ review: "approved" }, ["c"]],
    [{ batchId: batchNamed("two") }, ["b", "c"]],
    [{ styleProfileId: styleNamed("two") }, ["c"]],
    [{ minScore: 0.5 }, ["b", "c"]],
    [{ maxScore: 0.5 }, ["a", "b"]],
    [{ minScore: 0.5, maxScore: 0.5 }, ["b"]],
    [{ minScore: 0.6, maxScore: 0.5 }, []],
    [{ createdFrom: 20 }, ["b", "c"]],
    [{ createdTo: 20 }, ["a", "b"]],
    [{ createdFrom: 11, createdTo: 29 }, ["b"]],
    [{ metadata: { size: "10 cm" } }, ["a", "c"]],
    [{ metadata: { size: "10 cm", colour: "red" } }, ["a"]],
    [{ metadata: { size: "10" } }, []],
    [{ metadata: { colour: "10 cm" } }, []],
    [{ metadata: { absent: "" } }, []],
    [{ metadata: { empty: "" } }, ["b"]],
    [{ metadata: { size: "10 cm" }, text: "cm", batchId: batchNamed("two"), minScore: 0.6 }, ["c"]],
  ];
  it.each(cases)("%j alone says what is found", async (input, names) => {
    const { store, search, settled } = harness();
    const workspace = newWorkspace();
    const [two, size] = [batchNamed("two"), "10 cm"];
    await putAssets(store, [
      assetOf(workspace, "a", {
        tags: ["red", "round"],
        category: "Mugs",
        score: 0.2,
        createdAt: 10,
        metadata: { size, colour: "red" },
      }),
      assetOf(workspace, "b", {
        tags: ["red"],
        status: "processing",
        batchId: two,
        score: 0.5,
        createdAt: 20,
        metadata: { empty: "" },
      }),
      assetOf(workspace, "c", {
        review: "approved",
        batchId: two,
        styleProfileId: styleNamed("two"),
        createdAt: 30,
        metadata: { size },
      }),
    ]);
    await settled?.();
    expect(await namesFound(search, workspace, { ...input, order: "oldest" })).toEqual(names);
  });
}
