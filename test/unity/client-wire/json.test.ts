import { randomInt } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { skippedBecause } from "../../support/programs.ts";
import { createJson, seeded } from "./json-arbitrary.ts";
import { type Checked, checkWithMono, monoIsMissing } from "./wire-checks.ts";

const json = (text: string, times = 1) => ({ what: "json", text, times });

const refused: readonly (readonly [string, string])[] = [
  ["", "at its end: a value was expected"],
  ["[1,]", "line 1, character 4: a value was expected"],
  ["{,}", "the name of a member was expected"],
  ['{\n"a" 1}', "line 2, character 5: “:” was expected"],
  ["[1 2]", "“]” was expected"],
  ["01", "a value was expected"],
  ["+1", "a value was expected"],
  [".5", "a value was expected"],
  ["1.", "a value was expected"],
  ["1e", "a value was expected"],
  ["-", "a value was expected"],
  ["NaN", "a value was expected"],
  ["nul", "a value was expected"],
  ["'a'", "a value was expected"],
  ['"a', "a string has no end"],
  ['"\n"', "a control character must be escaped"],
  ['"\\x41"', "an unknown escape"],
  ['"\\u12g4"', "four hex digits"],
  ["1 1", "nothing more was expected"],
  ["1e400", "a number is too large"],
  ["-1e400", "a number is too large"],
  ["\ufeff1", "a value was expected"],
];

describe.skipIf(skippedBecause("JSON in C#", monoIsMissing))("JSON in C#", () => {
  it("prints 3,000 random values as JSON.stringify does", async () => {
    const seed = randomInt(2 ** 32 - 1);
    const { value } = createJson(seeded(seed));
    const texts = Array.from({ length: 3_000 }, () => JSON.stringify(value(4)));
    const answers = await checkWithMono(texts.map((text) => json(text)));
    const wrong = texts.findIndex((text, index) => answers[index]?.text !== text);
    expect(answers[wrong], `seed ${seed}, value ${wrong}: ${texts[wrong]}`).toBeUndefined();
  });

  it("prints 30,000 random numbers as JavaScript does", async () => {
    const seed = randomInt(2 ** 32 - 1);
    const { number } = createJson(seeded(seed));
    const lists = Array.from({ length: 30 }, () => JSON.stringify(Array.from({ length: 1_000 }, number)));
    const answers = await checkWithMono(lists.map((text) => json(text)));
    const wrong = answers.flatMap((answer, list) => {
      const numbers = (lists[list] ?? "").split(",");
      return (answer.text ?? "")
        .split(",")
        .flatMap((text, at) => (text === numbers[at] ? [] : [{ text, right: numbers[at] }]));
    });
    expect(wrong.slice(0, 5), `seed ${seed}`).toEqual([]);
  });

  it("indents as JSON.stringify does", async () => {
    const seed = randomInt(2 ** 32 - 1);
    const { value } = createJson(seeded(seed));
    const texts = Array.from({ length: 500 }, () => JSON.stringify(value(4)));
    const answers = await checkWithMono(texts.map((text) => ({ what: "indented", text })));
    const right = texts.map((text) => ({ text: JSON.stringify(JSON.parse(text), null, 2) }));
    expect(answers, `seed ${seed}`).toEqual(right);
  });

  it("reads numbers however they are written", async () => {
    const texts = [
      "1.0",
      "1E2",
      "1e+2",
      "-0",
      "-0.0",
      "0.1e1",
      "100000000000000000000000",
      "1e-400",
      "123e-2",
    ];
    const answers = await checkWithMono(texts.map((text) => json(text)));
    expect(answers).toEqual(texts.map((text) => ({ text: JSON.stringify(JSON.parse(text)) })));
  });

  it("takes white space, escapes, and the last of two members", async () => {
    const texts = [
      ' \t\r\n{ "a" : [ 1 , 2 ] , "b" : { } }\n',
      '"\\u0041\\u00e9\\uD83E\\uDDEA\\/\\b\\f\\n\\r\\t\\"\\\\"',
      '"\\ud800 \\udc00"',
      '{"a":1,"b":2,"a":3}',
      '{"a":[],"b":{},"c":""}',
    ];
    const answers = await checkWithMono(texts.map((text) => json(text)));
    expect(answers).toEqual(texts.map((text) => ({ text: JSON.stringify(JSON.parse(text)) })));
  });

  describe("refuses, and says where", () => {
    let answers: readonly Checked[];
    beforeAll(async () => {
      answers = await checkWithMono(refused.map(([text]) => json(text)));
    });

    it.each(refused.map(([text, why], index) => ({ text, why, index })))("$text", ({ text, why, index }) => {
      expect(answers[index]?.refused).toContain(why);
      // Both would be infinite.
      if (!text.endsWith("1e400")) expect(() => JSON.parse(text)).toThrow(SyntaxError);
    });
  });

  it("refuses what is nested too deep, instead of running out of stack", async () => {
    const [deep, deeper, deepest] = await checkWithMono([
      json(`${"[".repeat(100)}${"]".repeat(100)}`),
      json("[", 101),
      json('{"a":', 100_000),
    ]);
    expect(deep?.text).toHaveLength(200);
    expect(deeper?.refused).toContain("nested more than 100 levels deep");
    expect(deepest?.refused).toContain("nested more than 100 levels deep");
  });

  it("says which member is not what it has to be", async () => {
    const answers = await checkWithMono([
      { what: "long", text: '{"a":[0,{"b":7}]}' },
      { what: "long", text: '{"a":[0,{"b":"7"}]}' },
      { what: "long", text: '{"a":[0,{"b":7.5}]}' },
      { what: "long", text: '{"a":[0,{}]}' },
      { what: "long", text: '{"a":[0,{"b":9007199254740993}]}' },
    ]);
    expect(answers).toEqual([
      { text: "7" },
      { refused: "“a[1].b” must be an integer, and is a string." },
      { refused: "“a[1].b” must be an integer, and is 7.5." },
      { refused: "“a[1].b” must be an integer, and is missing or null." },
      { refused: "“a[1].b” must be an integer, and is 9007199254740992." },
    ]);
  });

  it("compares content, whatever the order of members", async () => {
    const same = (text: string, other: string) => ({ what: "same", text, other });
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`k${at}`, at]));
    const turned = Object.fromEntries(Object.entries(many).reverse());
    const answers = await checkWithMono([
      same('{"a":1,"b":[true,null]}', '{"b":[true,null],"a":1.0}'),
      same(JSON.stringify(many), JSON.stringify(turned)),
      same('{"a":1}', '{"a":1,"b":null}'),
      same("[1,2]", "[2,1]"),
      same('"a"', "1"),
      same(JSON.stringify(many), JSON.stringify({ ...turned, k3: 4 })),
    ]);
    const words = answers.map(({ text }) => text);
    expect(words).toEqual(["same", "same", "different", "different", "different", "different"]);
  });
});
