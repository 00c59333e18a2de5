import { IndexFilters, type IndexFiltersProps, RangeSlider, useSetIndexFiltersMode } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import type { ReviewCounts } from "./review-image.ts";
import { defaultQuery, type ReviewQuery, type ReviewSort, reviewTabs } from "./review-query.ts";

interface ReviewFiltersProps {
  readonly query: ReviewQuery;
  readonly counts: ReviewCounts;
  readonly belowCount: number;
  readonly isLoading: boolean;
  readonly onChange: (changes: Partial<ReviewQuery>) => void;
}

/** Until a text or a slider is taken for finished. */
const SETTLED_MS = 350;

/** Polaris names an order by a key and a direction. */
const orders = {
  "score asc": "score-asc",
  "score desc": "score-desc",
  "row asc": "row",
} as const satisfies Record<string, ReviewSort>;

/** Which images are listed, and in which order. */
export function ReviewFilters({ query, counts, belowCount, isLoading, onChange }: ReviewFiltersProps) {
  const { t } = useTranslation("review");
  const { number } = useFormat();
  const { mode, setMode } = useSetIndexFiltersMode();
  const { text, setText, range, setRange } = useTyped(query, onChange);
  const all = counts.pending + counts.approved + counts.rejected;
  const badges = { ...counts, all, below: belowCount };
  const scoreLabel = t("filter.scoreOf", { min: number(query.minScore), max: number(query.maxScore) });
  const hasScore = query.minScore > 0 || query.maxScore < 100;
  const sorts: NonNullable<IndexFiltersProps["sortOptions"]> = [
    { label: t("sort.score"), value: "score asc", directionLabel: t("sort.lowest") },
    { label: t("sort.score"), value: "score desc", directionLabel: t("sort.highest") },
    { label: t("sort.row"), value: "row asc", directionLabel: t("sort.rowFirst") },
  ];
  return (
    <IndexFilters
      tabs={reviewTabs.map((tab) => ({
        id: `review-${tab}`,
        content: t(`tab.${tab}`),
        badge: number(badges[tab]),
        isLocked: true,
      }))}
      selected={reviewTabs.indexOf(query.tab)}
      onSelect={(at) => onChange({ tab: reviewTabs[at] ?? "all" })}
      sortOptions={sorts}
      sortSelected={[Object.entries(orders).find(([, sort]) => sort === query.sort)?.[0] ?? "score asc"]}
      onSort={([order]) => onChange({ sort: sortOf(order) })}
      queryValue={text}
      queryPlaceholder={t("filter.text")}
      onQueryChange={setText}
      onQueryClear={() => setText("")}
      filters={[
        {
          key: "score",
          label: t("filter.score"),
          shortcut: true,
          filter: (
            <RangeSlider
              label={t("filter.scoreRange")}
              value={range}
              min={0}
              max={100}
              prefix={number(range[0])}
              suffix={number(range[1])}
              onChange={(value) => setRange(typeof value === "number" ? [0, value] : value)}
            />
          ),
        },
      ]}
      appliedFilters={
        hasScore
          ? [{ key: "score", label: scoreLabel, onRemove: () => onChange({ minScore: 0, maxScore: 100 }) }]
          : []
      }
      onClearAll={() => onChange({ text: "", minScore: 0, maxScore: 100 })}
      cancelAction={{ onAction: () => onChange({ text: "", minScore: 0, maxScore: 100 }), disabled: false }}
      mode={mode}
      setMode={setMode}
      loading={isLoading}
      canCreateNewView={false}
      hideFilters={query.tab === "below"}
      disableStickyMode
      disableKeyboardShortcuts
    />
  );
}

const sortOf = (order: string | undefined): ReviewSort =>
  Object.entries(orders).find(([name]) => name === order)?.[1] ?? defaultQuery.sort;

/** What is being typed or dragged: it goes into the address once it rests. */
function useTyped(query: ReviewQuery, onChange: ReviewFiltersProps["onChange"]) {
  const [text, setText] = useState(query.text);
  const [range, setRange] = useState<[number, number]>([query.minScore, query.maxScore]);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => setText(query.text), [query.text]);
  useEffect(() => setRange([query.minScore, query.maxScore]), [query.minScore, query.maxScore]);
  const [min, max] = range;
  useEffect(() => {
    if (text === query.text && min === query.minScore && max === query.maxScore) return;
    const timer = setTimeout(() => latest.current({ text, minScore: min, maxScore: max }), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text, min, max, query.text, query.minScore, query.maxScore]);
  return { text, setText, range, setRange };
}
