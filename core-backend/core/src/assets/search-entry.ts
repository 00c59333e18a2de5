import type { AssetSearchCriteria, AssetSearchEntry, SearchedWords } from "../ports/index.ts";
import { type AssetRecord, assets } from "./asset-record.ts";
import { wordsOf } from "./search-words.ts";

/** The collection a search index follows, and what it keeps of each record. */
export const searchedCollection = {
  name: assets.name,
  /** Throws for a record that is no asset. */
  entryOf: (record: unknown): AssetSearchEntry => searchEntryOf(assets.parse(record)),
};

export function searchEntryOf(asset: AssetRecord): AssetSearchEntry {
  const { id, workspaceId, batchId, styleProfileId, category, status, review, createdAt, metadata } = asset;
  return {
    id,
    workspaceId,
    batchId,
    styleProfileId,
    category,
    tags: [...new Set(asset.tags.map(({ name }) => name))],
    status,
    review,
    score: asset.styleScore.score,
    createdAt,
    cells: metadata,
    words: searchedWords(asset),
  };
}

function searchedWords({ title, sku, category, tags, prompt, metadata }: AssetRecord): SearchedWords {
  const known = new Set<string>();
  const newWords = (texts: readonly string[]): string[] => {
    const words = wordsOf(texts.join("\n")).filter((word) => !known.has(word));
    for (const word of words) known.add(word);
    return words;
  };
  return {
    names: newWords([title, sku ?? ""]),
    labels: newWords([category ?? "", ...tags.map(({ name }) => name)]),
    others: newWords([prompt, ...Object.values(metadata)]),
  };
}

/** Whether a search for `criteria` finds the entry. */
export function matchesSearch(entry: AssetSearchEntry, criteria: AssetSearchCriteria): boolean {
  return (
    entry.workspaceId === criteria.workspaceId &&
    equalsIfGiven(entry, criteria) &&
    within(entry.score, criteria.minScore, criteria.maxScore) &&
    within(entry.createdAt, criteria.createdFrom, criteria.createdTo) &&
    criteria.tags.every((tag) => entry.tags.includes(tag)) &&
    Object.entries(criteria.cells).every(
      ([column, cell]) => Object.hasOwn(entry.cells, column) && entry.cells[column] === cell,
    ) &&
    criteria.words.every((word) => hasWord(entry.words, word))
  );
}

const comparedMembers = ["category", "status", "review", "batchId", "styleProfileId"] as const;

function equalsIfGiven(entry: AssetSearchEntry, criteria: AssetSearchCriteria): boolean {
  return comparedMembers.every((name) => criteria[name] === undefined || criteria[name] === entry[name]);
}

function within(value: number, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): boolean {
  return value >= least && value <= most;
}

function hasWord({ names, labels, others }: SearchedWords, start: string): boolean {
  return [names, labels, others].some((words) => words.some((word) => word.startsWith(start)));
}
