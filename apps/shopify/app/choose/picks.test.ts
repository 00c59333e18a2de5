import { describe, expect, it } from "vitest";
import { countAll, MOST_PICKED, noPicks, type PicksAction, pickedOf, picksReducer } from "./picks.ts";

const after = (...actions: PicksAction[]) => actions.reduce(picksReducer, noPicks);
const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `product/${from + index}`);

describe("what is picked", () => {
  it("survives other pages and other searches: adding the same again changes nothing", () => {
    const { byKind } = after(
      { type: "add", kind: "products", ids: ["product/2", "product/1"] },
      { type: "add", kind: "products", ids: ["product/3", "product/1"] },
    );
    expect([...byKind.products]).toEqual(["product/2", "product/1", "product/3"]);
  });

  it("is kept for each kind by itself", () => {
    const picks = after(
      { type: "add", kind: "products", ids: ["product/1"] },
      { type: "add", kind: "collections", ids: ["collection/1", "collection/2"] },
      { type: "clear", kind: "products" },
    );
    expect(picks.byKind.products.size).toBe(0);
    expect(picks.byKind.collections.size).toBe(2);
    expect(countAll(picks)).toBe(2);
  });

  it("loses only what is taken away", () => {
    const { byKind } = after(
      { type: "add", kind: "products", ids: numbered(1, 4) },
      { type: "remove", kind: "products", ids: ["product/2", "product/9"] },
    );
    expect([...byKind.products]).toEqual(["product/1", "product/3", "product/4"]);
  });

  it("never holds more than a batch may have, and tells how many found no room", () => {
    const full = after(
      { type: "add", kind: "products", ids: numbered(0, MOST_PICKED - 1) },
      { type: "add", kind: "products", ids: numbered(MOST_PICKED - 2, 12) },
    );
    expect(full.byKind.products.size).toBe(MOST_PICKED);
    expect(full.leftOut).toBe(10);
    const again = picksReducer(full, { type: "remove", kind: "products", ids: ["product/0"] });
    expect(again.leftOut).toBe(0);
  });

  it("shows on a page only what is of that page", () => {
    const { byKind } = after({ type: "add", kind: "products", ids: ["product/1", "product/7"] });
    expect(pickedOf(byKind.products, ["product/6", "product/7", "product/8"])).toEqual(["product/7"]);
  });
});
