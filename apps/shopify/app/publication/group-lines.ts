import type { PlanLine } from "./plan-line.ts";
import { productKeyOf } from "./product-key.ts";

export const lineFilters = [
  "all",
  "create",
  "update",
  "conflict",
  "skip",
  "delete",
  "failed",
  "kept",
] as const;
export type LineFilter = (typeof lineFilters)[number];

export const filterOf = (text: string | null): LineFilter =>
  lineFilters.find((filter) => filter === text) ?? "all";

export interface LineGroup {
  /** Of the product or collection, as an item's id. */
  readonly key: string;
  readonly lines: readonly PlanLine[];
}

export interface GroupPage {
  readonly groups: readonly LineGroup[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Lines by filter, of the whole plan. */
  readonly counts: Readonly<Record<LineFilter, number>>;
}

/** Products on a page. */
export const GROUPS_A_PAGE = 20;

const fits: Readonly<Record<LineFilter, (line: PlanLine) => boolean>> = {
  all: () => true,
  create: ({ kind }) => kind === "create",
  update: ({ kind }) => kind === "update",
  conflict: ({ kind }) => kind === "conflict",
  skip: ({ kind }) => kind === "skip",
  delete: ({ kind }) => kind === "delete",
  failed: ({ state }) => state === "failed" || state === "revert-failed",
  kept: ({ revert }) => revert !== null && revert.kept.length > 0,
};

/** A page of products with their lines, in the order in which they first come. Pure. */
export function groupLines(
  lines: readonly PlanLine[],
  { filter, page }: { readonly filter: LineFilter; readonly page: number },
): GroupPage {
  const groups = new Map<string, PlanLine[]>();
  for (const line of lines.filter(fits[filter])) {
    const key = productKeyOf(line);
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const pages = Math.max(1, Math.ceil(groups.size / GROUPS_A_PAGE));
  const shown = Math.min(Math.max(1, page), pages);
  const all = [...groups].map(([key, lines]) => ({ key, lines }));
  return {
    groups: all.slice((shown - 1) * GROUPS_A_PAGE, shown * GROUPS_A_PAGE),
    page: shown,
    pages,
    counts: countAll(lines),
  };
}

function countAll(lines: readonly PlanLine[]): Record<LineFilter, number> {
  const count = (filter: LineFilter): number => lines.filter(fits[filter]).length;
  return {
    all: lines.length,
    create: count("create"),
    update: count("update"),
    conflict: count("conflict"),
    skip: count("skip"),
    delete: count("delete"),
    failed: count("failed"),
    kept: count("kept"),
  };
}
