import { describe, expect, it } from "vitest";
import { type Describable, planAltTexts } from "./plan-alt-texts.ts";

const image = (id: string, changes: Partial<Describable> = {}): Describable => ({
  id,
  title: "Mug",
  altText: "a red mug, studio light",
  prompt: "a red mug, studio light",
  values: { title: "Mug", option_color: "red" },
  ...changes,
});
const template = "{title} in {option_color}";
const usedTemplates: readonly string[] = [];

describe("filling in alt texts", () => {
  it("writes where nobody has written one: an empty text, or the one made from the prompt", () => {
    const plan = planAltTexts([image("a"), image("b", { altText: "" })], {
      template,
      overwrite: false,
      usedTemplates,
    });
    expect(plan.texts).toEqual({ a: "Mug in red", b: "Mug in red" });
  });

  it("keeps what people have written, unless it is asked to overwrite", () => {
    const images = [image("a", { altText: "My own mug" })];
    expect(planAltTexts(images, { template, overwrite: false, usedTemplates })).toMatchObject({
      texts: {},
      kept: 1,
    });
    expect(planAltTexts(images, { template, overwrite: true, usedTemplates })).toMatchObject({
      texts: { a: "Mug in red" },
      kept: 0,
    });
  });

  it("keeps a text that came with the row", () => {
    const images = [image("a", { altText: "From the CSV" })];
    expect(planAltTexts(images, { template, overwrite: false, usedTemplates }).kept).toBe(1);
  });

  it("writes over what a template gave before, but not over what somebody made of it", () => {
    const images = [image("a", { altText: "Mug, red" }), image("b", { altText: "Mug, red and shiny" })];
    const plan = planAltTexts(images, {
      template,
      overwrite: false,
      usedTemplates: ["{vendor}: {title}", "{title}, {option_color}"],
    });
    expect(plan).toMatchObject({ texts: { a: "Mug in red" }, kept: 1 });
  });

  it("leaves images alone for which a variable has no value, and says which", () => {
    const plan = planAltTexts([image("a", { values: { title: "Mug" } }), image("b")], {
      template,
      overwrite: true,
      usedTemplates,
    });
    expect(plan).toMatchObject({ texts: { b: "Mug in red" }, incomplete: 1, missing: ["option_color"] });
  });

  it("brings back the text that an image has by itself", () => {
    const images = [image("a", { altText: "My own mug" }), image("b")];
    expect(planAltTexts(images, { template: null, overwrite: true, usedTemplates }).texts).toEqual({
      a: "a red mug, studio light",
    });
  });

  it("shows the first three as examples", () => {
    const images = ["a", "b", "c", "d"].map((id) => image(id));
    expect(planAltTexts(images, { template, overwrite: false, usedTemplates }).samples).toHaveLength(3);
  });
});
