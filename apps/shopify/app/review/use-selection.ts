import { useCallback, useMemo, useState } from "react";

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Everything that the filter finds, on all pages. */
  readonly isAll: boolean;
  readonly toggle: (id: string) => void;
  readonly selectPage: (isSelected: boolean) => void;
  readonly selectAll: () => void;
  /** These and no others. */
  readonly select: (ids: readonly string[]) => void;
  readonly clear: () => void;
}

interface State {
  readonly of: string;
  readonly ids: ReadonlySet<string>;
  readonly isAll: boolean;
}

/** What is ticked. Another filter (`key`) begins anew; turning the page keeps it. */
export function useSelection(pageIds: readonly string[], key: string): Selection {
  const [stored, setState] = useState<State>({ of: key, ids: new Set(), isAll: false });
  const state = useMemo(
    () => (stored.of === key ? stored : { of: key, ids: new Set<string>(), isAll: false }),
    [stored, key],
  );
  const put = useCallback(
    (ids: Iterable<string>, isAll = false) => setState({ of: key, ids: new Set(ids), isAll }),
    [key],
  );
  return {
    ids: state.isAll ? new Set([...state.ids, ...pageIds]) : state.ids,
    isAll: state.isAll,
    toggle: (id) => {
      const ids = new Set(state.isAll ? [...state.ids, ...pageIds] : state.ids);
      if (!ids.delete(id)) ids.add(id);
      put(ids);
    },
    selectPage: (isSelected) => {
      const ids = new Set(state.ids);
      for (const id of pageIds) {
        if (isSelected) ids.add(id);
        else ids.delete(id);
      }
      put(ids);
    },
    selectAll: () => put([...state.ids, ...pageIds], true),
    select: put,
    clear: () => put([]),
  };
}
