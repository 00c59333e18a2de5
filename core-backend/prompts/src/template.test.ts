import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileTemplate } from "./template.ts";

function compiled(source: string) {
  const result = compileTemplate(source);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.template;
}

function problemsOf(source: string) {
  const result = compileTemplate(source);
  return result.ok ? [] : result.problems;
}

describe("rendering", () => {
  const values = { subject: "dragon", "alt text": "wing", "größe.1-a": "tall", blank: " \n ", नाम: "hindi" };
  test.each([
    ["A {subject}.", "A dragon."],
    ["{subject}{subject}", "dragondragon"],
    ["{ subject }", "dragon"],
    ["{alt text}, {größe.1-a}, {नाम}", "wing, tall, hindi"],
    ["plain", "plain"],
    ["A {style|flat} {subject|cat}", "A flat dragon"],
    ["{blank|calm}", "calm"],
    ["{blank| calm, soft }", "calm, soft"],
    ["[{blank|}]", "[]"],
    ["{x|a|b}", "a|b"],
    ["{x|\\{a\\}}", "{a}"],
    ["\\{subject\\} {subject}", "{subject} dragon"],
    ["\\\\{subject}", "\\dragon"],
    ["C:\\new \\", "C:\\new \\"],
    ["  a\n\n{subject}\t", "  a\n\ndragon\t"],
    ["{missing}", ""],
    ["{constructor|safe} {__proto__|safe}", "safe safe"],
  ])("%j", (source, prompt) => {
    expect(compiled(source).render(values)).toBe(prompt);
  });

  test("the design's example", () => {
    const template = compiled(
      "A {style} illustration of {subject} {action} in {environment}, \nhigh quality, detailed, {mood} atmosphere",
    );
    const row = {
      subject: "dragon",
      action: "flying",
      environment: "mountain landscape",
      mood: "epic",
      style: "fantasy",
    };
    expect(template.render(row)).toBe(
      "A fantasy illustration of dragon flying in mountain landscape, \nhigh quality, detailed, epic atmosphere",
    );
  });

  test.each([
    ["  x  ", "x"],
    ["a\nb", "a b"],
    ["a  \r\n\t b", "a b"],
    ["a\u2028b", "a b"],
    ["a  b", "a  b"],
    ["a\u0000\u001b[31mb\u007f\u0085c", "a[31mb c"],
    ["👩‍🎨", "👩‍🎨"],
  ])("a cell %j reads %j", (cell, prompt) => {
    expect(compiled("{c}").render({ c: cell })).toBe(prompt);
  });

  test("a cell is never read as template, whatever it holds", () => {
    const unit = fc.constantFrom(
      "{",
      "}",
      "\\",
      "|",
      "a",
      "b",
      "$",
      "&",
      "`",
      "%",
      "日",
      "{a}",
      "{{b}}",
      "$&",
      "$1",
    );
    const cell = fc.string({ unit, maxLength: 20 });
    const { render } = compiled("<{a}> \\{a\\} <{b|none}>");
    fc.assert(
      fc.property(cell, cell, (a, b) => {
        expect(render({ a, b })).toBe(`<${a}> {a} <${b || "none"}>`);
      }),
    );
  });

  test("variables tell where they stand", () => {
    expect(compiled("{a}\r\n x {b|c}\r{a}").variables).toEqual([
      { name: "a", use: "needed", loopNames: [], line: 1, offset: 1 },
      { name: "b", use: "defaulted", loopNames: [], line: 2, offset: 4 },
      { name: "a", use: "needed", loopNames: [], line: 3, offset: 1 },
    ]);
  });
});

describe("problems", () => {
  test.each<[string, [string, number, number][]]>([
    ["", [["template-empty", 1, 1]]],
    [" \n ", [["template-empty", 1, 1]]],
    ["a {b", [["template-unclosed-brace", 1, 3]]],
    [
      "x\n{a\n}",
      [
        ["template-unclosed-brace", 2, 1],
        ["template-stray-brace", 3, 1],
      ],
    ],
    ["{a {b}", [["template-unclosed-brace", 1, 1]]],
    ["a }", [["template-stray-brace", 1, 3]]],
    ["{}", [["template-empty-name", 1, 1]]],
    ["{ |x}", [["template-empty-name", 1, 1]]],
    ["{a$b}", [["template-invalid-name", 1, 1]]],
    ["{a\\}b}", [["template-invalid-name", 1, 1]]],
    ["ok {a}\r\n\r\n {{a", [["template-unclosed-brace", 3, 2]]],
    ["\\{{a}\\}}", [["template-stray-brace", 1, 8]]],
    ["😀{", [["template-unclosed-brace", 1, 3]]],
  ])("%j", (source, expected) => {
    const problems = problemsOf(source);
    expect(problems.map(({ code, line, offset }) => [code, line, offset])).toEqual(expected);
    expect(problems.every(({ severity, source: from }) => severity === "error" && from === "template")).toBe(
      true,
    );
  });

  test("8,000 characters are the most", () => {
    expect(problemsOf("x".repeat(8000))).toEqual([]);
    expect(problemsOf("x".repeat(8001))).toMatchObject([{ code: "template-too-long" }]);
  });

  test("any text compiles or has a problem with a place", () => {
    const unit = fc.constantFrom("{", "}", "{{", "}}", "\\", "|", "a", " ", "\n", "\r\n", "é");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (source) => {
        const result = compileTemplate(source);
        if (result.ok) return;
        for (const { line, offset } of result.problems)
          expect(Math.min(line ?? 0, offset ?? 0)).toBeGreaterThan(0);
      }),
    );
  });
});
