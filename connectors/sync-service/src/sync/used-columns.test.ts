import { expect, it } from "vitest";
import { usedColumns } from "./used-columns.ts";

it("finds the columns that a template names, however they are written", () => {
  const columns = ["Title", "sub_title", "content", "modified", "–"];
  expect([...usedColumns("A photo of {title}, {sub title|upper}", columns)]).toEqual(["Title", "sub_title"]);
  expect([...usedColumns("A tent", columns)]).toEqual([]);
});
