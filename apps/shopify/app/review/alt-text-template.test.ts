import { describe, expect, it } from "vitest";
import { automaticAltText, fillTemplate, isWellFormed, variablesOf } from "./alt-text-template.ts";

describe("a template of alt texts", () => {
  it("takes each image's own values", () => {
    const filled = fillTemplate("{title}  in { option_color }", { title: "Mug", option_color: "dark red" });
    expect(filled).toEqual({ text: "Mug in dark red" });
  });

  it("says what an image has no value for, instead of leaving a hole", () => {
    const filled = fillTemplate("{title} in {option_color}, {title}", { title: "Mug", option_color: " " });
    expect(filled).toEqual({ missing: ["option_color"] });
  });

  it("knows its variables, each once", () => {
    expect(variablesOf("{title} by {vendor}: {title} {not closed")).toEqual(["title", "vendor"]);
  });

  it.each(["{title", "title}", "{title} in {", "{}", "{{title}}", "{title|mug}"])(
    "takes %s for a mistake",
    (text) => {
      expect(isWellFormed(text)).toBe(false);
    },
  );

  it.each(["", "A mug", "{title} in { option_color }"])("finds nothing wrong with “%s”", (text) => {
    expect(isWellFormed(text)).toBe(true);
  });

  it("puts values in as they are, also those that look like a pattern or a variable", () => {
    expect(fillTemplate("{title}", { title: "$& {vendor}" })).toEqual({ text: "$& {vendor}" });
  });

  it("is never longer than the hub takes", () => {
    const filled = fillTemplate("{title}", { title: "a".repeat(900) });
    expect("text" in filled && filled.text.length).toBe(500);
  });
});

describe("an image's own alt text", () => {
  it("is its prompt", () => {
    expect(automaticAltText("A mug,\n studio light")).toBe("A mug, studio light");
  });

  it("ends at a word", () => {
    const text = automaticAltText("red mug on a table, ".repeat(20));
    expect(text.length).toBeLessThanOrEqual(125);
    expect(text).toMatch(/\w…$/);
  });
});
