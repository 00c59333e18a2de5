import { describe, expect, it } from "vitest";
import { subjectColour } from "./colour-words.ts";

const RED = subjectColour("red");

describe("subjectColour", () => {
  it.each([
    ["a red dragon", true],
    ["dragon, painted red", true],
    ["a dragon", false],
    ["a dragon on a red background", false],
    ["a predator", false],
  ])("%s", (prompt, isRed) => {
    expect(subjectColour(prompt) === RED).toBe(isRed);
  });

  it("takes the subject column's colour before the prompt's", () => {
    expect(subjectColour("a red dragon", "teal mug")).toEqual(subjectColour("teal"));
  });

  it("knows the fruit from the colour", () => {
    expect(subjectColour("an orange")).toBeUndefined();
    expect(subjectColour("an orange mug")).toBeDefined();
  });
});
