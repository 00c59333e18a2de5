import { describe, expect, it } from "vitest";
import { createSelectionItems } from "./selection-items.ts";
import { itemOf, selectionOf } from "./testing.ts";

const items = [itemOf(1, { description: "d".repeat(5_000) })];
const selection = selectionOf(items);

/** Counts how often the shop is asked. */
function counted() {
  const asked = { times: 0, fails: false };
  return {
    asked,
    shop: "a.myshopify.com",
    catalogue: {
      async byIds() {
        asked.times += 1;
        if (asked.fails) throw new Error("the shop does not answer");
        return items;
      },
    },
  };
}

describe("items that are kept for a while", () => {
  it("are read once by those who ask at the same time, and again when they are old", async () => {
    let now = 0;
    const kept = createSelectionItems({ keptMs: 100, now: () => now });
    const from = counted();
    const [first, second] = await Promise.all([kept.of(selection, from), kept.of(selection, from)]);
    expect(second).toBe(first);
    now = 99;
    await kept.of(selection, from);
    expect(from.asked.times).toBe(1);
    now = 100;
    await kept.of(selection, from);
    expect(from.asked.times).toBe(2);
    await kept.of(selection, { ...from, anew: true });
    expect(from.asked.times).toBe(3);
  });

  it("are not mixed up between shops", async () => {
    const kept = createSelectionItems();
    const [one, other] = [counted(), { ...counted(), shop: "b.myshopify.com" }];
    await kept.of(selection, one);
    await kept.of(selection, other);
    expect([one.asked.times, other.asked.times]).toEqual([1, 1]);
  });

  it("are asked for again after a failure", async () => {
    const kept = createSelectionItems();
    const from = counted();
    from.asked.fails = true;
    await expect(kept.of(selection, from)).rejects.toThrow("does not answer");
    from.asked.fails = false;
    expect(await kept.of(selection, from)).toHaveLength(1);
  });

  it("take a bounded amount of memory: long texts are cut, and the oldest go first", async () => {
    const kept = createSelectionItems({ maxCharacters: 3_000 });
    const from = counted();
    const [item] = await kept.of(selection, from);
    expect(item?.fields.description).toHaveLength(2_000);
    await kept.of({ ...selection, id: "sel_2" }, from);
    await kept.of({ ...selection, id: "sel_2" }, from);
    expect(from.asked.times).toBe(2);
    await kept.of(selection, from);
    expect(from.asked.times).toBe(3);
  });
});
