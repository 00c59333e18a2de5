import { expect, test } from "vitest";
import { findColumn } from "./columns.ts";
import { editDistance, nearest } from "./nearest.ts";
import { parseSeed, wellKnown } from "./well-known.ts";

test.each<[string[], string[], string | undefined]>([
  [["sku", "SKU"], ["SKU"], "SKU"],
  [["Title", "Variant SKU"], ["sku", "variant_sku"], "Variant SKU"],
  [["ALT TEXT"], ["alt_text"], "ALT TEXT"],
  [["Image Alt-Text"], ["alt", "image_alt_text"], "Image Alt-Text"],
  [["SKU", "Sku"], ["sku"], undefined],
  [["SKU", "Sku", "Variant SKU"], ["sku", "variant_sku"], "Variant SKU"],
  [["b", "a"], ["a", "b"], "a"],
  [["title"], ["sku"], undefined],
])("findColumn(%j, %j) is %j", (columns, wanted, found) => {
  expect(findColumn(columns, wanted)).toBe(found);
});

test("wellKnown reads a product export's row by its aliases", () => {
  const row = {
    "Variant SKU": " A-1 ",
    Name: "Mug",
    "Image Alt Text": "a\nmug",
    Type: "Kitchen",
    Keywords: "red, Blue; red|RED,, green ",
    Subject: "mug",
    seed: "42",
    other: "x",
  };
  expect(wellKnown(row)).toEqual({
    sku: "A-1",
    title: "Mug",
    altText: "a mug",
    category: "Kitchen",
    tags: ["red", "Blue", "green"],
    subject: "mug",
    seed: 42,
  });
});

test("wellKnown leaves out what is blank or missing", () => {
  expect(wellKnown({ sku: " ", tags: " , ;", seed: "x" })).toEqual({});
});

test.each([
  ["0", 0],
  [" 4294967295 ", 4294967295],
  ["4294967296", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["1e3", undefined],
  ["", undefined],
])("the seed %j is %j", (cell, seed) => {
  expect(parseSeed(cell)).toBe(seed);
});

test.each([
  ["", "", 0],
  ["abc", "", 3],
  ["kitten", "sitting", 3],
  ["subject", "sbuject", 1],
  ["ca", "abc", 3],
  ["x".repeat(65), "x".repeat(65), Number.POSITIVE_INFINITY],
])("the distance of %j and %j is %d", (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
});

test.each([
  ["sytle", ["subject", "style"], "style"],
  ["SUBJECTS", ["style", "subject"], "subject"],
  ["environment", ["style", "mood"], undefined],
  ["a", ["bcd"], undefined],
])("nearest to %j among %j is %j", (name, candidates, found) => {
  expect(nearest(name, candidates)).toBe(found);
});
