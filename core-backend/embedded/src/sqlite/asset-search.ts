import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { FACET_VALUES, type Facets, type SearchFacet } from "@assetql/contract";
import { searchedCollection } from "@assetql/core";
import {
  type Action,
  type AssetSearch,
  type AssetSearchQuery,
  type AssetSearchResult,
  RECORD_LIMITS,
  RecordLimitError,
} from "@assetql/core/ports";
import { AssetColumns, type RowFilter } from "./asset-search-columns.ts";
import { decodeCursor, encodeCursor, firstPlaces, type PlaceOrder } from "./asset-search-pages.ts";
import { AssetSearchTables, cellTerm } from "./asset-search-tables.ts";
import type { Projection } from "./record-store.ts";

export interface SqliteAssetSearch extends AssetSearch {
  /** For the record store, so that the index changes in the transaction that writes the assets. */
  readonly projection: Projection;
}

/** Read between two turns of the event loop; takes about 10 ms. */
const ROWS_AT_ONCE = 5_000;

/** The search over the assets of a migrated database, of which this process alone writes the assets. It never lags. */
export function createSqliteAssetSearch(database: DatabaseSync): SqliteAssetSearch {
  return new SearchIndex(database);
}

class SearchIndex implements SqliteAssetSearch {
  readonly projection: Projection;
  readonly #tables: AssetSearchTables;
  readonly #columns = new AssetColumns();
  #loaded: Promise<void> | undefined;

  constructor(database: DatabaseSync) {
    this.#tables = new AssetSearchTables(database);
    this.projection = { collection: searchedCollection.name, apply: (action) => this.#apply(action) };
  }

  async search(query: AssetSearchQuery): Promise<AssetSearchResult> {
    const { criteria, facets, limit } = query;
    if (!Number.isInteger(limit) || limit < 1 || limit > RECORD_LIMITS.pageSize) {
      throw new RecordLimitError(`A page of ${limit} assets; 1 to ${RECORD_LIMITS.pageSize} are possible`);
    }
    const after = decodeCursor(query);
    await this.#load();
    const expression = matchExpression(query);
    const candidates = expression === undefined ? undefined : this.#tables.docsMatching(expression);
    const docs = this.#columns.select(rowFilter(criteria), candidates);
    const places = firstPlaces(docs, this.#orderOf(query), { after, count: limit + 1 });
    const page = places.slice(0, limit);
    const last = page.at(-1);
    return {
      ids: page.map(({ doc }) => this.#tables.idOf(doc)),
      ...(places.length > limit && last !== undefined ? { cursor: encodeCursor(query, last) } : {}),
      total: docs.length,
      totalIsExact: true,
      facets: this.#count(facets, docs),
    };
  }

  #apply(action: Action): () => void {
    if (action.kind === "remove") {
      const doc = this.#tables.remove(action.id);
      return () => {
        if (doc !== undefined) this.#columns.clear(doc);
      };
    }
    const row = this.#tables.put(searchedCollection.entryOf(action.value));
    return () => this.#columns.set(row);
  }

  /** Once; commits that come in between find their rows here already, or are read with the rest. */
  #load(): Promise<void> {
    this.#loaded ??= this.#readRows().catch((error: unknown) => {
      this.#loaded = undefined;
      throw error;
    });
    return this.#loaded;
  }

  async #readRows(): Promise<void> {
    for (let after = 0; ; await setImmediate()) {
      const rows = this.#tables.rowsAfter(after, ROWS_AT_ONCE);
      for (const row of rows) this.#columns.set(row);
      const last = rows.at(-1);
      if (last === undefined || rows.length < ROWS_AT_ONCE) return;
      after = last.doc;
    }
  }

  #orderOf({ criteria, order }: AssetSearchQuery): PlaceOrder {
    const columns = this.#columns;
    const createdAt = (doc: number): number => columns.createdAt(doc);
    const score = (doc: number): number => columns.score(doc);
    if (order === "oldest") return { keyOf: createdAt, descending: false };
    if (order === "score-asc") return { keyOf: score, descending: false };
    if (order === "score-desc") return { keyOf: score, descending: true };
    if (order === "newest" || criteria.words.length === 0) return { keyOf: createdAt, descending: true };
    const groups = new Uint8Array(columns.size);
    const words = wordsExpression(criteria.words);
    for (const doc of this.#tables.docsMatching(`{names labels} : (${words})`)) groups[doc] = 1;
    for (const doc of this.#tables.docsMatching(`names : (${words})`)) groups[doc] = 2;
    return { keyOf: (doc) => (groups[doc] ?? 0) * GROUP + createdAt(doc), descending: true };
  }

  #count(wanted: readonly SearchFacet[], docs: Int32Array): Facets {
    const counted = wanted.map((facet) => [facet, this.#columns.count(facet, docs, FACET_VALUES)]);
    return Object.fromEntries(counted);
  }
}

/** More than any time in milliseconds, and small enough that sums stay exact. */
const GROUP = 2 ** 50;

function rowFilter(criteria: AssetSearchQuery["criteria"]): RowFilter {
  const { workspaceId, batchId, styleProfileId, category, status, review, tags } = criteria;
  const { minScore = 0, maxScore = 1 } = criteria;
  const { createdFrom = 0, createdTo = Number.POSITIVE_INFINITY } = criteria;
  return {
    equal: { workspace: workspaceId, batch: batchId, style: styleProfileId, category, status, review },
    tags,
    minScore,
    maxScore,
    createdFrom,
    createdTo,
  };
}

/** Full-text syntax for the words and cells; `undefined` if neither is asked for. */
function matchExpression({ criteria: { words, cells } }: AssetSearchQuery): string | undefined {
  const terms = Object.entries(cells).map(([column, cell]) => quoted(cellTerm(column, cell)));
  const parts = [...terms, ...(words.length === 0 ? [] : [wordsExpression(words)])];
  return parts.length === 0 ? undefined : parts.join(" AND ");
}

const wordsExpression = (words: readonly string[]): string =>
  words.map((word) => `${quoted(word)} *`).join(" AND ");

/** A word as it is, whatever it contains. */
const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`;
