import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConflictError, create, put, type RecordStore, remove, replace } from "../record-store.ts";
import { newBoard, note, notes, otherNotes, walk } from "./notes.ts";
import { describeLimits } from "./record-limits.battery.ts";
import { describeRandomWrites } from "./record-model.battery.ts";
import { describeQueries } from "./record-queries.battery.ts";

export interface RecordStoreHarness {
  readonly store: RecordStore;
  /** Resolves when the indexes show every write so far; needed only where they lag. */
  settled?(): Promise<void>;
  close(): Promise<void>;
}

/** What {@link RecordStore} promises, for any adapter. `open` gives a store in which the battery's records are new. */
export function recordStoreBattery(title: string, open: () => Promise<RecordStoreHarness>): void {
  describe(`${title} as a record store`, () => {
    let harness: RecordStoreHarness;
    beforeAll(async () => {
      harness = await open();
    });
    afterAll(() => harness.close());
    describeWrites(() => harness);
    describeTransactions(() => harness);
    describeLimits(() => harness);
    describeQueries(() => harness);
    describeRandomWrites(() => harness);
  });
}

export const read = async (store: RecordStore, id: string) => (await store.get(notes, id))?.value.text;

function describeWrites(harness: () => RecordStoreHarness): void {
  describe("single writes", () => {
    it("counts revisions from 1", async () => {
      const { store } = harness();
      const first = note(newBoard(), "a");
      await store.transact([create(notes, first)]);
      expect(await store.get(notes, first.id)).toEqual({ value: first, revision: 1 });
      await store.transact([replace(notes, { ...first, text: "second" }, 1)]);
      await store.transact([put(notes, { ...first, text: "third" })]);
      expect(await store.get(notes, first.id)).toEqual({ value: { ...first, text: "third" }, revision: 3 });
    });

    it("gives undefined for an id that is not there", async () => {
      expect(await harness().store.get(notes, `${newBoard()}-none`)).toBeUndefined();
    });

    it("puts whether or not the record exists", async () => {
      const { store } = harness();
      const first = note(newBoard(), "a");
      await store.transact([put(notes, first)]);
      await store.transact([put(notes, first)]);
      expect((await store.get(notes, first.id))?.revision).toBe(2);
    });

    it("refuses to create what exists, to replace what changed and to replace what is not there", async () => {
      const { store } = harness();
      const board = newBoard();
      const first = note(board, "a");
      await store.transact([create(notes, first)]);
      const conflict = { name: "ConflictError", collection: notes.name, id: first.id };
      await expect(store.transact([create(notes, { ...first, text: "x" })])).rejects.toMatchObject(conflict);
      await expect(store.transact([replace(notes, { ...first, text: "x" }, 2)])).rejects.toMatchObject(
        conflict,
      );
      const absent = note(board, "absent");
      await expect(store.transact([replace(notes, absent, 1)])).rejects.toThrow(ConflictError);
      expect(await read(store, first.id)).toBe(first.text);
      expect(await read(store, absent.id)).toBeUndefined();
    });

    it("removes with and without a revision", async () => {
      const { store } = harness();
      const first = note(newBoard(), "a");
      await store.transact([create(notes, first)]);
      await expect(store.transact([remove(notes, first.id, 2)])).rejects.toThrow(ConflictError);
      expect(await read(store, first.id)).toBe(first.text);
      await store.transact([remove(notes, first.id, 1)]);
      expect(await store.get(notes, first.id)).toBeUndefined();
      await store.transact([remove(notes, first.id)]);
      await expect(store.transact([remove(notes, first.id, 1)])).rejects.toThrow(ConflictError);
    });

    it("starts again at revision 1 when a removed id is created anew", async () => {
      const { store } = harness();
      const first = note(newBoard(), "a");
      await store.transact([create(notes, first)]);
      await store.transact([put(notes, first)]);
      await store.transact([remove(notes, first.id)]);
      await store.transact([create(notes, first)]);
      expect((await store.get(notes, first.id))?.revision).toBe(1);
    });

    it("keeps a copy: changing the object or the answer changes nothing stored", async () => {
      const { store } = harness();
      const mine = { ...note(newBoard(), "a") };
      await store.transact([create(notes, mine)]);
      mine.text = "changed by the writer";
      const answer = await store.get(notes, mine.id);
      if (answer !== undefined) Object.assign(answer.value, { text: "changed by the reader" });
      expect(await read(store, mine.id)).toBe("text of a");
    });

    it("throws for a record that its collection no longer reads", async () => {
      const { store } = harness();
      const first = note(newBoard(), "a");
      await store.transact([create(notes, first)]);
      const strict = {
        ...notes,
        parse: () => {
          throw new TypeError("another shape");
        },
      };
      await expect(store.get(strict, first.id)).rejects.toThrow("another shape");
    });

    it("keeps collections apart", async () => {
      const { store } = harness();
      const first = note(newBoard(), "a");
      await store.transact([create(notes, first), create(otherNotes, { ...first, text: "other" })]);
      expect(await read(store, first.id)).toBe(first.text);
      expect((await store.get(otherNotes, first.id))?.value.text).toBe("other");
    });

    it("gets many in the order asked for, without those that are missing", async () => {
      const { store } = harness();
      const board = newBoard();
      const [a, b, c] = [note(board, "a"), note(board, "b"), note(board, "c")];
      await store.transact([create(notes, a), create(notes, b), create(notes, c)]);
      const found = await store.getMany(notes, [c.id, `${board}-none`, a.id]);
      expect(found).toEqual([
        { value: c, revision: 1 },
        { value: a, revision: 1 },
      ]);
    });
  });
}

function describeTransactions(harness: () => RecordStoreHarness): void {
  describe("transactions", () => {
    it("writes nothing, nor any index, when one condition of many does not hold", async () => {
      const { store, settled } = harness();
      const board = newBoard();
      const [kept, removed, stale] = [note(board, "kept"), note(board, "removed"), note(board, "stale")];
      await store.transact([create(notes, kept), create(notes, removed), create(notes, stale)]);
      const failing = store.transact([
        create(notes, note(board, "new")),
        put(notes, { ...kept, title: "moved" }),
        remove(notes, removed.id),
        replace(notes, { ...stale, text: "never" }, 7),
      ]);
      await expect(failing).rejects.toMatchObject({ name: "ConflictError", id: stale.id });
      await settled?.();
      expect(await walk(store, { index: "title", partition: board, limit: 10 })).toEqual([
        kept,
        removed,
        stale,
      ]);
      expect(await store.getMany(notes, [`${board}-new`, kept.id])).toEqual([{ value: kept, revision: 1 }]);
    });

    it("lets exactly one of many writers with the same revision win", async () => {
      const { store } = harness();
      const first = note(newBoard(), "a");
      await store.transact([create(notes, first)]);
      const writes = Array.from({ length: 10 }, (_, writer) =>
        store.transact([replace(notes, { ...first, text: `writer ${writer}` }, 1)]),
      );
      const results = await Promise.allSettled(writes);
      const winners = results.flatMap(({ status }, writer) => (status === "fulfilled" ? [writer] : []));
      expect(winners).toHaveLength(1);
      expect(await store.get(notes, first.id)).toEqual({
        value: { ...first, text: `writer ${winners[0]}` },
        revision: 2,
      });
      for (const result of results) {
        if (result.status === "rejected") expect(result.reason).toBeInstanceOf(ConflictError);
      }
    });

    it("does nothing for no actions", async () => {
      await expect(harness().store.transact([])).resolves.toBeUndefined();
    });
  });
}
