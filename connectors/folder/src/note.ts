import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { orNothing, writeWhole } from "./disk.ts";
import { isName, OURS } from "./root.ts";
import { writtenSchema } from "./sidecar.ts";

/** What we note of an image where nobody edits: its sidecar may get lost, and its name tells nothing of its item. */
const noteSchema = z.object({
  /** As in `shoes/red.png`. */
  image: z.string().refine((path) => path.split("/").every(isName)),
  itemId: z.string().nullable().default(null),
  written: writtenSchema.default({ image: null, fileSha256: null }),
});
export type Note = z.infer<typeof noteSchema>;

const AT_ONCE = 50;

const notesOf = (root: string): string => join(root, OURS, "images");

export const notePath = (root: string, externalId: string): string =>
  join(notesOf(root), `${externalId.replaceAll(/[^\w-]/g, "_")}.json`);

export const readNote = (root: string, externalId: string): Promise<Note | undefined> =>
  readNoteAt(notePath(root, externalId));

export const writeNote = (root: string, externalId: string, note: Note): Promise<void> =>
  writeWhole(notePath(root, externalId), JSON.stringify(note));

/** One that cannot be read counts as none. */
async function readNoteAt(path: string): Promise<Note | undefined> {
  const text = await orNothing(readFile(path, "utf8"));
  try {
    return text === undefined ? undefined : noteSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The images that were published for items and are still there, by the item's id. */
export async function imagesByItem(root: string): Promise<ReadonlyMap<string, string>> {
  const files = ((await orNothing(readdir(notesOf(root)))) ?? []).filter((name) => name.endsWith(".json"));
  const images = new Map<string, string>();
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const some = files.slice(start, start + AT_ONCE);
    const notes = await Promise.all(some.map((name) => readNoteAt(join(notesOf(root), name))));
    const there = await Promise.all(notes.map((note) => note && orNothing(stat(join(root, note.image)))));
    notes.forEach((note, index) => {
      if (note && note.itemId !== null && there[index] !== undefined) images.set(note.itemId, note.image);
    });
  }
  return images;
}
