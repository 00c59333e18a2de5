import type { ItemKind } from "@assetql/shopify";
import { useFetcher } from "@remix-run/react";
import { useEffect, useReducer, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useToast } from "../common/use-toast.ts";
import { useFormat } from "../i18n/use-format.ts";
import { hasProblem } from "../problems/problem.ts";
import type { action } from "../routes/app.choose.tsx";
import { comparePicks, shownInPicker } from "./picker-ids.ts";
import { MOST_PICKED, noPicks, picksReducer } from "./picks.ts";
import { type ChooseQuery, paramsOf } from "./query.ts";

/** What is picked, by hand or with the server's help; it outlives pages, searches and tabs. */
export function usePicks(query: ChooseQuery) {
  const { kind } = query;
  const [picks, dispatch] = useReducer(picksReducer, noPicks);
  const found = useFetcher<typeof action>();
  const { t } = useTranslation("choose");
  const { number } = useFormat();
  const toast = useToast();
  // The tab may have been left while the answer was on its way.
  const askedFor = useRef<ItemKind>(kind);
  const answer = found.data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer
  useEffect(() => {
    if (answer === undefined || hasProblem(answer)) return;
    dispatch({ type: "add", kind: askedFor.current, ids: answer.ids });
    if (answer.isCut) toast(t("onlyFirst", { most: number(MOST_PICKED) }));
    else if (answer.ids.length === 0) toast(t("nothingFound"));
  }, [answer]);

  const ask = (fields: Record<string, string>) => {
    askedFor.current = kind;
    found.submit({ ...fields, kind }, { method: "post", action: "/app/choose" });
  };
  const askFor = (globalIds: readonly string[]) => {
    if (globalIds.length > 0) ask({ intent: "picked", ids: JSON.stringify(globalIds) });
  };
  /** What is picked is ticked in it, and what is unticked there is no longer picked. */
  const browse = async () => {
    const shown = shownInPicker(picks.byKind[kind]);
    const chosen = await window.shopify.resourcePicker({
      type: pickerTypes[kind],
      multiple: true,
      action: "select",
      selectionIds: shown.selection.map(({ id, variants }) => ({
        id,
        ...(variants === undefined ? {} : { variants: variants.map((variant) => ({ id: variant })) }),
      })),
      ...(kind === "variants" ? {} : { filter: { variants: false } }),
    });
    if (chosen === undefined) return;
    const { added, removed } = comparePicks(
      shown,
      chosen.map(({ id }) => id),
    );
    dispatch({ type: "remove", kind, ids: removed });
    askFor(added);
  };
  const addCollection = async () => {
    const chosen = await window.shopify.resourcePicker({
      type: "collection",
      multiple: true,
      action: "select",
    });
    askFor((chosen ?? []).map(({ id }) => id));
  };
  return {
    picks,
    picked: picks.byKind[kind],
    add: (ids: readonly string[]) => dispatch({ type: "add", kind, ids }),
    remove: (ids: readonly string[]) => dispatch({ type: "remove", kind, ids }),
    clear: () => dispatch({ type: "clear", kind }),
    addAll: () => ask({ intent: "all", query: paramsOf({ ...query, cursor: undefined }).toString() }),
    browse,
    addCollection,
    isAsking: found.state !== "idle",
    problem: hasProblem(answer) ? answer.problem : undefined,
  };
}

const pickerTypes = {
  products: "product",
  variants: "variant",
  colours: "product",
  collections: "collection",
} as const;

export type PickView = ReturnType<typeof usePicks>;
