import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordsOf } from "./search-words.ts";

describe("wordsOf", () => {
  it.each([
    ["", []],
    ["  -- *\t\0 ", []],
    ["Mug mug MUG", ["mug"]],
    ["Café, cafe\u0301", ["cafe"]],
    ["Straße STRASSE", ["strasse"]],
    ["ΟΔΟΣ οδος", ["οδοσ"]],
    ["İstanbul ISTANBUL ıstanbul", ["istanbul"]],
    ["T-shirt x_y 1,5 №7", ["t", "shirt", "x", "y", "1", "5", "no7"]],
    ["ﬁne Ⅷ ４２", ["fine", "viii", "42"]],
    ["赤いマグ", ["赤", "い", "マ", "ク"]],
    ["हिन्दी", ["हिनदी"]],
    ["a🎉b", ["a", "b"]],
  ])("of %j are %j", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it("are letters, digits and marks, at most 64 long, and the same when taken again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const words = wordsOf(text);
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]{1,64}$/u);
        expect(wordsOf(words.join(" "))).toEqual(words);
      }),
    );
  });
});
