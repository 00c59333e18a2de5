import { describe, expect, it } from "vitest";
import { textPath, textWidth } from "./typesetter.ts";

const style = { size: 20, weight: 600, fill: "#000000" } as const;

describe("textWidth", () => {
  it("grows with size and spacing", () => {
    const plain = textWidth("DRAFT", style);
    expect(plain).toBeGreaterThan(40);
    expect(textWidth("DRAFT", { ...style, size: 40 })).toBeCloseTo(2 * plain);
    expect(textWidth("DRAFT", { ...style, spacing: 3 })).toBeCloseTo(plain + 12);
  });
});

describe("textPath", () => {
  it("draws letters of Latin, Cyrillic and Greek, and a question mark for others", () => {
    for (const text of ["Mug", "Łódź", "Чашка", "Κύπελλο"]) {
      expect(textPath(text, { x: 0, y: 0 }, style)).toMatch(/^<path fill="#000000" d="M/);
    }
    expect(textPath("杯", { x: 0, y: 0 }, style)).toBe(textPath("?", { x: 0, y: 0 }, style));
    expect(textPath("", { x: 0, y: 0 }, style)).toBe("");
  });

  it("ends a line that is too long with an ellipsis", () => {
    const wide = "A very long title of a mug";
    const cut = textPath(wide, { x: 0, y: 0 }, { ...style, maxWidth: 90 });
    expect(cut.length).toBeLessThan(textPath(wide, { x: 0, y: 0 }, style).length);
    expect(textWidth(wide, style)).toBeGreaterThan(90);
  });
});
