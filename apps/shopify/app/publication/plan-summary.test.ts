import { planReasons } from "@assetql/connector-sdk";
import type { Change, FieldChange } from "@assetql/contract";
import { missingReasons } from "@assetql/shopify";
import { describe, expect, it } from "vitest";
import * as de from "../i18n/de/index.ts";
import * as en from "../i18n/en/index.ts";
import { groupLines } from "./group-lines.ts";
import { summarize, summarizeUndo } from "./plan-summary.ts";
import { reasonOf, toPlanLine } from "./to-plan-line.server.ts";

const field = (
  name: string,
  outcome: FieldChange["outcome"],
  values: Partial<FieldChange> = {},
): FieldChange => ({
  name,
  outcome,
  ours: "ours",
  theirs: null,
  ...values,
});

let made = 0;
function change(changes: Partial<Record<keyof Change, unknown>>): Change {
  made += 1;
  return {
    id: `chg_${made}`,
    kind: "create",
    state: "planned",
    assetId: `ast_${made}`,
    itemId: "product/1",
    title: "Mug",
    fields: [],
    reason: null,
    problem: null,
    receipt: null,
    revert: null,
    ...changes,
  } as unknown as Change;
}

const lines = (changes: readonly Change[]) => changes.map(toPlanLine);

describe("a plan in words", () => {
  it("counts new images by product, new versions, variants and alt texts", () => {
    const summary = summarize(
      lines([
        change({ fields: [field("image", "write"), field("altText", "write")] }),
        change({
          itemId: "colour/1/Color=Red",
          fields: [field("image", "write"), field("variants", "write", { ours: "all" })],
        }),
        change({
          itemId: "variant/2/21",
          fields: [field("image", "write"), field("variants", "write", { ours: "where empty" })],
        }),
        change({
          itemId: "variant/2/22",
          fields: [field("image", "write"), field("variants", "write", { ours: "none" })],
        }),
        change({
          kind: "update",
          itemId: "product/3",
          fields: [field("image", "write"), field("altText", "keep")],
        }),
        change({ kind: "update", itemId: "product/4", fields: [field("place", "write")] }),
      ]),
    );
    expect(summary).toMatchObject({
      added: 4,
      addedTo: 2,
      replaced: 1,
      mainImages: 0,
      variants: 1,
      colours: 1,
      altTexts: 1,
      moved: 1,
      toApply: 6,
    });
  });

  it("leaves main images where they are for variants and colours, which come behind them", () => {
    const plan = lines([change({ itemId: "variant/1/11" }), change({ itemId: "colour/2/Color=Red" })]);
    expect(summarize(plan)).toMatchObject({ added: 2, addedTo: 2, mainImages: 0 });
  });

  it("tells collections from products", () => {
    const summary = summarize(
      lines([change({ itemId: "collection/5", fields: [field("collectionImage", "write")] })]),
    );
    expect(summary).toMatchObject({ added: 0, collections: 1, mainImages: 0 });
  });

  it("counts nothing of what is not written", () => {
    const summary = summarize(
      lines([
        change({ kind: "conflict", fields: [field("image", "write"), field("altText", "ask")] }),
        change({ kind: "conflict", fields: [field("altText", "keep")] }),
        change({ kind: "skip", fields: [field("variants", "write")] }),
      ]),
    );
    expect(summary).toMatchObject({
      altTexts: 0,
      variants: 0,
      conflicts: 2,
      asked: 1,
      askedInPart: 1,
      skipped: 1,
      toApply: 0,
    });
  });

  it("gives the reasons for what is skipped, the most frequent first", () => {
    const summary = summarize(
      lines([
        change({ kind: "skip", reason: "The product was deleted." }),
        change({ kind: "skip", reason: "It is there already, as it should be." }),
        change({ kind: "skip", reason: "It is there already, as it should be." }),
      ]),
    );
    expect(summary.reasons.map(({ reason, count }) => [reason.key, count])).toEqual([
      ["as-it-should-be", 2],
      ["other", 1],
    ]);
  });
});

