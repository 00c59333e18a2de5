import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { create, type IndexQuery, InvalidCursorError, put, remove } from "../record-store.ts";
import { addNotes, compareBytes, type Note, newBoard, note, notes, otherNotes, walk } from "./notes.ts";
import type { RecordStoreHarness } from "./record-store.battery.ts";

type Harness = () => RecordStoreHarness;

export function describeQueries(harness: Harness): void {
  describe("queries", () => {
    describeOrder(harness);
    describeIndexMaintenance(harness);
    describeCursors(harness);
    describeChangesBetweenPages(harness);
  });
}

// Without NUL and lone surrogates; biased towards code points whose UTF-16 and UTF-8 orders differ.
const character = fc.oneof(
  fc.constantFrom("a", "b", "é", "\uE000", "\uFFFD", "\u{10000}", "\u{1F600}", " ", "/", "~"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }).filter((one) => one !== "\0"),
);
const sort = fc.string({ unit: character, maxLength: 4 });

function expected(all: readonly Note[], { from, to, order }: Partial<IndexQuery>): Note[] {
  const titleOf = ({ title = "" }: Note) => title;
  const within = all.filter(
    (one) =>
      (from === undefined || compareBytes(titleOf(one), from) >= 0) &&
      (to === undefined || compareBytes(titleOf(one), to) <= 0),
  );
  within.sort((a, b) => compareBytes(titleOf(a), titleOf(b)) || compareBytes(a.id, b.id));
  return order === "descending" ? within.reverse() : within;
}

