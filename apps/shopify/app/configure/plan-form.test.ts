import {
  BATCH_LIMITS,
  createBatchSchema,
  generationSettingsSchema,
  styleProfileIdSchema,
} from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { type Draft, PLAN_LIMITS } from "../../server/batches/shop-batches.ts";
import {
  initialDraft,
  MAX_NAME,
  MAX_PER_ITEM,
  MAX_TEMPLATE,
  missingIn,
  presetOf,
  previewKey,
  SIDES,
  sizePresets,
} from "./plan-form.ts";

const [house, other] = ["sty_house", "sty_other"].map((id) => ({ id: styleProfileIdSchema.parse(id) }));
const styles = [house!, other!];
const draft: Draft = {
  name: "Left",
  styleProfileId: other!.id,
  template: "{vendor}",
  perItem: 3,
  width: 1_024,
  height: 1_280,
  quality: "high",
  threshold: 0.6,
};
const given = {
  draft: undefined,
  preferences: {},
  styles,
  newStyleId: null,
  selectionName: "Mugs",
  firstTemplate: "{title}, in the language of the page",
};

describe("what the page starts with", () => {
  it("is what was left unfinished, before what the shop chose last", () => {
    const preferences = { template: "{title}", perItem: 2, styleProfileId: house!.id };
    expect(initialDraft({ ...given, draft, preferences })).toEqual(draft);
    expect(initialDraft({ ...given, preferences })).toMatchObject({
      name: "Mugs",
      template: "{title}",
      perItem: 2,
      styleProfileId: house!.id,
      threshold: null,
    });
  });

  it("is a whole form for a shop that has chosen nothing yet", () => {
    const start = initialDraft(given);
    expect(start).toMatchObject({ styleProfileId: null, perItem: 1, width: 1_024, height: 1_024 });
    expect(start.template).toBe("{title}, in the language of the page");
    expect(missingIn(start)).toBe("style");
    expect(initialDraft({ ...given, styles: [house!] }).styleProfileId).toBe(house!.id);
  });

  it("takes a style that was just made, with its own threshold", () => {
    const started = initialDraft({ ...given, draft, newStyleId: house!.id });
    expect([started.styleProfileId, started.threshold]).toEqual([house!.id, null]);
  });

  it("forgets a style that is gone", () => {
    const started = initialDraft({
      ...given,
      draft: { ...draft, styleProfileId: styleProfileIdSchema.parse("sty_gone") },
    });
    expect([started.styleProfileId, started.threshold]).toEqual([null, null]);
  });
});

describe("what is missing", () => {
  it("is told one after the other", () => {
    expect(missingIn(draft)).toBeUndefined();
    expect(missingIn({ ...draft, name: " " })).toBe("name");
    expect(missingIn({ ...draft, name: " ", width: 63 })).toBe("size");
    expect(missingIn({ ...draft, width: 63, template: "\n" })).toBe("template");
    expect(missingIn({ ...draft, template: "", styleProfileId: null })).toBe("style");
  });

  it("does not make another preview of the same plan", () => {
    expect(previewKey({ ...draft, name: "Other" })).toBe(previewKey(draft));
    expect(previewKey({ ...draft, perItem: 4 })).not.toBe(previewKey(draft));
  });
});

describe("the limits of the form", () => {
  it("are those of the server and the hub", () => {
    expect(MAX_PER_ITEM).toBe(PLAN_LIMITS.perItem);
    expect(MAX_TEMPLATE).toBe(BATCH_LIMITS.templateCharacters);
    const { width, height } = generationSettingsSchema.shape;
    for (const side of [SIDES.least, SIDES.most]) expect(width.parse(side)).toBe(side);
    for (const side of [SIDES.least - 1, SIDES.most + 1]) expect(height.safeParse(side).success).toBe(false);
    const { name } = createBatchSchema.shape;
    expect(name.safeParse("x".repeat(MAX_NAME)).success).toBe(true);
    expect(name.safeParse("x".repeat(MAX_NAME + 1)).success).toBe(false);
  });

  it("have names for usual sizes", () => {
    for (const [name, size] of Object.entries(sizePresets)) expect(presetOf(size)).toBe(name);
    expect(presetOf({ width: 1_024, height: 1_025 })).toBe("custom");
  });
});
