import { type AssetSearchPage, ProblemError, type SearchAssets, type SearchFacet } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import type { AssetSearchCriteria } from "../ports/index.ts";
import { type AssetRecord, assets } from "./asset-record.ts";
import { presentAsset } from "./read-asset.ts";
import { matchesSearch, searchEntryOf } from "./search-entry.ts";
import { wordsOf } from "./search-words.ts";

const MAX_WORDS = 16;
/** Ids the store reads at once. */
const READ_AT_ONCE = 100;

type SearchDeps = Pick<CoreDeps, "store" | "blobs" | "search">;

/**
 * A page of the workspace's assets that fit, with how many there are. A text without any letter or digit finds
 * nothing. Where the index lags behind, a page may be shorter than asked for. Throws the problem `request-invalid`
 * for more words than a search takes, and `InvalidCursorError`.
 */
export async function searchAssets(
  deps: SearchDeps,
  principal: Principal,
  input: SearchAssets,
): Promise<AssetSearchPage> {
  const { text = "", order, facets: wanted, limit, cursor } = input;
  const criteria = criteriaOf(principal, input);
  if (text !== "" && criteria.words.length === 0) return nothingFound(wanted);
  const found = await deps.search.search({ criteria, order, facets: wanted, limit, cursor });
  const records = (await readAssets(deps, found.ids)).filter((asset) =>
    matchesSearch(searchEntryOf(asset), criteria),
  );
  return {
    items: await Promise.all(records.map((asset) => presentAsset(deps, asset))),
    ...(found.cursor === undefined ? {} : { cursor: found.cursor }),
    total: found.total,
    totalIsExact: found.totalIsExact,
    ...(wanted.length === 0 ? {} : { facets: found.facets }),
  };
}

function criteriaOf({ workspaceId }: Principal, input: SearchAssets): AssetSearchCriteria {
  const {
    text = "",
    metadata,
    cursor: _cursor,
    order: _order,
    facets: _facets,
    limit: _limit,
    ...rest
  } = input;
  const words = wordsOf(text);
  if (words.length > MAX_WORDS) {
    throw new ProblemError(
      "request-invalid",
      `A search takes up to ${MAX_WORDS} different words; this text has ${words.length}.`,
    );
  }
  return { ...rest, workspaceId, words, cells: metadata };
}

function nothingFound(wanted: readonly SearchFacet[]): AssetSearchPage {
  const facets = wanted.length === 0 ? {} : { facets: Object.fromEntries(wanted.map((name) => [name, []])) };
  return { items: [], total: 0, totalIsExact: true, ...facets };
}

async function readAssets(
  { store }: Pick<CoreDeps, "store">,
  ids: readonly string[],
): Promise<AssetRecord[]> {
  const found: AssetRecord[] = [];
  for (let at = 0; at < ids.length; at += READ_AT_ONCE) {
    const stored = await store.getMany(assets, ids.slice(at, at + READ_AT_ONCE));
    found.push(...stored.map(({ value }) => value));
  }
  return found;
}
