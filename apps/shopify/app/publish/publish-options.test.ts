import { conflictPolicies } from "@assetql/contract";
import {
  altTextRules as ownAltTexts,
  placements as ownPlacements,
  variantImageRules,
} from "@assetql/shopify";
import { describe, expect, it } from "vitest";
import {
  altTextRules,
  changesOf,
  choicesOf,
  conflictRules,
  placements,
  readChoices,
  variantRules,
} from "./publish-options.ts";

const defaults = choicesOf({ config: {}, conflict: "keep-theirs" });

describe("the options of a publication", () => {
  it("are those of the connector and of the hub", () => {
    expect([...placements].sort()).toEqual([...ownPlacements].sort());
    expect([...variantRules].sort()).toEqual([...variantImageRules].sort());
    expect([...altTextRules].sort()).toEqual([...ownAltTexts].sort());
    expect([...conflictRules].sort()).toEqual([...conflictPolicies].sort());
  });

  it("begin as the shop's settings say", () => {
    const given = { config: { placement: "last", altText: "ours", width: 800 }, conflict: "ask" };
    expect(choicesOf(given)).toEqual({
      placement: "last",
      variantImages: "all",
      altText: "ours",
      conflicts: "ask",
    });
  });

  it("tell the hub only what differs", () => {
    expect(changesOf(defaults, defaults)).toEqual({ options: {} });
    expect(changesOf({ ...defaults, placement: "replace", conflicts: "overwrite" }, defaults)).toEqual({
      options: { placement: "replace" },
      conflicts: "overwrite",
    });
  });

  it("take what a form does not know for the default", () => {
    const form: Record<string, string> = { placement: "middle", altText: "ours" };
    expect(readChoices((name) => form[name] ?? "", defaults)).toEqual({ ...defaults, altText: "ours" });
  });
});
