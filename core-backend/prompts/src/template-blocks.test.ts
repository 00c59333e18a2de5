import { describe, expect, test } from "vitest";
import { compileTemplate } from "./template.ts";
import { TemplateStop } from "./template-stop.ts";

function render(source: string, values: Record<string, string>): string {
  const result = compileTemplate(source);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.template.render(values);
}

function problemsOf(source: string) {
  const result = compileTemplate(source);
  return result.ok ? [] : result.problems;
}

const row = {
  subject: "red dragon",
  category: "character",
  "alt text": "a wing",
  "rock and roll": "loud",
  "2024": "a year",
  if: "a column",
  accessories: "crown, sword;  shield |,",
  colours: "red|blue",
  count: "3",
  price: "12.50",
  sku: "007",
  blank: " \n ",
};

describe("rendering", () => {
  test.each([
    // Section 4.2 of the design.
    ['{{if category=="character"}}full body shot{{endif}}', "full body shot"],
    ["{{for item in accessories}}wearing {item} {{endfor}}", "wearing crown wearing sword wearing shield "],
    ["{{capitalize(subject)}}", "Red dragon"],
    // Conditions
    ["{{if subject}}a{{else}}b{{endif}}", "a"],
    ["{{if blank}}a{{else}}b{{endif}}", "b"],
    ["{{if missing}}a{{endif}}", ""],
    ["{{if not blank}}a{{endif}}", "a"],
    ["{{if blank}}a{{elseif category == 'prop'}}b{{elseif count > 2}}c{{else}}d{{endif}}", "c"],
    ["{{IF subject AND NOT blank}}a{{ELSE}}b{{EndIf}}", "a"],
    ["{{if blank or subject and blank}}a{{else}}b{{endif}}", "b"],
    ["{{if (subject or blank) and not (blank or missing)}}a{{endif}}", "a"],
    ["{{if not not subject}}a{{endif}}", "a"],
    ['{{if category != "prop"}}a{{endif}}', "a"],
    ['{{if category == "Character"}}a{{else}}b{{endif}}', "b"],
    ['{{if lower("ABC") == "abc"}}a{{endif}}', "a"],
    ['{{if blank == ""}}a{{endif}}', "a"],
    ["{{if alt text}}{{alt text}}{{endif}}", "a wing"],
    ["{{[rock and roll]}} {{[2024]}} {{2024}} {{[if]}}", "loud a year 2024 a column"],
    // Numbers
    ["{{if count > 2}}a{{endif}}{{if count >= 3}}b{{endif}}{{if count < 3}}c{{endif}}", "ab"],
    ["{{if price <= 12.5}}a{{endif}}{{if price == 12.5}}b{{endif}}", "ab"],
    ['{{if sku == 7}}a{{endif}}{{if sku == "7"}}b{{endif}}{{if sku != 7}}c{{endif}}', "a"],
    ["{{if subject > 1}}a{{endif}}{{if subject <= 1}}b{{endif}}{{if blank < 1}}c{{endif}}", ""],
    ["{{if -1 < count}}a{{endif}}{{if count<price}}b{{endif}}", "ab"],
    // Loops
    ["{{for c in colours}}{{for a in accessories}}{c}-{a} {{endfor}}{{endfor}}", redAndBlue()],
    ["{{for x in accessories}}{{if x == 'sword'}}a {x}{{else}}.{{endif}}{{endfor}}", ".a sword."],
    ["{{for x in blank}}{x}{{endfor}}", ""],
    ["{{for x in missing}}{x}{{endfor}}", ""],
    ["{{for subject in colours}}{subject}{{Subject}} {{endfor}}{subject}", "redred blueblue red dragon"],
    ["{{for x in colours}}{{for x in x}}{x}{{endfor}}{{endfor}}", "redblue"],
    ["{{for x in default(blank, 'a, b')}}{x|never}{{endfor}}", "ab"],
    ["{{for my item in colours}}{my item}{{endfor}}", "redblue"],
    ["{{for [in] in colours}}{in}{{endfor}}", "redblue"],
    // Functions
    ["{{upper(subject)}} {{lower('ÉA')}} {{Title(subject)}}", "RED DRAGON éa Red Dragon"],
    ["{{title(\"don't 3d o'clock élan-vital\")}}", "Don't 3d O'clock Élan-Vital"],
    [
      "{{capitalize('(a')}} {{capitalize('3d art')}} {{capitalize('𐐨x')}} {{capitalize('NASA')}}",
      "(A 3d art 𐐀x NASA",
    ],
    ['{{join(accessories, " and ")}}', "crown and sword and shield"],
    ["{{join(colours)}}", "red, blue"],
    ['{{default(blank, "calm")}} {{default(subject, "x")}}', "calm red dragon"],
    ['{{upper(default(missing, join(colours, "/")))}}', "RED/BLUE"],
    // Text
    ["{{\"{}\"}} {{'it\\'s'}} {{\"a\\\\b\\c\"}} {{'}}'}}", "{} it's a\\b\\c }}"],
    ["\\{\\{if\\}\\} \\\\{{ count }}", "{{if}} \\3"],
    ["a{{if subject}}\n b {{endif}}c", "a\n b c"],
  ])("%s", (source, prompt) => {
    expect(render(source, row)).toBe(prompt);
  });

  function redAndBlue(): string {
    const each = ["crown", "sword", "shield"];
    return ["red", "blue"].flatMap((colour) => each.map((item) => `${colour}-${item} `)).join("");
  }

  test("a cell, an item and a function's text are never read as template", () => {
    const hostile = "{subject} {{if a}} \\{ {{endfor}}";
    expect(render("{a}{{a}}{{lower(a)}}{{for x in a}}{x}{{endfor}}", { a: hostile })).toBe(hostile.repeat(4));
  });

  test("the row before leaves nothing behind", () => {
    const result = compileTemplate("{{if a}}{a}{{else}}-{{endif}}{{for x in b}}{x}{{endfor}}");
    if (!result.ok) throw new Error("It compiles");
    const rows = [{ a: "1", b: "x,y" }, { a: "", b: "" }, { b: "z" }, { a: "2" }];
    expect(rows.map((values) => result.template.render(values))).toEqual(["1xy", "-", "-z", "2"]);
  });
});

