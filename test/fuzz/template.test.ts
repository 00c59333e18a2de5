import {
  compileTemplate,
  createPrompter,
  type InputProblem,
  MAX_TEMPLATE_LENGTH,
  TemplateStop,
} from "@assetql/prompts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { testSeed } from "../support/test-seed.ts";
import { COLUMNS, template, values } from "./template-arbitrary.ts";
import { interpret } from "./template-interpret.ts";
import { write } from "./template-write.ts";

// On failure fast-check prints the seed; ASSETQL_TEST_SEED repeats it.
const seed = testSeed();

/** The most a row's text can have, as the README says. */
const MAX_OUTPUT = 65_536;

/** A valid template's source with some of its characters dropped, doubled or swapped. */
const damaged = fc
  .tuple(
    template.map(write),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom("", "{{", "}}", '"', "(", "\n")), { maxLength: 4 }),
  )
  .map(([source, cuts]) =>
    cuts.reduce((text, [at, put]) => {
      const index = at % (text.length + 1);
      return text.slice(0, index) + put + text.slice(index + 1);
    }, source),
  );

const soup = fc.string({
  unit: fc.constantFrom(
    ..."{}\\|\"'()[],;=!<>& \n\r",
    "{{",
    "}}",
    "if ",
    "for ",
    "in ",
    "{{else}}",
    "{{endif}}",
    "{{endfor}}",
    "a",
    "and ",
    "not ",
    "upper(",
    "join(",
    "1",
    "é",
    "😀",
  ),
  maxLength: 40,
});

test("a template gives what a slow interpreter of the README gives", () => {
  fc.assert(
    fc.property(template, values, (nodes, row) => {
      const source = write(nodes);
      fc.pre(source.trim() !== "" && source.length <= MAX_TEMPLATE_LENGTH);
      const compiled = compileTemplate(source);
      expect(compiled.ok ? [] : compiled.problems).toEqual([]);
      if (compiled.ok)
        expect(compiled.template.render(row)).toBe(interpret(nodes, { values: row, items: [] }));
    }),
    { seed, numRuns: 1000 },
  );
});

test("any text gives a template or problems with a place in it; nothing throws", () => {
  fc.assert(
    fc.property(
      fc.oneof(soup, damaged, fc.string({ unit: "binary", maxLength: 40 })),
      values,
      (source, row) => {
        const compiled = compileTemplate(source);
        if (!compiled.ok) {
          expect(compiled.problems.length).toBeGreaterThan(0);
          expect(compiled.problems.flatMap((problem) => faultOf(problem, source) ?? [])).toEqual([]);
          return;
        }
        const { render, problems } = createPrompter(compiled.template, COLUMNS, { suffix: "in red" });
        expect(problems.filter(({ code, message }) => !code.startsWith("csv-") || message === "")).toEqual(
          [],
        );
        expect(render({ row: 1, line: 2, values: row }).prompt).toBeTypeOf("string");
      },
    ),
    { seed, numRuns: 500 },
  );
});

test("no row's text is longer than it may be: what would be is stopped, with a place", () => {
  const long = fc
    .tuple(fc.constantFrom("x,", "y", ", "), fc.constantFrom(1, 50, 99, 101, 32_768))
    .map(([text, count]) => text.repeat(count).slice(0, 32_768));
  const rows = fc.record({ a: long, "alt text": long, for: long });
  let stopped = 0;
  fc.assert(
    fc.property(template, rows, (nodes, row) => {
      const source = write([
        { kind: "for", item: "x", list: { kind: "name", name: "a", isBracketed: false }, body: nodes },
      ]);
      fc.pre(source.length <= MAX_TEMPLATE_LENGTH);
      const compiled = compileTemplate(source);
      if (!compiled.ok)
        return expect(compiled.problems.map(({ code }) => code)).toContain("template-too-deep");
      try {
        expect(compiled.template.render(row).length).toBeLessThanOrEqual(MAX_OUTPUT);
      } catch (error) {
        if (!(error instanceof TemplateStop)) throw error;
        stopped += 1;
        expect(faultOf(error.problem, source)).toBeUndefined();
      }
    }),
    { seed, numRuns: 200 },
  );
  expect(stopped).toBeGreaterThan(10);
});

/** What a problem says wrong of itself; undefined when it is as it should be. */
function faultOf(problem: InputProblem, source: string): string | undefined {
  const { code, severity, message, line = 0, offset = 0 } = problem;
  const text = source.split(/\r\n?|\n/)[line - 1];
  if (severity !== "error" || problem.source !== "template") return `${severity} of ${problem.source}`;
  if (!/^template-[a-z-]+$/.test(code)) return `the code ${code}`;
  if (!/^Template line \d+, character \d+: .+[.?]$/s.test(message)) return message;
  if (text === undefined) return `line ${line}`;
  return offset >= 1 && offset <= text.length + 1 ? undefined : `offset ${offset}`;
}
