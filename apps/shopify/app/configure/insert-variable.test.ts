import { describe, expect, it } from "vitest";
import { giveDefault, insertVariable, renameVariable } from "./insert-variable.ts";
import { offsetOf } from "./problem-words.ts";

/** The template with `|` where the caret is, or two of them around what is selected. */
function insert(marked: string, name = "title"): string {
  const [before = "", ...rest] = marked.split("|");
  const selected = rest.length === 2 ? (rest[0] ?? "") : "";
  const after = rest.at(-1) ?? "";
  const start = before.length;
  const { text, caret } = insertVariable(before + selected + after, name, {
    start,
    end: start + selected.length,
  });
  return `${text.slice(0, caret)}|${text.slice(caret)}`;
}

describe("a field that is pressed", () => {
  it("is written where the caret is, never touching a word", () => {
    expect(insert("|")).toBe("{title}|");
    expect(insert("of | at dawn")).toBe("of {title}| at dawn");
    expect(insert("of|")).toBe("of {title}|");
    expect(insert("of |dawn")).toBe("of {title} |dawn");
    expect(insert("{vendor}|")).toBe("{vendor} {title}|");
    expect(insert("of |, at dawn")).toBe("of {title}|, at dawn");
    expect(insert("(|)")).toBe("({title}|)");
  });

  it("takes the place of what is selected", () => {
    expect(insert("of |titel| at dawn")).toBe("of {title}| at dawn");
  });
});

describe("mending a template", () => {
  it("gives a field another name, with and without a default", () => {
    expect(renameVariable("{titel} {titel|x} titel {titels}", "titel", "title")).toBe(
      "{title} {title|x} titel {titels}",
    );
  });

  it("gives a text to fields that have none yet", () => {
    expect(giveDefault("{vendor} {vendor|x} {vendors}", "vendor", "")).toBe("{vendor|} {vendor|x} {vendors}");
  });

  it("finds a line and a character", () => {
    const template = "A photograph\n\nof {titel}";
    expect(template.slice(offsetOf(template, { line: 3, character: 4 }))).toBe("{titel}");
    expect(offsetOf(template, { line: 1, character: 1 })).toBe(0);
  });
});
