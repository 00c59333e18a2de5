import type { ItemKind } from "@assetql/shopify";
import { IndexTable, type IndexTableProps, useBreakpoints } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { HonestCheckboxes } from "../common/honest-checkboxes.tsx";
import styles from "./choose.module.css";
import { type Column, CompactRow, columnsOf, WideRow } from "./item-rows.tsx";
import { pickedOf } from "./picks.ts";
import type { ChooseRow } from "./row.ts";
import type { PickView } from "./use-picks.ts";

export interface Pages {
  readonly hasPrevious: boolean;
  readonly onPrevious: () => void;
  readonly hasNext: boolean;
  readonly onNext: () => void;
}

interface ItemsTableProps {
  readonly kind: ItemKind;
  readonly rows: readonly ChooseRow[];
  /** Of prices, as in `EUR`. */
  readonly currency: string;
  /** Undefined where there is one page only. */
  readonly pages: Pages | undefined;
  readonly isLoading: boolean;
  readonly emptyState: ReactNode;
  readonly pickView: PickView;
}

/** A page of rows, to be ticked. */
export function ItemsTable({
  kind,
  rows,
  currency,
  pages,
  isLoading,
  emptyState,
  pickView,
}: ItemsTableProps) {
  const { t } = useTranslation("choose");
  const { smDown } = useBreakpoints();
  const ids = rows.map(({ id }) => id);
  const Row = smDown ? CompactRow : WideRow;
  const columns = columnsOf(kind);
  const item = { title: t(`columns.${kind}`) };
  const heading = (column: Column) => ({
    title: t(`columns.${column}`),
    ...(column === "price" ? { alignment: "end" as const } : {}),
  });
  return (
    <HonestCheckboxes>
      <div className={styles.table}>
        <IndexTable
          resourceName={t(`resources.${kind}`, { returnObjects: true })}
          itemCount={rows.length}
          selectedItemsCount={pickedOf(pickView.picked, ids).length}
          onSelectionChange={selectionHandler(ids, pickView)}
          loading={isLoading}
          headings={smDown ? [item] : [item, ...columns.map(heading)]}
          emptyState={emptyState}
          {...(pages === undefined ? {} : { pagination: pages })}
        >
          {rows.map((row, index) => (
            <Row
              key={row.id}
              row={row}
              columns={columns}
              currency={currency}
              index={index}
              isPicked={pickView.picked.has(row.id)}
            />
          ))}
        </IndexTable>
      </div>
    </HonestCheckboxes>
  );
}

/** One row, all of the page, or several with the shift key. */
function selectionHandler(
  ids: readonly string[],
  { add, remove }: PickView,
): NonNullable<IndexTableProps["onSelectionChange"]> {
  return (_type, isPicked, selection) => {
    const meant =
      typeof selection === "string"
        ? [selection]
        : Array.isArray(selection)
          ? ids.slice(selection[0], selection[1] + 1)
          : ids;
    if (isPicked) add(meant);
    else remove(meant);
  };
}
