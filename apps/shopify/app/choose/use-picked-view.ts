import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AppProblem } from "../problems/problem.ts";
import { hasProblem } from "../problems/problem.ts";
import type { action } from "../routes/app.choose.tsx";
import type { Pages } from "./items-table.tsx";
import { PICKED_PAGE, pageOf } from "./picks.ts";
import { type ChooseQuery, paramsOf } from "./query.ts";
import { blankRow, type ChooseRow } from "./row.ts";

export interface PickedView {
  readonly isOpen: boolean;
  /** Opens it with what is picked now, or goes back to what was looked for. */
  readonly toggle: () => void;
  readonly rows: readonly ChooseRow[];
  /** Undefined where one page holds all of it. */
  readonly pages: Pages | undefined;
  readonly isLoading: boolean;
  readonly problem: AppProblem | undefined;
  readonly retry: () => void;
}

interface Listed {
  readonly ids: readonly string[];
  readonly page: number;
  /** The address it was opened at: another tab or search leaves it. */
  readonly address: string;
}

const nothing: readonly string[] = [];

/**
 * What is picked, page by page, as it was when the list was opened: what is unticked stays in sight, so that it can be
 * ticked again and nobody loses their place.
 */
export function usePickedView(
  query: ChooseQuery,
  loaded: readonly ChooseRow[],
  picked: ReadonlySet<string>,
): PickedView {
  const [listed, setListed] = useState<Listed>();
  const address = paramsOf(query).toString();
  const isOpen = listed?.address === address;
  const { ids, pages } = isOpen ? pageOf(listed.ids, listed.page) : { ids: nothing, pages: 1 };
  const read = useRowsOf(ids, loaded);
  const turn = (by: number) => setListed((now) => now && { ...now, page: now.page + by });
  const page = listed?.page ?? 0;
  return {
    isOpen,
    toggle: () => setListed(isOpen ? undefined : { ids: [...picked], page: 0, address }),
    pages:
      pages === 1
        ? undefined
        : {
            hasPrevious: page > 0,
            onPrevious: () => turn(-1),
            hasNext: page < pages - 1,
            onNext: () => turn(1),
          },
    ...read,
  };
}

/** Rows that were seen are not asked for again. */
function useRowsOf(ids: readonly string[], loaded: readonly ChooseRow[]) {
  const { t } = useTranslation(["choose", "common"]);
  const { data, submit, state } = useFetcher<typeof action>();
  const known = useRef(new Map<string, ChooseRow>());
  for (const row of loaded) known.current.set(row.id, row);
  if (data !== undefined && !hasProblem(data)) {
    for (const row of data.rows) known.current.set(row.id, row);
    for (const id of data.gone) known.current.set(id, blankRow(id, t("gone")));
  }
  const unknown = JSON.stringify(ids.filter((id) => !known.current.has(id)).slice(0, PICKED_PAGE));
  const ask = () => submit({ intent: "rows", ids: unknown }, { method: "post", action: "/app/choose" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for what is not known
  useEffect(() => {
    if (unknown !== "[]") ask();
  }, [unknown]);
  return {
    rows: ids.map((id) => known.current.get(id) ?? blankRow(id, t("common:loading"))),
    isLoading: unknown !== "[]" && state !== "idle",
    problem: hasProblem(data) && unknown !== "[]" ? data.problem : undefined,
    retry: ask,
  };
}
