import { describe, expect, it } from "vitest";
import { create, put, RECORD_LIMITS, RecordLimitError, remove } from "../record-store.ts";
import { newBoard, note, notes } from "./notes.ts";
import type { RecordStoreHarness } from "./record-store.battery.ts";

/** A note whose JSON has exactly `bytes` bytes, some of them of characters of two. */
function noteOf(bytes: number, board: string, name: string) {
  const empty = note(board, name, { text: "éé" });
  const rest = bytes - Buffer.byteLength(JSON.stringify(empty));
  return { ...empty, text: `éé${"x".repeat(rest)}` };
}

export function describeLimits(harness: () => RecordStoreHarness): void {
  const { recordBytes, transactionActions, transactionBytes, keyBytes } = RECORD_LIMITS;

  describe("limits", () => {
    it(`takes a record of ${recordBytes} bytes and refuses one byte more`, async () => {
      const { store } = harness();
      const board = newBoard();
      const largest = noteOf(recordBytes, board, "largest");
      await store.transact([create(notes, largest)]);
      expect((await store.get(notes, largest.id))?.value).toEqual(largest);
      const larger = noteOf(recordBytes + 1, board, "larger");
      await expect(store.transact([create(notes, larger)])).rejects.toThrow(RecordLimitError);
      expect(await store.get(notes, larger.id)).toBeUndefined();
    });

    it(`takes ${transactionActions} actions and refuses one more`, async () => {
      const { store } = harness();
      const board = newBoard();
      const many = Array.from({ length: transactionActions + 1 }, (_, at) => note(board, `${at}`));
      await store.transact(many.slice(1).map((one) => create(notes, one)));
      const removals = many.map(({ id }) => remove(notes, id));
      await expect(store.transact(removals)).rejects.toThrow(RecordLimitError);
      expect(
        await store.getMany(
          notes,
          many.slice(1).map(({ id }) => id),
        ),
      ).toHaveLength(transactionActions);
    });

    it(`refuses more than ${transactionBytes} bytes in one transaction`, async () => {
      const { store } = harness();
      const board = newBoard();
      const full = Array.from({ length: 10 }, (_, at) => noteOf(transactionBytes / 10, board, `${at}`));
      const over = [...full, note(board, "straw")];
      await expect(store.transact(over.map((one) => create(notes, one)))).rejects.toThrow(RecordLimitError);
      expect(
        await store.getMany(
          notes,
          over.map(({ id }) => id),
        ),
      ).toEqual([]);
    });

    it("refuses two actions on one record", async () => {
      const { store } = harness();
      const one = note(newBoard(), "a");
      await expect(store.transact([put(notes, one), remove(notes, one.id)])).rejects.toThrow(
        RecordLimitError,
      );
      expect(await store.get(notes, one.id)).toBeUndefined();
    });

    it(`takes ids and index keys of ${keyBytes} bytes and refuses longer, empty and NUL ones`, async () => {
      const { store } = harness();
      const board = newBoard();
      const longest = note(board, "x".repeat(keyBytes - board.length - 1));
      await store.transact([create(notes, longest)]);
      const refused = [
        { ...longest, id: `${longest.id}x` },
        { ...longest, id: "" },
        { ...longest, id: `${board}\0` },
        note(board, "sort", { title: "é".repeat(keyBytes / 2 + 1) }),
        note(board, "nul", { title: "a\0b" }),
        note(board, "partition", { board: "" }),
      ];
      for (const one of refused) {
        await expect(store.transact([create(notes, one)])).rejects.toThrow(RecordLimitError);
      }
      await store.transact([create(notes, note(board, "empty", { title: "" }))]);
    });

    it("refuses pages and sets of ids beyond the limits", async () => {
      const { store } = harness();
      for (const limit of [0, -1, 1.5, RECORD_LIMITS.pageSize + 1]) {
        const query = { index: "title", partition: newBoard(), limit };
        await expect(store.query(notes, query)).rejects.toThrow(RecordLimitError);
      }
      const ids = Array.from({ length: 101 }, (_, at) => `id-${at}`);
      await expect(store.getMany(notes, ids)).rejects.toThrow(RecordLimitError);
    });
  });
}
