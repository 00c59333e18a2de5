import { describe, expect, it } from "vitest";
import { changeQuery, defaultQuery, isFiltered, readQuery, writeQuery } from "./review-query.ts";

describe("the address of a review", () => {
  it("says nothing of what is as by default", () => {
    expect(writeQuery(defaultQuery).toString()).toBe("");
    expect(readQuery(new URLSearchParams())).toEqual(defaultQuery);
  });

  it("brings back what it was made of", () => {
    const query = {
      sort: "row",
      tab: "pending",
      minScore: 20,
      maxScore: 80,
      text: "mug & cup",
      size: 48,
      cursor: "abc=",
    } as const;
    expect(readQuery(writeQuery(query))).toEqual(query);
  });

  it("takes what it does not know for the default, and swapped bounds as they were meant", () => {
    const read = readQuery(
      new URLSearchParams({ sort: "size", tab: "x", min: "90", max: "-5", size: "1000" }),
    );
    expect(read).toEqual({ ...defaultQuery, minScore: 0, maxScore: 90 });
  });

  it("begins at the first page when the filter changes", () => {
    expect(changeQuery({ ...defaultQuery, cursor: "abc" }, { text: "mug" })).toEqual({
      ...defaultQuery,
      text: "mug",
    });
  });

  it("knows a filter from an order", () => {
    expect(isFiltered({ ...defaultQuery, sort: "row", tab: "pending" })).toBe(false);
    expect(isFiltered({ ...defaultQuery, maxScore: 99 })).toBe(true);
  });
});