describe("problems", () => {
  test.each<[string, [string, number, number][]]>([
    ["a {{a", [["template-unclosed-brace", 1, 3]]],
    ["{{if a} x {{endif}}", [["template-unclosed-brace", 1, 1]]],
    ['{{if a == "x}}y{{endif}}', [["template-unclosed-string", 1, 11]]],
    ["\n {{if a}}x", [["template-unclosed-block", 2, 2]]],
    ["{{for a in b}}{{if a}}x{{endfor}}", [["template-unclosed-block", 1, 15]]],
    ["{{endif}}", [["template-stray-block", 1, 1]]],
    ["{{if a}}{{endfor}}{{endif}}", [["template-stray-block", 1, 9]]],
    ["{{for a in b}}{{else}}{{endfor}}", [["template-stray-block", 1, 15]]],
    ["{{if a}}{{else}}{{else}}{{endif}}", [["template-stray-block", 1, 17]]],
    ["{{if a}}{{else}}{{elseif b}}{{endif}}", [["template-stray-block", 1, 17]]],
    ["{{if a}}{{else if b}}{{endif}}", [["template-invalid-expression", 1, 15]]],
    ["{{}}", [["template-invalid-expression", 1, 3]]],
    ["{{if}}{{endif}}", [["template-invalid-expression", 1, 5]]],
    ["{{if a = b}}{{endif}}", [["template-invalid-expression", 1, 8]]],
    ["{{if a && b}}{{endif}}", [["template-invalid-expression", 1, 8]]],
    ["{{if a ==}}{{endif}}", [["template-invalid-expression", 1, 10]]],
    ["{{if (a}}{{endif}}", [["template-invalid-expression", 1, 8]]],
    ["{{if a)}}{{endif}}", [["template-invalid-expression", 1, 7]]],
    ["{{if a == b == c}}{{endif}}", [["template-invalid-expression", 1, 13]]],
    ["{{if a < 'b'}}{{endif}}", [["template-invalid-expression", 1, 10]]],
    ["{{if a == “b”}}{{endif}}", [["template-invalid-expression", 1, 11]]],
    ["{{a == b}}", [["template-invalid-expression", 1, 3]]],
    ["{{upper(not a)}}", [["template-invalid-expression", 1, 9]]],
    [
      "{{{a}}}",
      [
        ["template-invalid-expression", 1, 3],
        ["template-stray-brace", 1, 7],
      ],
    ],
    ["{{[a$b]}}", [["template-invalid-name", 1, 3]]],
    ["{{for in list}}{{endfor}}", [["template-invalid-expression", 1, 1]]],
    ["{{for x of list}}{{endfor}}", [["template-invalid-expression", 1, 1]]],
    ["{{for a$ in list}}{{endfor}}", [["template-invalid-name", 1, 1]]],
    ["{{for x in}}{{endfor}}", [["template-invalid-expression", 1, 11]]],
    ["{{captalize(a)}}", [["template-unknown-function", 1, 3]]],
    ["{{default(a)}}", [["template-wrong-arguments", 1, 3]]],
    ["{{ upper(a, b)}}", [["template-wrong-arguments", 1, 4]]],
    ["{{upper()}}", [["template-wrong-arguments", 1, 3]]],
    [`${"{{if a}}".repeat(9)}${"{{endif}}".repeat(9)}`, [["template-too-deep", 1, 65]]],
    [`{{if ${"(".repeat(17)}a${")".repeat(17)}}}{{endif}}`, [["template-too-deep", 1, 22]]],
    [
      "{{if ?}}\n{{x y(}}{{endif}} }",
      [
        ["template-invalid-expression", 1, 6],
        ["template-unknown-function", 2, 3],
        ["template-stray-brace", 2, 19],
      ],
    ],
  ])("%j", (source, expected) => {
    const problems = problemsOf(source);
    expect(problems.map(({ code, line, offset }) => [code, line, offset])).toEqual(expected);
    for (const { message, line, offset } of problems) {
      expect(message).toContain(`Template line ${line}, character ${offset}: `);
    }
  });

  test.each([
    ["{{captalize(a)}}", "Did you mean capitalize?"],
    ["{{if a = b}}{{endif}}", "Write == to compare."],
    ["{{if a}}{{else if b}}{{endif}}", "write {{elseif …}}"],
    ["{{if {a}}}{{endif}}", "names stand without braces"],
    ["{{default(a)}}", 'default(name, "text")'],
  ])("%s is told with %j", (source, hint) => {
    expect(problemsOf(source)[0]?.message).toContain(hint);
  });

  test("eight blocks and sixteen brackets deep is fine", () => {
    expect(problemsOf(`${"{{if a}}".repeat(8)}x${"{{endif}}".repeat(8)}`)).toEqual([]);
    expect(problemsOf(`{{if ${"(".repeat(16)}a${")".repeat(16)}}}x{{endif}}`)).toEqual([]);
  });

  // Read in more than linear time, the first of them would not be through in years.
  test.each([
    ["backslashes", `{${"\\".repeat(7999)}`, false],
    ["braces", "{".repeat(8000), false],
    ["quotes", `{{${"\"'".repeat(3999)}`, false],
    ["brackets", `{{if ${"(".repeat(7990)}`, false],
    ["tags", "{{if a}}".repeat(1000), false],
    ["words", `{{${"a ".repeat(3990)}}}`, true],
    ["blanks of a loop", `{{for${" ".repeat(7990)}}}`, false],
    ["blanks in a loop", `{{for a${" ".repeat(7980)}b}}`, false],
    ["words of a loop", `{{for ${"a ".repeat(3990)}}}`, false],
  ])("8,000 characters of %s are read through", (_name, source, ok) => {
    expect(compileTemplate(source).ok).toBe(ok);
  });
});

