import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { baseNameOf, ConnectorError } from "@assetql/connector-sdk";
import type { Item, ItemQuery } from "@assetql/contract";
import Papa from "papaparse";
import { z } from "zod";
import { orNothing } from "./disk.ts";
import { imagesByItem } from "./note.ts";
import { isName } from "./root.ts";

const PAGE = 100;
const MAX_ID = 200;
const IMAGE = /\.(png|jpe?g|webp)$/i;

/** A page of items in the order of their ids. The cursor is the last id of the page before. */
export async function listItems(root: string, query: ItemQuery, cursor: string | undefined) {
  const wanted = (await readItems(root))
    .filter((item) => matches(item, query))
    .sort((one, other) => compare(one.id, other.id));
  const rest = cursor === undefined ? wanted : wanted.filter(({ id }) => compare(id, cursor) > 0);
  const items = rest.slice(0, PAGE);
  const last = items.at(-1);
  return { items, ...(rest.length > PAGE && last !== undefined ? { cursor: last.id } : {}) };
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function matches(item: Item, { search, ids, kind, withoutImage, changedSince }: ItemQuery): boolean {
  const text = `${item.id} ${item.title}`.toLowerCase();
  if (search !== undefined && !text.includes(search.toLowerCase())) return false;
  if (ids !== undefined && !ids.includes(item.id)) return false;
  if (kind !== undefined && item.kind !== kind) return false;
  if (withoutImage === true && item.image !== null) return false;
  return changedSince === undefined || (item.updatedAt ?? 0) > changedSince;
}

/** The entries of `items.json` or `items.csv`; without either, every folder is an item. */
async function readItems(root: string): Promise<Item[]> {
  const entries = await readEntries(root);
  const names = (await readdir(root)).filter(isName);
  if (entries !== undefined) {
    const published = await imagesByItem(root);
    return entries.rows.map((row) => toEntry(root, { ...entries, row, names, published }));
  }
  const folders = await Promise.all(names.map((name) => toFolder(root, name)));
  return folders.filter((item) => item !== undefined);
}

/** Where an item's image goes: its own folder, or (`""`) the target's. */
export async function folderOf(root: string, itemId: string | null): Promise<string> {
  return itemId === null || (await readEntries(root)) !== undefined ? "" : itemId;
}

type Row = Readonly<Record<string, string>>;

const idOf = ({ id = "" }: Row): string => id.slice(0, MAX_ID);

interface Entries {
  readonly rows: readonly Row[];
  readonly updatedAt: number;
}

const rowsSchema = z.array(
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)),
);

async function readEntries(root: string): Promise<Entries | undefined> {
  for (const name of ["items.json", "items.csv"]) {
    const path = join(root, name);
    const text = await orNothing(readFile(path, "utf8"));
    if (text === undefined) continue;
    const rows = name === "items.csv" ? parseCsv(text) : parseRows(text);
    return { rows, updatedAt: Math.floor((await stat(path)).mtimeMs) };
  }
  return undefined;
}

const parseCsv = (text: string): Row[] =>
  checked(
    rowsSchema.safeParse(Papa.parse(text, { header: true, skipEmptyLines: "greedy" }).data),
    "items.csv",
  );

function parseRows(text: string): Row[] {
  try {
    return checked(rowsSchema.safeParse(JSON.parse(text)), "items.json");
  } catch (error) {
    if (error instanceof ConnectorError) throw error;
    throw new ConnectorError("config-invalid", "items.json is not JSON.", { cause: error });
  }
}

function checked(parsed: z.ZodSafeParseResult<Row[]>, name: string): Row[] {
  if (!parsed.success) {
    throw new ConnectorError(
      "config-invalid",
      `${name} has to be a list of entries, each with an "id" and plain texts.`,
    );
  }
  const numbers = new Map<string, number>();
  for (const [index, row] of parsed.data.entries()) {
    const id = idOf(row);
    const number = index + 1;
    if (id === "") throw new ConnectorError("config-invalid", `Entry ${number} of ${name} has no "id".`);
    const first = numbers.get(id);
    if (first !== undefined) {
      const detail = `Entries ${first} and ${number} of ${name} have the same "id", ${id}. Give one of them another.`;
      throw new ConnectorError("config-invalid", detail);
    }
    numbers.set(id, number);
  }
  return parsed.data;
}

interface Entry extends Entries {
  readonly row: Row;
  readonly names: readonly string[];
  /** By the item's id. */
  readonly published: ReadonlyMap<string, string>;
}

function toEntry(root: string, { row, names, published, updatedAt }: Entry): Item {
  const id = idOf(row);
  const title = row.title ?? row.name ?? id;
  const base = baseNameOf({ sku: row.sku ?? id, title, id });
  // One that somebody has put there goes by its name.
  const image =
    published.get(id) ?? names.find((name) => IMAGE.test(name) && name.replace(IMAGE, "") === base);
  return {
    id,
    kind: "entry",
    title: title.slice(0, 500),
    url: null,
    fields: { ...row, title },
    image: image === undefined ? null : { url: pathToFileURL(join(root, image)).href, altText: "" },
    updatedAt,
  };
}

async function toFolder(root: string, name: string): Promise<Item | undefined> {
  const path = join(root, name);
  const info = await stat(path);
  if (!info.isDirectory()) return undefined;
  const image = (await readdir(path)).filter(isName).find((file) => IMAGE.test(file));
  const title = name.replaceAll(/[-_]+/g, " ").trim();
  return {
    id: name,
    kind: "folder",
    title,
    url: pathToFileURL(path).href,
    fields: { title, name },
    image: image === undefined ? null : { url: pathToFileURL(join(path, image)).href, altText: "" },
    updatedAt: Math.floor(info.mtimeMs),
  };
}
