import { ChoiceList, IndexFilters, IndexFiltersMode, useSetIndexFiltersMode } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { CollectionFilter } from "./collection-filter.tsx";
import type { Picks } from "./picks.ts";
import { type ChooseQuery, isNarrowed, kinds, statuses } from "./query.ts";
import type { ChooseView } from "./use-choose-query.ts";

interface ChooseFiltersProps {
  readonly query: ChooseQuery;
  readonly view: ChooseView;
  readonly picks: Picks;
}

/** A tab for each kind of row, the search, and what narrows it. */
export function ChooseFilters({ query, view, picks }: ChooseFiltersProps) {
  const { t } = useTranslation("choose");
  const { number } = useFormat();
  const { mode, setMode } = useSetIndexFiltersMode(
    isNarrowed(query) ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  const { filters, applied } = useFilters(query, view.change);
  return (
    <IndexFilters
      mode={mode}
      setMode={setMode}
      tabs={kinds.map((kind) => {
        const count = picks.byKind[kind].size;
        return { id: kind, content: t(`kinds.${kind}`), ...(count > 0 ? { badge: number(count) } : {}) };
      })}
      selected={kinds.indexOf(query.kind)}
      onSelect={(index) => view.change({ kind: kinds[index] ?? "products" })}
      canCreateNewView={false}
      queryValue={view.typed}
      queryPlaceholder={t(`searchFor.${query.kind}`)}
      onQueryChange={view.type}
      onQueryClear={() => view.change({ search: "" })}
      // The filters are out of sight then, so they must be out of force.
      cancelAction={{ onAction: () => view.change({ search: "", ...withoutFilters }) }}
      filters={filters}
      appliedFilters={applied}
      onClearAll={() => view.change(withoutFilters)}
      loading={view.isLoading}
    />
  );
}

const withoutFilters = { status: undefined, collection: undefined, withoutImage: false };

function useFilters(query: ChooseQuery, change: ChooseView["change"]) {
  const { t } = useTranslation("choose");
  const { kind, status, collection, withoutImage } = query;
  const bare = {
    key: "bare",
    label: t("filters.bare"),
    filter: (
      <ChoiceList
        title={t("filters.bare")}
        titleHidden
        allowMultiple
        choices={[{ label: t(`filters.withoutImage.${kind}`), value: "bare" }]}
        selected={withoutImage ? ["bare"] : []}
        onChange={(chosen) => change({ withoutImage: chosen.length > 0 })}
      />
    ),
    pinned: true,
  };
  const isOfProducts = kind !== "collections";
  const ofProducts = [
    {
      key: "status",
      label: t("filters.status"),
      filter: (
        <ChoiceList
          title={t("filters.status")}
          titleHidden
          choices={statuses.map((value) => ({ label: t(`filters.${value}`), value }))}
          selected={status === undefined ? [] : [status]}
          onChange={([chosen]) => change({ status: statuses.find((value) => value === chosen) })}
        />
      ),
      pinned: true,
    },
    {
      key: "collection",
      label: t("filters.collection"),
      filter: <CollectionFilter value={collection} onChange={(chosen) => change({ collection: chosen })} />,
      pinned: true,
    },
  ];
  const applied = [
    ...(isOfProducts && status !== undefined
      ? [
          {
            key: "status",
            label: t("filters.statusIs", { status: t(`filters.${status}`) }),
            onRemove: () => change({ status: undefined }),
          },
        ]
      : []),
    ...(isOfProducts && collection !== undefined
      ? [
          {
            key: "collection",
            label: t("filters.collectionIs", { title: collection.title }),
            onRemove: () => change({ collection: undefined }),
          },
        ]
      : []),
    ...(withoutImage
      ? [
          {
            key: "bare",
            label: t(`filters.withoutImage.${kind}`),
            onRemove: () => change({ withoutImage: false }),
          },
        ]
      : []),
  ];
  return { filters: isOfProducts ? [...ofProducts, bare] : [bare], applied };
}
