import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testSeed } from "../../../../test/support/test-seed.ts";
import { mergeLists, type Place, type Source } from "./merge-lists.server.ts";

interface Entry {
  readonly name: string;
  readonly at: number;
  readonly isShown: boolean;
}

/** A list that is paged through, `size` at a time. */
function listOf(entries: readonly Entry[], size: number): Source<Entry> & { readonly reads: () => number } {
  let reads = 0;
  return {
    reads: () => reads,
    async page(cursor) {
      reads += 1;
      const start = Number(cursor ?? 0);
      const items = entries.slice(start, start + size).map((entry) => (entry.isShown ? entry : null));
      return start + size < entries.length ? { items, cursor: String(start + size) } : { items };
    },
  };
}

const newestFirst = (entries: readonly Entry[]) => entries.toSorted((a, b) => b.at - a.at);

async function walk(sources: readonly Source<Entry>[], count: number): Promise<Entry[][]> {
  const pages: Entry[][] = [];
  let places: readonly Place[] | undefined = sources.map(() => ({ skip: 0 }));
  while (places !== undefined) {
    const merged: Awaited<ReturnType<typeof mergeLists<Entry>>> = await mergeLists(sources, places, count);
    pages.push([...merged.items]);
    places = merged.next;
  }
  return pages;
}

const entriesOf = (prefix: string) =>
  fc
    .array(fc.record({ at: fc.nat(50), isShown: fc.boolean() }), { maxLength: 30 })
    .map((list) => newestFirst(list.map((entry, index) => ({ ...entry, name: `${prefix}${index}` }))));

describe("two lists as one", () => {
  it("are walked through newest first, nothing left out and nothing twice", async () => {
    await fc.assert(
      fc.asyncProperty(
        entriesOf("a"),
        entriesOf("b"),
        fc.integer({ min: 4, max: 7 }),
        fc.integer({ min: 1, max: 9 }),
        async (one, other, size, count) => {
          const walked = (await walk([listOf(one, size), listOf(other, size)], count)).flat();
          const shown = [...one, ...other].filter(({ isShown }) => isShown);
          expect(walked.map(({ at }) => at)).toEqual(newestFirst(shown).map(({ at }) => at));
          expect(new Set(walked.map(({ name }) => name)).size).toBe(shown.length);
        },
      ),
      // On failure fast-check prints the seed.
      { seed: testSeed() },
    );
  });

  it("are full pages but for the last", async () => {
    const entries = Array.from({ length: 25 }, (_, index) => ({
      name: `a${index}`,
      at: 100 - index,
      isShown: true,
    }));
    const pages = await walk([listOf(entries, 10), listOf([], 10)], 10);
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 5]);
  });

  it("do not keep people waiting for what is not theirs", async () => {
    const others = Array.from({ length: 500 }, (_, index) => ({
      name: `x${index}`,
      at: index,
      isShown: false,
    }));
    const list = listOf(newestFirst(others), 10);
    const { items, next } = await mergeLists([list], [{ skip: 0 }], 20);
    expect(items).toEqual([]);
    expect(list.reads()).toBe(10);
    expect(next).toEqual([{ cursor: "100", skip: 0 }]);
  });
});
