import { useNavigation, useSearchParams } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Pages } from "./items-table.tsx";
import { type ChooseQuery, paramsOf } from "./query.ts";

const TYPING_MS = 300;

/** What is looked for, kept in the address: typing waits a moment, everything else is looked for at once. */
export function useChooseQuery(query: ChooseQuery) {
  const [, setParams] = useSearchParams();
  const navigation = useNavigation();
  const [typed, setTyped] = useState(query.search);
  // Cursors of the pages before this one; a new search begins at the first.
  const [before, setBefore] = useState<readonly (string | undefined)[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const change = useCallback(
    (changes: Partial<ChooseQuery>) => {
      clearTimeout(timer.current);
      if (changes.search !== undefined) setTyped(changes.search);
      setBefore([]);
      setParams(paramsOf({ ...query, search: typed, ...changes, cursor: undefined }), { replace: true });
    },
    [query, typed, setParams],
  );
  const type = (search: string) => {
    clearTimeout(timer.current);
    setTyped(search);
    timer.current = setTimeout(() => change({ search }), TYPING_MS);
  };
  const toPage = (cursor: string | undefined, pages: readonly (string | undefined)[]) => {
    setBefore(pages);
    setParams(paramsOf({ ...query, cursor }), { replace: true });
  };
  return {
    typed,
    type,
    change,
    isLoading: navigation.state === "loading" && navigation.location.pathname === "/app/choose",
    /** Given the cursor of the next page, null on the last; undefined where there is one page only. */
    pagesUntil: (next: string | null): Pages | undefined =>
      next === null && query.cursor === undefined
        ? undefined
        : {
            // After a reload it is not known what came before: the first page is always there.
            hasPrevious: query.cursor !== undefined,
            onPrevious: () => toPage(before.at(-1), before.slice(0, -1)),
            hasNext: next !== null,
            onNext: () => next !== null && toPage(next, [...before, query.cursor]),
          },
  };
}

export type ChooseView = ReturnType<typeof useChooseQuery>;
