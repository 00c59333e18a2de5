import { assetStatuses, reviewStates, searchFacets, searchOrders } from "@assetql/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assets } from "../../assets/asset-record.ts";
import { matchesSearch, searchEntryOf } from "../../assets/search-entry.ts";
import type { AssetSearchEntry, AssetSearchQuery } from "../asset-search.ts";
import { type Action, put, remove } from "../record-store.ts";
import type { AssetSearchHarness } from "./asset-search.battery.ts";
import {
  type AssetSketch,
  assetOf,
  batchNamed,
  newWorkspace,
  queryOf,
  styleNamed,
} from "./asset-search-assets.ts";

const word = fc.constantFrom(
  "mug",
  "Mugs",
  "red",
  "rêd",
  "lamp",
  "la",
  "ß",
  "ss",
  "Ⅷ",
  "赤い",
  "7",
  '"',
  "*",
);
const phrase = fc.array(word, { maxLength: 3 }).map((words) => words.join(" "));
const label = fc.constantFrom("red", "Red", "round", "blue mug");
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const number = fc.constantFrom(0, 0.25, 0.5, 1);
const time = fc.constantFrom(0, 1, 2, 3);
const cells = fc.dictionary(fc.constantFrom("size", "note"), phrase, { noNullPrototype: true });
const batch = fc.constantFrom(batchNamed("one"), batchNamed("two"));
const style = fc.constantFrom(styleNamed("one"), styleNamed("two"));

const sketch: fc.Arbitrary<AssetSketch> = fc.record({
  title: phrase,
  sku: fc.option(phrase, { nil: null }),
  prompt: phrase,
  tags: fc.uniqueArray(label, { maxLength: 3 }),
  category: fc.option(label, { nil: null }),
  metadata: cells,
  status: fc.constantFrom(...assetStatuses),
  review: fc.constantFrom(...reviewStates),
  batchId: batch,
  styleProfileId: style,
  score: number,
  createdAt: time,
});
interface Write {
  readonly name: string;
  /** `null` removes the asset. */
  readonly sketch: AssetSketch | null;
}
const write: fc.Arbitrary<Write> = fc.record({
  name: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  sketch: fc.option(sketch, { freq: 6, nil: null }),
});

const input = fc.record(
  {
    text: optional(phrase),
    tags: fc.uniqueArray(label, { maxLength: 2 }),
    category: optional(label),
    metadata: cells,
    status: optional(fc.constantFrom(...assetStatuses)),
    review: optional(fc.constantFrom(...reviewStates)),
    batchId: optional(batch),
    styleProfileId: optional(style),
    minScore: optional(number),
    maxScore: optional(number),
    createdFrom: optional(time),
    createdTo: optional(time),
    order: fc.constantFrom(...searchOrders.filter((order) => order !== "relevance")),
    facets: fc.subarray([...searchFacets]),
    limit: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: ["order", "limit"] },
);

const transaction = fc.uniqueArray(write, { selector: ({ name }) => name, minLength: 1 });
const transactions = fc.array(transaction, { maxLength: 6 });
const inputs = fc.array(input, { minLength: 5, maxLength: 10 });

/** Random writes and searches against a filter over all entries in memory. */
export function describeRandomSearches(harness: () => AssetSearchHarness): void {
  describe("random writes and searches", () => {
    it("find what a filter over all of them finds", async () => {
      const { store, search, settled } = harness();
      await fc.assert(
        fc.asyncProperty(transactions, inputs, async (steps, searches) => {
          const workspace = newWorkspace();
          const entries = new Map<string, AssetSearchEntry>();
          for (const writes of steps) await store.transact(writes.map(actionOn(workspace, entries)));
          await settled?.();
          for (const one of searches) await compare(search, [...entries.values()], queryOf(workspace, one));
        }),
        { numRuns: 60 },
      );
    });
  });
}

/** Does a write to the model, and gives the action that does it to the store. */
function actionOn(workspace: string, entries: Map<string, AssetSearchEntry>) {
  return ({ name, sketch }: Write): Action => {
    const asset = assetOf(workspace, name, sketch ?? {});
    if (sketch === null) {
      entries.delete(asset.id);
      return remove(assets, asset.id);
    }
    entries.set(asset.id, searchEntryOf(asset));
    return put(assets, asset);
  };
}

async function compare(
  search: AssetSearchHarness["search"],
  entries: readonly AssetSearchEntry[],
  query: AssetSearchQuery,
): Promise<void> {
  const expected = entries.filter((entry) => matchesSearch(entry, query.criteria));
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await search.search({ ...query, cursor });
    expect(page).toMatchObject({ total: expected.length, totalIsExact: true });
    expect(page.facets).toEqual(
      Object.fromEntries(query.facets.map((facet) => [facet, countsOf(expected, facet)])),
    );
    expect(page.ids.length).toBeLessThanOrEqual(query.limit);
    ids.push(...page.ids);
    cursor = page.cursor;
  } while (cursor !== undefined);
  expect(ids.toSorted()).toEqual(expected.map(({ id }) => id).sort());
  const keys = ids.map((id) =>
    keyOf(
      expected.find((entry) => entry.id === id),
      query,
    ),
  );
  const descending = query.order === "newest" || query.order === "score-desc";
  expect(keys).toEqual(keys.toSorted((a, b) => (descending ? b - a : a - b)));
}

function keyOf(entry: AssetSearchEntry | undefined, { order }: AssetSearchQuery): number {
  return (order.startsWith("score") ? entry?.score : entry?.createdAt) ?? Number.NaN;
}

function countsOf(entries: readonly AssetSearchEntry[], facet: AssetSearchQuery["facets"][number]) {
  const counts = new Map<string, number>();
  for (const value of entries.flatMap((entry) => valuesOf(entry, facet))) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function valuesOf(entry: AssetSearchEntry, facet: AssetSearchQuery["facets"][number]): readonly string[] {
  if (facet === "tags") return entry.tags;
  if (facet === "category") return entry.category === null ? [] : [entry.category];
  return [
    { style: entry.styleProfileId, batch: entry.batchId, status: entry.status, review: entry.review }[facet],
  ];
}
