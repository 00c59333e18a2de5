import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Action,
  ConflictError,
  create,
  put,
  type RecordStore,
  remove,
  replace,
} from "../record-store.ts";
import { compareBytes, type Note, newBoard, notes, walk } from "./notes.ts";
import type { RecordStoreHarness } from "./record-store.battery.ts";

interface Write {
  readonly kind: Action["kind"];
  readonly name: string;
  readonly title: string | undefined;
  /** Added to the revision the model knows: 0 is right, 1 is stale. */
  readonly off: number;
}

type Model = Map<string, { value: Note; revision: number }>;

const write: fc.Arbitrary<Write> = fc.record({
  kind: fc.constantFrom("create" as const, "put" as const, "replace" as const, "remove" as const),
  name: fc.constantFrom("a", "b", "c", "d"),
  title: fc.option(fc.constantFrom("x", "y", "z"), { nil: undefined }),
  off: fc.constantFrom(0, 0, 0, 1),
});
const transactions = fc.array(fc.uniqueArray(write, { selector: ({ name }) => name, minLength: 1 }), {
  maxLength: 15,
});

/** Random transactions against the simplest model: a map, replaced only when every condition holds. */
export function describeRandomWrites(harness: () => RecordStoreHarness): void {
  describe("random transactions", () => {
    it("end as in a map that is changed all or nothing", async () => {
      const { store, settled } = harness();
      await fc.assert(
        fc.asyncProperty(transactions, async (steps) => {
          const board = newBoard();
          let model: Model = new Map();
          for (const [at, writes] of steps.entries())
            model = await step({ store, model }, writes, `${board} ${at}`);
          await settled?.();
          await compare(store, board, model);
        }),
        { numRuns: 40 },
      );
    });
  });
}

async function step(
  state: { store: RecordStore; model: Model },
  writes: readonly Write[],
  label: string,
): Promise<Model> {
  const [board = ""] = label.split(" ");
  const next: Model = new Map(state.model);
  let holds = true;
  const actions = writes.map(({ kind, name, title, off }) => {
    const id = `${board}-${name}`;
    const value: Note = { id, board, text: label, ...(title === undefined ? {} : { title }) };
    const revision = state.model.get(id)?.revision ?? 0;
    if (kind === "remove") next.delete(id);
    else next.set(id, { value, revision: revision + 1 });
    if (kind === "create") holds &&= revision === 0;
    if (kind === "replace") holds &&= revision > 0 && off === 0;
    if (kind === "create") return create(notes, value);
    if (kind === "put") return put(notes, value);
    return kind === "replace" ? replace(notes, value, revision + off) : remove(notes, id);
  });
  if (holds) await state.store.transact(actions);
  else await expect(state.store.transact(actions)).rejects.toThrow(ConflictError);
  return holds ? next : state.model;
}

async function compare(store: RecordStore, board: string, model: Model): Promise<void> {
  const ids = ["a", "b", "c", "d"].map((name) => `${board}-${name}`);
  expect(await store.getMany(notes, ids)).toEqual(ids.flatMap((id) => model.get(id) ?? []));
  const titled = [...model.values()]
    .map(({ value }) => value)
    .filter(({ title }) => title !== undefined)
    .sort((a, b) => compareBytes(`${a.title} ${a.id}`, `${b.title} ${b.id}`));
  expect(await walk(store, { index: "title", partition: board, limit: 2 })).toEqual(titled);
}
