/** How a batch's images are listed. It lives in the address, so that going back and reloading find it again. */
export const reviewSorts = ["score-asc", "score-desc", "row"] as const;
export type ReviewSort = (typeof reviewSorts)[number];

/** `below`: what missed the gate, of which a person may take the best try. */
export const reviewTabs = ["all", "pending", "approved", "rejected", "below"] as const;
export type ReviewTab = (typeof reviewTabs)[number];

export const pageSizes = [24, 48] as const;
export type PageSize = (typeof pageSizes)[number];

export interface ReviewQuery {
  readonly sort: ReviewSort;
  readonly tab: ReviewTab;
  /** Style scores in percent, both included. */
  readonly minScore: number;
  readonly maxScore: number;
  readonly text: string;
  readonly size: PageSize;
  /** Opaque; null on the first page. */
  readonly cursor: string | null;
}

export const defaultQuery: ReviewQuery = {
  sort: "score-asc",
  tab: "all",
  minScore: 0,
  maxScore: 100,
  text: "",
  size: 24,
  cursor: null,
};

const TEXT_CHARACTERS = 400;

/** Whatever cannot be read is as by default. */
export function readQuery(parameters: URLSearchParams): ReviewQuery {
  const minScore = percentOf(parameters.get("min"), 0);
  const maxScore = percentOf(parameters.get("max"), 100);
  return {
    sort: known(reviewSorts, parameters.get("sort")) ?? defaultQuery.sort,
    tab: known(reviewTabs, parameters.get("tab")) ?? defaultQuery.tab,
    minScore: Math.min(minScore, maxScore),
    maxScore: Math.max(minScore, maxScore),
    text: (parameters.get("text") ?? "").slice(0, TEXT_CHARACTERS),
    size: pageSizes.find((size) => String(size) === parameters.get("size")) ?? defaultQuery.size,
    cursor: parameters.get("cursor"),
  };
}

/** Only what is not as by default. */
export function writeQuery(query: ReviewQuery): URLSearchParams {
  const parts: readonly (readonly [string, string, boolean])[] = [
    ["sort", query.sort, query.sort !== defaultQuery.sort],
    ["tab", query.tab, query.tab !== defaultQuery.tab],
    ["min", String(query.minScore), query.minScore > 0],
    ["max", String(query.maxScore), query.maxScore < 100],
    ["text", query.text, query.text.trim() !== ""],
    ["size", String(query.size), query.size !== defaultQuery.size],
    ["cursor", query.cursor ?? "", query.cursor !== null],
  ];
  return new URLSearchParams(parts.filter(([, , isSet]) => isSet).map(([name, value]) => [name, value]));
}

/** Another filter or order begins at its first page. */
export const changeQuery = (query: ReviewQuery, changes: Partial<ReviewQuery>): ReviewQuery => ({
  ...query,
  cursor: null,
  ...changes,
});

export const isFiltered = ({ minScore, maxScore, text }: ReviewQuery): boolean =>
  minScore > 0 || maxScore < 100 || text.trim() !== "";

function percentOf(value: string | null, otherwise: number): number {
  const number = value === null || value.trim() === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? Math.min(100, Math.max(0, Math.round(number))) : otherwise;
}

const known = <T extends string>(all: readonly T[], value: string | null): T | undefined =>
  all.find((each) => each === value);
