import { expect, it } from "vitest";
import { gateWord } from "./gate-word.ts";

it("says what a least score means", () => {
  expect([0, 0.49, 0.5, 0.74, 0.75, 0.85, 0.9, 1].map(gateWord)).toEqual([
    "anything",
    "anything",
    "loose",
    "loose",
    "close",
    "close",
    "strict",
    "strict",
  ]);
});
