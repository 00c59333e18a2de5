import { type JournalEntry, type Json, WORK_LIMITS } from "@assetql/contract";

type Entries = ReadonlyMap<string, JournalEntry>;

/** Characters of text in one entry: in JSON at most three bytes each, quotes and breaks included, and room to spare. */
const PART = Math.floor(WORK_LIMITS.journalResultBytes / 6);

/** The entries that keep a text of any length, in parts of which each says how many there are; after any kept before. */
export function entriesOfText(entries: Entries, name: string, text: string): JournalEntry[] {
  const key = `kept/${name}-${editions(entries, name) + 1}`;
  const parts = Math.max(1, Math.ceil(text.length / PART));
  return Array.from({ length: parts }, (_, index) => ({
    key: `${key}-${index}`,
    state: "done",
    result: { parts, text: text.slice(index * PART, (index + 1) * PART) },
  }));
}

/** The text kept last under a name. */
export function textOf(entries: Entries, name: string): string | undefined {
  const key = `kept/${name}-${editions(entries, name)}`;
  let text = "";
  for (let index = 0, parts = 1; index < parts; index += 1) {
    const part = partOf(entries.get(`${key}-${index}`)?.result);
    // Without the last part, nothing after it was begun.
    if (part === undefined) return undefined;
    parts = part.parts;
    text += part.text;
  }
  return text;
}

function editions(entries: Entries, name: string): number {
  let found = 0;
  while (entries.has(`kept/${name}-${found + 1}-0`)) found += 1;
  return found;
}

function partOf(result: Json | undefined): { readonly parts: number; readonly text: string } | undefined {
  if (typeof result !== "object" || result === null || Array.isArray(result)) return undefined;
  const { parts, text } = result;
  return typeof parts === "number" && typeof text === "string" ? { parts, text } : undefined;
}
