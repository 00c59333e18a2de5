import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { searchedCollection } from "@assetql/core";
import type { AssetSearchEntry } from "@assetql/core/ports";
import { statementCache } from "./statements.ts";

/**
 * `asset_search` has a row per asset and `asset_words` the words of the same rowid. A removed asset leaves a row without
 * an id, which the next new one takes, so that the numbers stay dense. The words are folded before they come here:
 * the tokenizer only cuts them at the spaces between them (it takes whatever isn't ASCII for a letter).
 */
export const assetSearchSql = `
  CREATE TABLE asset_search (
    doc INTEGER PRIMARY KEY,
    id TEXT UNIQUE,
    workspace TEXT NOT NULL,
    batch TEXT NOT NULL,
    style TEXT NOT NULL,
    category TEXT,
    status TEXT NOT NULL,
    review TEXT NOT NULL,
    score REAL NOT NULL,
    created_at INTEGER NOT NULL,
    tags TEXT NOT NULL,
    words_digest TEXT NOT NULL
  );
  CREATE VIRTUAL TABLE asset_words USING fts5(
    names, labels, others, cells,
    content = '', contentless_delete = 1, detail = column, prefix = '1 2 3', tokenize = 'ascii');`;

/** What the columns in memory keep of an asset. */
export interface SearchRow {
  readonly doc: number;
  readonly workspace: string;
  readonly batch: string;
  readonly style: string;
  readonly category: string | null;
  readonly status: string;
  readonly review: string;
  readonly score: number;
  readonly createdAt: number;
  readonly tags: readonly string[];
}

const ROWS_SQL = `SELECT doc, workspace, batch, style, category, status, review, score, created_at AS createdAt, tags
  FROM asset_search WHERE doc > ? AND id IS NOT NULL ORDER BY doc LIMIT ?`;

export class AssetSearchTables {
  readonly #prepare: ReturnType<typeof statementCache>;

  constructor(database: DatabaseSync) {
    this.#prepare = statementCache(database);
  }

  /** Writes an asset's row, and its words if they differ from those that are there. */
  put(entry: AssetSearchEntry): SearchRow {
    const known = this.#prepare("SELECT doc, words_digest FROM asset_search WHERE id = ?").get(entry.id);
    const words = wordColumns(entry);
    const digest = digestOf(words);
    const doc = Number(known?.doc ?? this.#freeDoc());
    const row = { ...rowOf(entry), doc };
    this.#prepare(
      `INSERT OR REPLACE INTO asset_search
        (doc, id, workspace, batch, style, category, status, review, score, created_at, tags, words_digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      doc,
      entry.id,
      row.workspace,
      row.batch,
      row.style,
      row.category,
      row.status,
      row.review,
      row.score,
      row.createdAt,
      JSON.stringify(row.tags),
      digest,
    );
    if (known?.words_digest !== digest) {
      this.#prepare(
        "INSERT OR REPLACE INTO asset_words (rowid, names, labels, others, cells) VALUES (?, ?, ?, ?, ?)",
      ).run(doc, ...words);
    }
    return row;
  }

  /** The number the asset had; `undefined` if it was not there. */
  remove(id: string): number | undefined {
    const known = this.#prepare(
      `UPDATE asset_search SET id = NULL, workspace = '', batch = '', style = '', category = NULL, tags = '[]',
        words_digest = '' WHERE id = ? RETURNING doc`,
    ).get(id);
    if (known === undefined) return undefined;
    const doc = Number(known.doc);
    this.#prepare("DELETE FROM asset_words WHERE rowid = ?").run(doc);
    return doc;
  }

  /** Up to `limit` rows after `doc`, by doc. */
  rowsAfter(doc: number, limit: number): SearchRow[] {
    return this.#prepare(ROWS_SQL)
      .all(doc, limit)
      .map((row) => ({
        doc: Number(row.doc),
        workspace: String(row.workspace),
        batch: String(row.batch),
        style: String(row.style),
        category: row.category === null ? null : String(row.category),
        status: String(row.status),
        review: String(row.review),
        score: Number(row.score),
        createdAt: Number(row.createdAt),
        tags: JSON.parse(String(row.tags)) as string[],
      }));
  }

  idOf(doc: number): string {
    return String(this.#prepare("SELECT id FROM asset_search WHERE doc = ?").get(doc)?.id);
  }

  /** The numbers of the rows that match a full-text expression, ascending. */
  docsMatching(expression: string): Int32Array {
    // One long text crosses into JavaScript several times faster than 100,000 rows.
    const found = this.#prepare(
      "SELECT count(*) AS count, group_concat(rowid) AS docs FROM asset_words WHERE asset_words MATCH ?",
    ).get(expression);
    return parseNumbers(String(found?.docs ?? ""), Number(found?.count ?? 0));
  }

  #freeDoc(): number {
    const free = this.#prepare("SELECT doc FROM asset_search WHERE id IS NULL LIMIT 1").get();
    const next = free ?? this.#prepare("SELECT coalesce(max(doc), 0) + 1 AS doc FROM asset_search").get();
    return Number(next?.doc);
  }
}

/** Puts the assets that are stored into empty tables. What is no asset any more is left out: no search could show it. */
export function fillAssetSearch(database: DatabaseSync): void {
  const tables = new AssetSearchTables(database);
  const stored = database.prepare("SELECT body FROM records WHERE collection = ?");
  for (const { body } of stored.iterate(searchedCollection.name)) {
    const entry = readableEntry(String(body));
    if (entry !== undefined) tables.put(entry);
  }
}

function readableEntry(body: string): AssetSearchEntry | undefined {
  try {
    return searchedCollection.entryOf(JSON.parse(body));
  } catch {
    return undefined;
  }
}

function rowOf(entry: AssetSearchEntry): Omit<SearchRow, "doc"> {
  const { workspaceId, batchId, styleProfileId, category, status, review, score, createdAt, tags } = entry;
  return {
    workspace: workspaceId,
    batch: batchId,
    style: styleProfileId,
    category,
    status,
    review,
    score,
    createdAt,
    tags,
  };
}

function wordColumns({ words, cells }: AssetSearchEntry): [string, string, string, string] {
  const terms = Object.entries(cells).map(([column, cell]) => cellTerm(column, cell));
  return [words.names.join(" "), words.labels.join(" "), words.others.join(" "), terms.join(" ")];
}

/**
 * A whole cell as one word of the index. It starts with a character that is no letter, so that no search for words
 * finds it.
 */
export function cellTerm(column: string, cell: string): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([column, cell]))
    .digest("hex");
  return `\uE000${digest.slice(0, 20)}`;
}

function digestOf(words: readonly string[]): string {
  return createHash("sha256").update(words.join("\n")).digest("base64url").slice(0, 22);
}

function parseNumbers(text: string, count: number): Int32Array {
  const numbers = new Int32Array(count);
  const comma = 44;
  const zero = 48;
  let at = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === comma) at += 1;
    else numbers[at] = (numbers[at] ?? 0) * 10 + code - zero;
  }
  return numbers;
}
