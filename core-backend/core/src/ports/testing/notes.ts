import { type Collection, create, type IndexQuery, type RecordStore, type Stored } from "../record-store.ts";

/** The batteries' own record: on a board, in the order of titles, if it has one. */
export interface Note {
  readonly id: string;
  readonly board: string;
  readonly title?: string;
  readonly text: string;
}

export const notes: Collection<Note> = {
  name: "battery-note",
  parse: parseNote,
  id: (note) => note.id,
  indexes: {
    title: ({ board, title }) => (title === undefined ? undefined : { partition: board, sort: title }),
    text: ({ board, text }) => ({ partition: board, sort: text.slice(0, 100) }),
  },
};

/** The same records under another name. */
export const otherNotes: Collection<Note> = { ...notes, name: "battery-other-note" };

function parseNote(value: unknown): Note {
  if (typeof value === "object" && value !== null && "id" in value && "board" in value && "text" in value) {
    const { id, board, text } = value;
    const title = "title" in value ? value.title : undefined;
    if (typeof id === "string" && typeof board === "string" && typeof text === "string") {
      return { id, board, text, ...(typeof title === "string" ? { title } : {}) };
    }
  }
  throw new TypeError("Not a note");
}

let boards = 0;
// Stores may outlive a run of the battery, as a table in a cloud does.
const run = Date.now().toString(36);

/** A partition no other test uses. */
export function newBoard(): string {
  boards += 1;
  return `board-${run}-${boards}`;
}

export function note(board: string, name: string, rest: Partial<Note> = {}): Note {
  return { id: `${board}-${name}`, board, title: name, text: `text of ${name}`, ...rest };
}

/** Writes any number of notes, 50 a transaction. */
export async function addNotes(store: RecordStore, all: readonly Note[]): Promise<void> {
  for (let at = 0; at < all.length; at += 50) {
    await store.transact(all.slice(at, at + 50).map((one) => create(notes, one)));
  }
}

/** Every page of a query, from its cursor on, until one has none. */
export async function walk(store: RecordStore, query: IndexQuery): Promise<Note[]> {
  const found: Stored<Note>[] = [];
  let { cursor } = query;
  do {
    const page = await store.query(notes, { ...query, ...(cursor === undefined ? {} : { cursor }) });
    found.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found.map(({ value }) => value);
}

/** By UTF-8 bytes, as the port orders; JavaScript's own order is that of UTF-16. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
