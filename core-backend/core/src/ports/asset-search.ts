import type { Asset, Facets, SearchFacet, SearchOrder } from "@assetql/contract";

/** What a search is over: everything of an asset that can be looked for, as `searchEntryOf` makes it. */
export interface AssetSearchEntry {
  readonly id: string;
  readonly workspaceId: string;
  readonly batchId: string;
  readonly styleProfileId: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly status: Asset["status"];
  readonly review: Asset["review"];
  /** 0 to 1. */
  readonly score: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly createdAt: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly words: SearchedWords;
}

/** Folded words (`wordsOf`), each in the first group that has it. */
export interface SearchedWords {
  /** Of title and SKU. */
  readonly names: readonly string[];
  /** Of tags and category. */
  readonly labels: readonly string[];
  /** Of prompt and cells. */
  readonly others: readonly string[];
}

/** An asset is found when all of it holds; what is absent or empty holds for every asset. */
export interface AssetSearchCriteria {
  readonly workspaceId: string;
  /** Folded (`wordsOf`); each begins one of the entry's words. */
  readonly words: readonly string[];
  readonly tags: readonly string[];
  readonly cells: Readonly<Record<string, string>>;
  readonly category?: string | undefined;
  readonly status?: Asset["status"] | undefined;
  readonly review?: Asset["review"] | undefined;
  readonly batchId?: string | undefined;
  readonly styleProfileId?: string | undefined;
  /** Inclusive, like all bounds here. */
  readonly minScore?: number | undefined;
  readonly maxScore?: number | undefined;
  readonly createdFrom?: number | undefined;
  readonly createdTo?: number | undefined;
}

export interface AssetSearchQuery {
  readonly criteria: AssetSearchCriteria;
  /**
   * `relevance`: entries whose names have all words, then those whose names and labels have them, then the rest; the
   * newest first among equals. Other ties keep an order of the adapter's, the same on every page.
   */
  readonly order: SearchOrder;
  readonly facets: readonly SearchFacet[];
  /** 1 to {@link RECORD_LIMITS.pageSize}; anything else throws {@link RecordLimitError}. */
  readonly limit: number;
  /** Of a query with the same criteria and order; facets and limit may differ. */
  readonly cursor?: string | undefined;
}

export interface AssetSearchResult {
  /** Of assets, in order. */
  readonly ids: readonly string[];
  /** Absent on the last page. */
  readonly cursor?: string;
  /** Of all pages; beyond 10,000 it may be a lower bound, and then `totalIsExact` is false. */
  readonly total: number;
  readonly totalIsExact: boolean;
  /** For each facet asked for, the 20 most frequent values of all that was found; equal counts by the bytes of the value. */
  readonly facets: Facets;
}

/**
 * Finds assets by what their records say. The index follows the `assets` records by itself, since how it is kept is
 * the adapter's; nobody writes to it. It may lag behind the records (it does not in home one), so whoever shows a
 * result reads it through the `RecordStore` and leaves out what has gone or no longer fits.
 */
export interface AssetSearch {
  /**
   * Pages stay in place when assets come and go: nothing that was there all the time is shown twice or left out.
   * Throws {@link InvalidCursorError} for a cursor of another query.
   */
  search(query: AssetSearchQuery): Promise<AssetSearchResult>;
}