function describeOrder(harness: Harness): void {
  it("orders by the bytes of sort, then of id, both ways, within bounds, in pages of any size", async () => {
    const { store, settled } = harness();
    const query = fc.record(
      {
        from: sort,
        to: sort,
        order: fc.constantFrom("ascending" as const, "descending" as const),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(sort, { maxLength: 12 }),
        query,
        fc.integer({ min: 1, max: 5 }),
        async (titles, bounds, limit) => {
          const board = newBoard();
          // A few share a title, so that the id decides.
          const all = [...titles, ...titles.slice(0, 3)].map((title, at) =>
            note(board, `${at % 7}-${at}`, { title }),
          );
          await addNotes(store, all);
          await settled?.();
          const found = await walk(store, { index: "title", partition: board, limit, ...bounds });
          expect(found).toEqual(expected(all, bounds));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("gives records with their revisions", async () => {
    const { store, settled } = harness();
    const one = note(newBoard(), "a");
    await store.transact([create(notes, one)]);
    await store.transact([put(notes, one)]);
    await settled?.();
    const page = await store.query(notes, { index: "title", partition: one.board, limit: 1 });
    expect(page).toEqual({ items: [{ value: one, revision: 2 }] });
  });

  it("throws for an index the collection does not have", async () => {
    const query = { index: "nowhere", partition: "p", limit: 1 };
    await expect(harness().store.query(notes, query)).rejects.toThrow("nowhere");
  });
}

function describeIndexMaintenance(harness: Harness): void {
  const titles = async (partition: string) => {
    const { store, settled } = harness();
    await settled?.();
    return (await walk(store, { index: "title", partition, limit: 10 })).map(({ title }) => title);
  };

  it("leaves a record out of an index for which it has no key, and takes it in when it has", async () => {
    const { store } = harness();
    const board = newBoard();
    const { title: _title, ...untitled } = note(board, "a");
    await store.transact([create(notes, untitled)]);
    expect(await titles(board)).toEqual([]);
    expect(await walk(store, { index: "text", partition: board, limit: 10 })).toHaveLength(1);
    await store.transact([put(notes, { ...untitled, title: "now" })]);
    expect(await titles(board)).toEqual(["now"]);
    await store.transact([put(notes, untitled)]);
    expect(await titles(board)).toEqual([]);
  });

  it("moves a record whose sort or partition changes", async () => {
    const { store } = harness();
    const [board, elsewhere] = [newBoard(), newBoard()];
    const [a, b] = [note(board, "a"), note(board, "b")];
    await addNotes(store, [a, b]);
    await store.transact([put(notes, { ...a, title: "z" })]);
    expect(await titles(board)).toEqual(["b", "z"]);
    await store.transact([put(notes, { ...a, board: elsewhere })]);
    expect(await titles(board)).toEqual(["b"]);
    expect(await titles(elsewhere)).toEqual(["a"]);
  });

  it("forgets removed records, and keeps partitions and collections apart", async () => {
    const { store } = harness();
    const [board, elsewhere] = [newBoard(), newBoard()];
    const [a, b, c] = [note(board, "a"), note(board, "b"), note(elsewhere, "c")];
    await addNotes(store, [a, b, c]);
    await store.transact([create(otherNotes, note(board, "other")), remove(notes, a.id)]);
    expect(await titles(board)).toEqual(["b"]);
    expect(await titles(elsewhere)).toEqual(["c"]);
  });
}

function describeCursors(harness: Harness): void {
  it("has no cursor on the last page, even a full one, and none without records", async () => {
    const { store, settled } = harness();
    const board = newBoard();
    await addNotes(store, [note(board, "a"), note(board, "b")]);
    await settled?.();
    const query = { index: "title", partition: board };
    expect((await store.query(notes, { ...query, limit: 1 })).cursor).toEqual(expect.any(String));
    expect((await store.query(notes, { ...query, limit: 2 })).cursor).toBeUndefined();
    expect(await store.query(notes, { ...query, partition: newBoard(), limit: 2 })).toEqual({ items: [] });
  });

  it("takes a cursor with another limit", async () => {
    const { store, settled } = harness();
    const board = newBoard();
    await addNotes(
      store,
      ["a", "b", "c", "d"].map((name) => note(board, name)),
    );
    await settled?.();
    const query = { index: "title", partition: board };
    const { cursor = "" } = await store.query(notes, { ...query, limit: 1 });
    const rest = await store.query(notes, { ...query, limit: 10, cursor });
    expect(rest.items.map(({ value }) => value.title)).toEqual(["b", "c", "d"]);
  });

  it("refuses the cursor of another query, and what is no cursor", async () => {
    const { store, settled } = harness();
    const board = newBoard();
    await addNotes(
      store,
      ["a", "b"].map((name) => note(board, name)),
    );
    await settled?.();
    const query: IndexQuery = { index: "title", partition: board, limit: 1 };
    const { cursor = "" } = await store.query(notes, query);
    const others: IndexQuery[] = [
      { ...query, partition: newBoard(), cursor },
      { ...query, index: "text", cursor },
      { ...query, order: "descending", cursor },
      { ...query, from: "a", cursor },
      { ...query, to: "b", cursor },
      { ...query, cursor: "" },
      { ...query, cursor: "bm90IGEgY3Vyc29y" },
      { ...query, cursor: `x${cursor}` },
    ];
    for (const other of others) await expect(store.query(notes, other)).rejects.toThrow(InvalidCursorError);
    await expect(store.query(otherNotes, { ...query, cursor })).rejects.toThrow(InvalidCursorError);
  });
}

function describeChangesBetweenPages(harness: Harness): void {
  it.each(["ascending", "descending"] as const)(
    "goes on %s where it was when records change",
    async (order) => {
      const { store, settled } = harness();
      const board = newBoard();
      await addNotes(
        store,
        ["b", "d", "f", "h", "j"].map((name) => note(board, name)),
      );
      await settled?.();
      const query: IndexQuery = { index: "title", partition: board, order, limit: 2 };
      const { items, cursor = "" } = await store.query(notes, query);
      const given = order === "ascending" ? ["b", "d"] : ["j", "h"];
      expect(items.map(({ value }) => value.title)).toEqual(given);
      // The last record given goes, one comes in on either side, and one that was still to come goes.
      await store.transact([
        remove(notes, `${board}-${given[1]}`),
        create(notes, note(board, order === "ascending" ? "a" : "k")),
        create(notes, note(board, "g")),
        remove(notes, `${board}-f`),
      ]);
      await settled?.();
      const rest = await walk(store, { ...query, cursor });
      expect(rest.map(({ title }) => title)).toEqual(
        order === "ascending" ? ["g", "h", "j"] : ["g", "d", "b"],
      );
    },
  );
}
