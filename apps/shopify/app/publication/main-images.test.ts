import type { Change, FieldChange, Receipt } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { type MainImage, mainImageOf, type Replacing, withReplaced } from "./main-images.ts";
import { summarize } from "./plan-summary.ts";
import { toPlanLine } from "./to-plan-line.server.ts";

const field = (name: string, ours: string, theirs: string | null = null): FieldChange => ({
  name,
  ours,
  theirs,
  outcome: "write",
});

let made = 0;
function change(itemId: string, changes: Partial<Record<keyof Change, unknown>> = {}): Change {
  made += 1;
  return {
    id: `chg_${made}`,
    kind: "create",
    state: "planned",
    assetId: `ast_${made}`,
    itemId,
    title: "Mug",
    fields: [field("image", "aqk3j9x2m4n1v1.jpg"), field("altText", "A red mug"), field("place", "in front")],
    reason: null,
    problem: null,
    receipt: null,
    revert: null,
    ...changes,
  } as unknown as Change;
}

const receipt = (before: Receipt["before"], after: Receipt["after"]) => ({ before, after, warnings: [] });

function told(changes: readonly Change[], replacing: Partial<Replacing> = {}) {
  const lines = withReplaced(changes.map(toPlanLine), {
    replacesMain: true,
    keepsAltText: true,
    mains: new Map(),
    ...replacing,
  });
  const of = (name: string) =>
    lines.map(({ fields }) => {
      const found = fields.find((field) => field.name === name);
      return [found?.ours.kind, found?.outcome];
    });
  return { lines, places: of("place"), texts: of("altText"), summary: summarize(lines) };
}

const mains = (given: Record<string, MainImage>): Replacing["mains"] => new Map(Object.entries(given));

describe("a plan that replaces main images", () => {
  const plan = [change("product/1"), change("product/2"), change("product/3")];

  it("says so only of products that have one, and which text stays", () => {
    const { lines, places, texts, summary } = told(plan, {
      mains: mains({
        "product/1": { altText: "As it was" },
        "product/2": { altText: "" },
        "product/3": null,
      }),
    });
    expect(places.map(([kind]) => kind)).toEqual(["main-image", "main-image", "in-front"]);
    expect(texts.map(([, outcome]) => outcome)).toEqual(["carry", "write", "write"]);
    expect(lines[0]?.fields[1]?.ours).toEqual({ kind: "text", text: "As it was" });
    expect(summary).toMatchObject({ mainImages: 2, maybeMainImages: 0, altTexts: 2, keptTexts: 1 });
  });

  it("writes every text where ours are wanted", () => {
    const { texts, summary } = told(plan, {
      keepsAltText: false,
      mains: mains({ "product/1": { altText: "As it was" }, "product/2": null, "product/3": null }),
    });
    expect(texts.map(([, outcome]) => outcome)).toEqual(["write", "write", "write"]);
    expect(summary).toMatchObject({ mainImages: 1, altTexts: 3, keptTexts: 0 });
  });

  it("does not claim what is not known", () => {
    const { places, texts, summary } = told([change("product/1")]);
    expect(places).toEqual([["maybe-main-image", "write"]]);
    expect(texts).toEqual([["text", "maybe-carry"]]);
    expect(summary).toMatchObject({ mainImages: 0, maybeMainImages: 1, altTexts: 1, maybeKeptTexts: 1 });
  });

  it("has the first image of a product take the place, and the others stand in front", () => {
    const { places } = told([change("product/1"), change("product/1"), change("colour/1/Color=Red")], {
      mains: mains({ "product/1": { altText: "" } }),
    });
    expect(places.map(([kind]) => kind)).toEqual(["main-image", "in-front", "in-front"]);
  });

  it("tells afterwards what was done, whatever the shop shows by then", () => {
    const kept = receipt({ mainImage: "5" }, { mainImage: null, altText: "As it was" });
    const none = receipt({ mainImage: null }, { mainImage: null, altText: "A red mug" });
    const { places, texts, summary } = told([
      change("product/1", { state: "applied", receipt: kept }),
      change("product/2", { state: "applied", receipt: none }),
    ]);
    expect(places.map(([kind]) => kind)).toEqual(["main-image", "in-front"]);
    expect(texts.map(([, outcome]) => outcome)).toEqual(["carry", "write"]);
    expect(summary).toMatchObject({ mainImages: 1, altTexts: 1, keptTexts: 1 });
  });

  it("takes an image of ours for none, as it stays", () => {
    const url = "https://cdn.shopify.com/s/files/1/mug-aqk3j9x2m4n1v2.jpg?v=1";
    expect(mainImageOf({ imageUrl: url, altText: "A mug" })).toBeNull();
    expect(mainImageOf({ imageUrl: "https://cdn.shopify.com/mug.jpg", altText: "A mug" })).toEqual({
      altText: "A mug",
    });
    expect(mainImageOf({ imageUrl: null, altText: "" })).toBeNull();
  });
});

describe("a plan for other places", () => {
  it("is told as it is", () => {
    const { places, summary } = told([change("product/1")], { replacesMain: false });
    expect(places).toEqual([["in-front", "write"]]);
    expect(summary).toMatchObject({ mainImages: 0, altTexts: 1 });
  });

  it("says which text of a collection stays", () => {
    const fields = [
      field("altText", "Our mugs, new", "Our mugs"),
      field("collectionImage", "this image", "another image, 8 × 8 pixels (aqb12345678)"),
    ];
    const { texts, summary } = told([change("collection/5", { fields })], { replacesMain: false });
    expect(texts).toEqual([["text", "carry"]]);
    expect(summary).toMatchObject({ altTexts: 0, keptTexts: 1, collections: 1 });
  });
});
