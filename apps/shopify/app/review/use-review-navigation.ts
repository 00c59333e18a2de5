import { useLocation, useNavigate, useNavigation } from "@remix-run/react";
import { changeQuery, type ReviewQuery, writeQuery } from "./review-query.ts";

export interface ReviewNavigation {
  /** Of this page, 1 on the first. */
  readonly pageNumber: number;
  readonly isLoading: boolean;
  readonly change: (changes: Partial<ReviewQuery>) => void;
  readonly next: (() => void) | undefined;
  readonly previous: (() => void) | undefined;
}

/** Pages and filters, by the address; the cursors of the pages before are kept beside it. */
export function useReviewNavigation(query: ReviewQuery, cursor: string | null): ReviewNavigation {
  const navigate = useNavigate();
  const navigation = useNavigation();
  const { pathname, state } = useLocation();
  const trail = trailIn(state);
  const go = (to: ReviewQuery, trail: readonly (string | null)[], isReplaced = false) =>
    navigate(
      { pathname, search: writeQuery(to).toString() },
      { state: { trail }, replace: isReplaced, preventScrollReset: isReplaced },
    );
  const isFirst = query.cursor === null;
  return {
    pageNumber: isFirst ? 1 : Math.max(2, trail.length + 1),
    isLoading: navigation.state === "loading" && navigation.location.pathname === pathname,
    change: (changes) => go(changeQuery(query, changes), [], changes.tab === undefined),
    next: cursor === null ? undefined : () => go({ ...query, cursor }, [...trail, query.cursor]),
    previous: isFirst ? undefined : () => go({ ...query, cursor: trail.at(-1) ?? null }, trail.slice(0, -1)),
  };
}

function trailIn(state: unknown): readonly (string | null)[] {
  if (typeof state !== "object" || state === null || !("trail" in state) || !Array.isArray(state.trail)) {
    return [];
  }
  return state.trail.filter((cursor) => cursor === null || typeof cursor === "string");
}