describe("values in words", () => {
  const wordsOf = (name: string, ours: FieldChange["ours"], theirs: FieldChange["theirs"]) => {
    const [line] = lines([change({ fields: [field(name, "write", { ours, theirs })] })]);
    return [line?.fields[0]?.ours, line?.fields[0]?.theirs];
  };

  it("are texts, images, places and variants", () => {
    expect(wordsOf("altText", "A mug", "")).toEqual([{ kind: "text", text: "A mug" }, { kind: "nothing" }]);
    expect(wordsOf("image", "aqk3j9x2m4n1v2.jpg", "aqk3j9x2m4n1v1.jpg")).toEqual([
      { kind: "new-image" },
      { kind: "earlier-version" },
    ]);
    expect(wordsOf("place", "in front", "position 3")).toEqual([
      { kind: "in-front" },
      { kind: "position", position: 3 },
    ]);
    expect(wordsOf("place", "shown", null)).toEqual([{ kind: "shown" }, { kind: "not-shown" }]);
    expect(wordsOf("variants", "where empty", "some")).toEqual([
      { kind: "variants-empty" },
      { kind: "variants-some" },
    ]);
    expect(wordsOf("collectionImage", "this image", "another image, 8 × 8 pixels (aqb12345678)")).toEqual([
      { kind: "new-image" },
      { kind: "other-image" },
    ]);
  });

  it("say of one variant what that shows, not how many do", () => {
    const of = (ours: string) =>
      lines([change({ itemId: "variant/2/21", fields: [field("variants", "write", { ours })] })])[0]
        ?.fields[0];
    expect(of("all")).toMatchObject({
      name: "variant",
      ours: { kind: "variant-shows" },
      theirs: { kind: "variant-shows-not" },
    });
    expect(of("where empty")?.ours).toEqual({ kind: "variant-if-empty" });
    expect(of("none")?.ours).toEqual({ kind: "variant-shows-not" });
  });

  it("know every reason of the SDK and of the connector, and have words for it in both languages", () => {
    const sentences = Object.entries({ ...planReasons, ...missingReasons });
    expect(sentences.length).toBeGreaterThan(10);
    for (const [key, beginning] of sentences) {
      expect(reasonOf(`${beginning} and more`).key).toBe(key);
      expect([en.publication.reason, de.publication.reason]).toEqual([
        expect.objectContaining({ [key]: expect.stringMatching(/./) }),
        expect.objectContaining({ [key]: expect.stringMatching(/./) }),
      ]);
    }
    expect(reasonOf("The product was deleted.")).toEqual({ key: "other", text: "The product was deleted." });
  });
});

describe("what an undo does", () => {
  it("counts what would go and what came of it, each image once", () => {
    const report = { restored: [], kept: [], removed: false };
    const summary = summarizeUndo(
      lines([
        change({ state: "applied" }),
        change({ state: "applied", kind: "update" }),
        change({ state: "reverted", revert: { ...report, removed: true, restored: ["variants"] } }),
        change({ state: "reverted", revert: { ...report, restored: ["altText"] } }),
        change({ state: "reverted", revert: { ...report, restored: ["altText"], kept: ["place"] } }),
        change({ state: "revert-failed" }),
      ]),
    );
    expect(summary).toEqual({ toRemove: 1, toRestore: 1, removed: 1, restored: 1, kept: 1, failed: 1 });
  });
});

describe("lines by product", () => {
  it("keeps a product's lines together, also those of its variants and colours", () => {
    const page = groupLines(
      lines([
        change({ itemId: "product/1" }),
        change({ itemId: "product/2" }),
        change({ itemId: "colour/1/Color=Red" }),
        change({ itemId: null }),
      ]),
      { filter: "all", page: 1 },
    );
    expect(page.groups.map(({ key, lines }) => [key.split("/")[0], lines.length])).toEqual([
      ["product", 2],
      ["product", 1],
      ["line", 1],
    ]);
  });

  it("filters by kind and by failure, and turns pages", () => {
    const many = lines(
      Array.from({ length: 45 }, (_, at) =>
        change({ itemId: `product/${at}`, kind: at === 3 ? "conflict" : "create" }),
      ),
    );
    expect(groupLines(many, { filter: "conflict", page: 7 })).toMatchObject({ page: 1, pages: 1 });
    const last = groupLines(many, { filter: "all", page: 3 });
    expect([last.pages, last.groups.length, last.counts.conflict]).toEqual([3, 5, 1]);
  });
});
