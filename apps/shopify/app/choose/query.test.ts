import { describe, expect, it } from "vitest";
import { catalogueQueryOf, isNarrowed, paramsOf, queryOf } from "./query.ts";

const parsed = (address: string) => queryOf(new URLSearchParams(address));

describe("what is looked for", () => {
  it("comes back from the address it was put into", () => {
    const query = {
      kind: "variants",
      search: 'mug "dark red" & more',
      status: "draft",
      collection: { id: "42", title: "Tea = good" },
      withoutImage: true,
      cursor: "eyJsYXN0=",
    } as const;
    expect(queryOf(paramsOf(query))).toEqual(query);
  });

  it("is all products without anything in the address, and the address stays short", () => {
    const query = parsed("");
    expect(query).toEqual({
      kind: "products",
      search: "",
      status: undefined,
      collection: undefined,
      withoutImage: false,
      cursor: undefined,
    });
    expect(paramsOf(query).toString()).toBe("");
    expect(isNarrowed(query)).toBe(false);
  });

  it("leaves out what an address cannot mean", () => {
    expect(parsed("kind=orders&status=gone&in=gid://x&bare=yes")).toEqual(parsed(""));
    expect(parsed(`q=${"x".repeat(500)}`).search).toHaveLength(200);
  });

  it("asks the catalogue only for what fits the kind", () => {
    expect(catalogueQueryOf(parsed("q=%20mug%20&status=active&in=7&title=Tea&bare=1"))).toEqual({
      kind: "products",
      search: "mug",
      status: "active",
      collection: "7",
      withoutImage: true,
    });
    expect(catalogueQueryOf(parsed("kind=collections&status=active&in=7"))).toEqual({ kind: "collections" });
    expect(isNarrowed(parsed("kind=collections&status=active"))).toBe(false);
    expect(isNarrowed(parsed("q=mug"))).toBe(true);
  });
});
