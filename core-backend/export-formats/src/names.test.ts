import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assetStem, createNameRegistry, isSafeName, MAX_NAME_LENGTH, safeStem, slug } from "./names.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(
    "..",
    "../../etc/passwd",
    "C:\\Windows",
    "con",
    "NUL.txt",
    "a~",
    "a. ",
    ".hidden",
    "COM1 .x",
    "‮gpj",
  ),
);

describe("safeStem", () => {
  it("keeps a SKU as it is", () => {
    expect(safeStem("NF-MUG-014")).toBe("NF-MUG-014");
  });

  it.each([
    ["Crème brûlée Ærø", "Creme-brulee-AEro"],
    ["a/b\\c:d", "a-b-c-d"],
    ["..\\..\\x", "x"],
    ["con", "asset-con"],
    ["青い", ""],
    ["v1.2", "v1-2"],
  ])("%j becomes %j", (text, stem) => {
    expect(safeStem(text)).toBe(stem);
  });

  it("keeps spaces and single dots where they are allowed", () => {
    expect(safeStem("Mug  v1..2 .", " .")).toBe("Mug v1.2");
  });

  it("gives an allowed name or nothing, with any suffix a package adds", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom("" as const, " " as const, " ." as const), (text, keep) => {
        const stem = safeStem(text, keep);
        if (stem === "") return;
        for (const name of [stem, `${stem}-1000-thumbnail.jpg`, `${stem}-99999.png.meta`]) {
          expect(isSafeName(name)).toBe(true);
        }
      }),
    );
  });
});

describe("isSafeName", () => {
  it.each([
    "",
    ".",
    "..",
    "a..b",
    "a/b",
    "a\\b",
    "a.",
    "a ",
    "-a",
    "a~",
    "aux",
    "LPT9.png",
    "con .txt",
    "é",
    "a\0",
  ])("refuses %j", (name) => {
    expect(isSafeName(name)).toBe(false);
  });

  it("refuses a name one letter too long", () => {
    expect(isSafeName("a".repeat(MAX_NAME_LENGTH))).toBe(true);
    expect(isSafeName("a".repeat(MAX_NAME_LENGTH + 1))).toBe(false);
  });
});

describe("createNameRegistry", () => {
  it("never gives two names that differ only in case", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "A", "a-2", "A-2", "a-3", "b"), { maxLength: 40 }),
        (stems) => {
          const names = createNameRegistry();
          const claimed = stems.map((stem) => names.claim(stem).toLowerCase());
          expect(new Set(claimed).size).toBe(stems.length);
        },
      ),
    );
  });

  it("leaves the first of its name alone", () => {
    const names = createNameRegistry();
    expect(["mug", "Mug", "mug"].map((stem) => names.claim(stem))).toEqual(["mug", "Mug-2", "mug-3"]);
  });
});

describe("assetStem", () => {
  it("takes the SKU, then the title, then the id", () => {
    expect(assetStem({ sku: "S-1", title: "Mug", assetId: "as_1" })).toBe("S-1");
    expect(assetStem({ sku: "//", title: "Mug", assetId: "as_1" })).toBe("Mug");
    expect(assetStem({ title: "青い", assetId: "as_1" })).toBe("as_1");
    expect(assetStem({ title: "", assetId: "青" })).toBe("asset");
  });
});

describe("slug", () => {
  it("is lower case with single hyphens", () => {
    expect(slug("Big_Blue -- Mug!")).toBe("big-blue-mug");
  });
});
