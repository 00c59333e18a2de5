import { describe, expect, test } from "vitest";
import { createPrompter, type PrompterOptions } from "./prompter.ts";
import { compileTemplate } from "./template.ts";

function prompter(source: string, columns: string[], options?: PrompterOptions) {
  const result = compileTemplate(source);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return createPrompter(result.template, columns, options);
}

const row = (values: Record<string, string>) => ({ row: 17, line: 20, values });

describe("columns", () => {
  test.each<[string, string[], string]>([
    ["{sku}", ["SKU", "sku"], "b"],
    ["{Sku}", ["x", "SKU"], "b"],
    ["{CAFÉ}", ["x", "cafe\u0301"], "b"],
  ])("%s among %j", (source, columns, prompt) => {
    const { problems, render } = prompter(source, columns);
    expect(problems).toEqual([]);
    expect(render(row({ [columns[0]!]: "a", [columns[1]!]: "b" })).prompt).toBe(prompt);
  });

  test("a missing one is an error that names it, the columns there are, and the likely one", () => {
    const { problems } = prompter("A {sbject},\n {sbject}", ["subject", "style"]);
    expect(problems).toEqual([
      {
        code: "csv-missing-column",
        severity: "error",
        source: "csv",
        column: "sbject",
        message:
          'The template uses {sbject} (line 1, character 3) but there is no such column. Did you mean {subject}? The columns are: "subject", "style".',
      },
    ]);
  });

  test("no guess is made for a far name, and long lists are cut", () => {
    const columns = Array.from({ length: 25 }, (_, index) => `col${index}`);
    const message = prompter("{environment}", columns).problems[0]?.message;
    expect(message).not.toContain("Did you mean");
    expect(message).toMatch(/"col19" and 5 more\.$/);
  });

  test("a missing one with a default is fine, but a near miss is a warning", () => {
    expect(prompter("{mood|calm}", ["subject"]).problems).toEqual([]);
    const { problems, render } = prompter("{mod|calm}", ["mood"]);
    expect(problems).toMatchObject([{ code: "csv-column-defaulted", severity: "warning", column: "mod" }]);
    expect(render(row({ mood: "epic" })).prompt).toBe("calm");
  });

  test("a name that fits two columns but for case is an error", () => {
    expect(prompter("{sku}", ["SKU", "Sku"]).problems).toMatchObject([
      { code: "csv-ambiguous-column", severity: "error", column: "sku" },
    ]);
  });
});

describe("columns of expressions", () => {
  const codes = (source: string, columns: string[]) =>
    prompter(source, columns).problems.map(({ code, severity, column }) => [code, severity, column]);

  test.each<[string, [string, string, string][]]>([
    ["{{if mood}}x{{endif}}", []],
    ["{{if mod}}x{{endif}}", [["csv-column-blank", "warning", "mod"]]],
    ["{{for x in colours}}{x}{{endfor}}", [["csv-column-blank", "warning", "colours"]]],
    ["{{if far}}x{{endif}}", [["csv-column-blank", "warning", "far"]]],
    ["{{default(mod, 'x')}}", [["csv-column-defaulted", "warning", "mod"]]],
    ["{{default(far, 'x')}}", []],
    ["{{default(mood, mod)}}", [["csv-missing-column", "error", "mod"]]],
    ["{{upper(mod)}}", [["csv-missing-column", "error", "mod"]]],
    ["{{mod}}", [["csv-missing-column", "error", "mod"]]],
    ["{{if mood}}{mod}{{endif}}", [["csv-missing-column", "error", "mod"]]],
    ["{{for x in mood}}{y}{{endfor}}", [["csv-missing-column", "error", "y"]]],
    ["{{for x in mood}}{x}{X}{{upper(x)}}{{endfor}}", []],
    ["{{for x in mood}}{{endfor}}{x}", [["csv-missing-column", "error", "x"]]],
    ["{{if SKU}}x{{endif}}", [["csv-ambiguous-column", "error", "SKU"]]],
    // What an enclosing condition asked for can't be blank, so it need not be there.
    ["{{if far}}{far}{{endif}}", [["csv-column-blank", "warning", "far"]]],
    ["{{if far and mood}}{{upper(far)}}{{endif}}", [["csv-column-blank", "warning", "far"]]],
    ["{{if not far}}x{{else}}{far}{{endif}}", [["csv-column-blank", "warning", "far"]]],
    ["{{if far == ''}}x{{elseif mood}}{far}{{endif}}", [["csv-column-blank", "warning", "far"]]],
    ["{{if far == 'a' or mood}}{far}{{endif}}", [["csv-missing-column", "error", "far"]]],
    ["{{if far != 'a'}}{far}{{endif}}", [["csv-missing-column", "error", "far"]]],
    ["{{if far}}x{{else}}{far}{{endif}}", [["csv-missing-column", "error", "far"]]],
    ["{{if far}}x{{endif}}{far}", [["csv-missing-column", "error", "far"]]],
  ])("%s", (source, expected) => {
    expect(codes(source, ["mood", "Sku", "sKu"])).toEqual(expected);
  });

  test("a misspelt column or loop item is told with the likely one", () => {
    expect(prompter("{{if mod}}x{{endif}}", ["mood"]).problems[0]?.message).toBe(
      'The template uses {mod} (line 1, character 6) but there is no such column, so it is blank in every row. Did you mean {mood}? The columns are: "mood".',
    );
    const { problems } = prompter("{{for item in list}}{itm}{{endfor}}", ["list"]);
    expect(problems[0]?.message).toContain("Did you mean {item}?");
  });

  test("a blank cell is an error only where the row's text needs it", () => {
    const { render } = prompter("{{if a}}{a}{{else}}{b} {{default(a, b)}} {{upper(c)}}{{endif}}", [
      "a",
      "b",
      "c",
    ]);
    expect(render(row({ a: "x", b: "", c: "" }))).toMatchObject({ prompt: "x", problems: [] });
    expect(render(row({ a: "", b: " ", c: "" })).problems).toMatchObject([
      { code: "csv-blank-cell", column: "b", row: 17, line: 20 },
      { code: "csv-blank-cell", column: "c", row: 17, line: 20 },
    ]);
    expect(render(row({ a: "", b: "y", c: "z" }))).toMatchObject({ prompt: "y y Z", problems: [] });
  });

  test("over a limit the row has one problem, and the next row none", () => {
    const { render } = prompter("-\n {{for x in a}}{x}{b}{{endfor}}", ["a", "b"]);
    expect(render(row({ a: ",x".repeat(101), b: "" }))).toMatchObject({
      prompt: "",
      problems: [
        {
          code: "template-too-many-items",
          severity: "error",
          source: "template",
          row: 17,
          line: 2,
          offset: 2,
          message: expect.stringMatching(
            /^Row 17: Template line 2, character 2: the list has 101 items; 100 /,
          ),
        },
      ],
    });
    expect(render(row({ a: "x", b: "y" }))).toMatchObject({ prompt: "-\n xy", problems: [] });
  });

  test.each([
    ["a fox{{if a}}, {a}{{endif}}", { a: "" }, "a fox, with colors #FF5733"],
    ["a fox{{if a}}, {a}{{endif}}", { a: "running." }, "a fox, running. with colors #FF5733"],
    ["{{for x in a}}{x}, {{endfor}}", { a: "hat;scarf" }, "hat, scarf, with colors #FF5733"],
    ["{{upper(a)}}\n", { a: "fox" }, "FOX, with colors #FF5733"],
    ["{{if b}}x{{endif}}", { a: "fox" }, ""],
  ])("style words come after %s", (source, values, prompt) => {
    const { render } = prompter(source, ["a", "b"], { suffix: "with colors #FF5733" });
    expect(render(row(values)).prompt).toBe(prompt);
  });
});

