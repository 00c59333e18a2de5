import { type Collection, create, type IndexQuery, put, type RecordStore, remove } from "@assetql/core/ports";
import { withStaleIndexes } from "@assetql/core/testing";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDataFolder } from "./open.ts";
import { type Half, pairs } from "./pairs.fixture.ts";
import { createSqliteRecordStore } from "./record-store.ts";
import { temporaryFolder } from "./temporary-folder.fixture.ts";

function open() {
  const { database, close } = openDataFolder(temporaryFolder());
  onTestFinished(close);
  return createSqliteRecordStore(database);
}

const query: IndexQuery = { index: "number", partition: "all", limit: 2 };

async function walk(store: RecordStore, collection: Collection<Half>): Promise<Half[]> {
  const found: Half[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.query(collection, { ...query, ...(cursor === undefined ? {} : { cursor }) });
    found.push(...page.items.map(({ value }) => value));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}

describe("withStaleIndexes", () => {
  it("shows in queries only values a record has or had, and the last ones once settled; get is exact", async () => {
    let lagged = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const collection = { ...pairs, name: `pair ${seed}` };
        const exact = open();
        const stale = withStaleIndexes(exact, seed);
        const values = new Map<string, Half[]>();
        for (let number = 1; number <= 12; number += 1) {
          const half: Half = { id: `${number % 4}`, number, text: `${number}` };
          await stale.transact([number % 5 === 0 ? remove(collection, half.id) : put(collection, half)]);
          values.set(half.id, [...(values.get(half.id) ?? []), half]);
          expect(await stale.get(collection, half.id)).toEqual(await exact.get(collection, half.id));
          const shown = (await stale.query(collection, { ...query, limit: 100 })).items.map(
            ({ value }) => value,
          );
          for (const one of shown) expect(values.get(one.id)).toContainEqual(one);
          expect(shown.map((one) => one.number)).toEqual(
            shown.map((one) => one.number).sort((a, b) => a - b),
          );
          const truth = (await exact.query(collection, { ...query, limit: 100 })).items;
          if (JSON.stringify(truth.map(({ value }) => value)) !== JSON.stringify(shown)) lagged += 1;
        }
        stale.settle();
        expect(await walk(stale, collection)).toEqual(await walk(exact, collection));
      }),
      { numRuns: 10 },
    );
    expect(lagged).toBeGreaterThan(0);
  });

  it("lags the same way for the same seed", async () => {
    const run = async () => {
      const stale = withStaleIndexes(open(), 7);
      const shown: number[] = [];
      for (let number = 1; number <= 10; number += 1) {
        await stale.transact([create(pairs, { id: `${number}`, number, text: "" })]);
        shown.push((await stale.query(pairs, { ...query, limit: 100 })).items.length);
      }
      return shown;
    };
    expect(await run()).toEqual(await run());
  });
});
