import { describe, expect, it } from "vitest";
import { type GridPlace, intentOf, nearest } from "./grid-keys.ts";

const plain = { ctrlKey: false, metaKey: false, altKey: false };
/** Four columns, ten tiles: the last row has two. */
const at = (index: number): GridPlace => ({ index, count: 10, columns: 4 });
const moves = (key: string, index: number, keys: Partial<typeof plain> = {}): number | undefined => {
  const intent = intentOf({ ...plain, ...keys, key }, at(index));
  return intent?.kind === "move" ? intent.to : undefined;
};

describe("keys of the grid", () => {
  it.each([
    ["ArrowRight", 0, 1],
    ["ArrowRight", 3, 4],
    ["ArrowRight", 9, 9],
    ["ArrowLeft", 0, 0],
    ["ArrowLeft", 4, 3],
    ["ArrowDown", 1, 5],
    ["ArrowDown", 5, 9],
    ["ArrowDown", 7, 9],
    ["ArrowDown", 8, 8],
    ["ArrowUp", 5, 1],
    ["ArrowUp", 2, 2],
    ["Home", 6, 4],
    ["End", 5, 7],
    ["End", 8, 9],
  ])("%s leads from %i to %i", (key, from, to) => {
    expect(moves(key, from)).toBe(to);
  });

  it("goes to both ends with Ctrl", () => {
    expect(moves("Home", 6, { ctrlKey: true })).toBe(0);
    expect(moves("End", 1, { ctrlKey: true })).toBe(9);
  });

  it("decides by letters, whatever their case", () => {
    const acts = ["a", "A", "r", "g", "e", " ", "Enter", "?"].map((key) =>
      intentOf({ ...plain, key }, at(0)),
    );
    expect(acts).toEqual(
      ["approve", "approve", "reject", "regenerate", "edit", "select", "open", "help"].map((act) => ({
        kind: "act",
        act,
      })),
    );
  });

  it("leaves the browser's own keys alone", () => {
    for (const keys of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
      expect(intentOf({ ...plain, ...keys, key: "a" }, at(0))).toBeUndefined();
      expect(intentOf({ ...plain, ...keys, key: "ArrowLeft" }, at(0))).toBeUndefined();
    }
    expect(intentOf({ ...plain, key: "Tab" }, at(0))).toBeUndefined();
  });

  it("keeps the focus near where it was", () => {
    expect([nearest(5, 10), nearest(5, 3), nearest(0, 0)]).toEqual([5, 2, 0]);
  });
});