describe("limits of a row", () => {
  function stopOf(source: string, values: Record<string, string>) {
    try {
      render(source, values);
    } catch (error) {
      if (error instanceof TemplateStop) return error.problem;
      throw error;
    }
    return undefined;
  }
  const list = (count: number) => Array.from({ length: count }, (_, index) => `${index}`).join();

  test("100 items are the most of a list", () => {
    expect(stopOf("{{for x in a}}{x}{{endfor}}{{join(a)}}", { a: list(100) })).toBeUndefined();
    expect(stopOf("b\n {{for x in a}}{x}{{endfor}}", { a: list(101) })).toMatchObject({
      code: "template-too-many-items",
      severity: "error",
      line: 2,
      offset: 2,
    });
    expect(stopOf("{{join(a)}}", { a: list(101) })).toMatchObject({
      code: "template-too-many-items",
      offset: 3,
    });
  });

  test("65,536 characters are the most of a text, wherever it grows over them", () => {
    const a = "x".repeat(32_768);
    expect(stopOf("{a}{a}", { a })).toBeUndefined();
    expect(stopOf("{a}{a} {b|c}", { a })).toMatchObject({ code: "template-output-too-long", offset: 4 });
    expect(stopOf("{{if a}}{a}{a}{a}{{endif}}", { a })).toMatchObject({ offset: 15 });
    expect(stopOf("-{{for x in b}}{a}{{endfor}}", { a, b: "1,2,3" })).toMatchObject({ offset: 2 });
  });

  test("loops within loops and functions of long texts are stopped, though they give no text", () => {
    const nested = `${"{{for x in a}}".repeat(8)}${"{{endfor}}".repeat(8)}`;
    expect(stopOf(nested, { a: list(100) })).toMatchObject({ code: "template-too-much-work" });
    const functions = "{{if upper(a) == lower(a)}}{{endif}}".repeat(7);
    const text = { a: "x".repeat(32_768) };
    expect(stopOf(functions, text)).toMatchObject({ code: "template-too-much-work", line: 1 });
    const equal = "{{for x in b}}{{if a == a}}{{endif}}{{endfor}}";
    expect(stopOf(equal, { ...text, b: "1,2,3,4,5,6,7,8" })).toMatchObject({
      code: "template-too-much-work",
    });
  });
});