describe("rows", () => {
  test("prompt and metadata of every column, blank cells left out", () => {
    const { render } = prompter("A {subject}", ["subject", "sku", "note", "empty"]);
    const { prompt, metadata, problems } = render(
      row({ subject: " red\nfox ", sku: " F-1 ", note: "one\n\u0007two", empty: " " }),
    );
    expect(prompt).toBe("A red fox");
    expect({ ...metadata }).toEqual({ subject: "red\nfox", sku: "F-1", note: "one\ntwo" });
    expect(problems).toEqual([]);
  });

  test("a cell or suffix that looks like a variable stays as it is", () => {
    const { render } = prompter("A {a} {b}", ["a", "b"], { suffix: "with {a}" });
    expect(render(row({ a: "{b}", b: "{a|x}" })).prompt).toBe("A {b} {a|x}, with {a}");
  });

  test("a blank cell that the template needs is told once, with row, line and column", () => {
    const { problems } = prompter("{a} {a} {b|x}", ["a", "b"]).render(row({ a: " ", b: "" }));
    expect(problems).toMatchObject([
      { code: "csv-blank-cell", severity: "error", row: 17, line: 20, column: "a" },
    ]);
    expect(problems[0]?.message).toMatch(/^Row 17, column "a": /);
  });

  test.each([
    ["a fox", "in red", "a fox, in red"],
    ["a fox.", "in red", "a fox. in red"],
    ["a fox,", " in red ", "a fox, in red"],
    ["a fox", "", "a fox"],
  ])("%j with suffix %j", (source, suffix, prompt) => {
    expect(prompter(source, [], { suffix }).render(row({})).prompt).toBe(prompt);
  });

  test("an empty prompt is an error, with or without a suffix", () => {
    const { render } = prompter("{a|}", ["a"], { suffix: "in red" });
    expect(render(row({ a: "" })).problems).toMatchObject([
      { code: "prompt-empty", severity: "error", row: 17 },
    ]);
    expect(render(row({ a: "x" })).problems).toEqual([]);
  });

  test("2,000 characters are the most, suffix included", () => {
    const { render } = prompter("{a}", ["a"], { suffix: "z" });
    expect(render(row({ a: "x".repeat(1997) })).problems).toEqual([]);
    expect(render(row({ a: "x".repeat(1998) })).problems).toMatchObject([
      { code: "prompt-too-long", row: 17 },
    ]);
    expect(prompter("{a}", ["a"], { maxPromptLength: 3 }).render(row({ a: "1234" })).problems).toHaveLength(
      1,
    );
  });

  test("a seed that is none is a warning", () => {
    const { render } = prompter("x", ["Seed"]);
    expect(render(row({ Seed: "12" })).problems).toEqual([]);
    expect(render(row({ Seed: "" })).problems).toEqual([]);
    expect(render(row({ Seed: "abc" })).problems).toMatchObject([
      { code: "csv-invalid-seed", severity: "warning", column: "Seed" },
    ]);
  });

  test("a column called __proto__ is data", () => {
    const values = Object.fromEntries([["__proto__", "p"]]);
    const { prompt, metadata } = prompter("{__proto__}", ["__proto__"]).render(row(values));
    expect(prompt).toBe("p");
    expect(Object.entries(metadata)).toEqual([["__proto__", "p"]]);
  });
});
