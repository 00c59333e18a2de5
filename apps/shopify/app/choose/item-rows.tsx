import type { ItemKind } from "@assetql/shopify";
import { Badge, BlockStack, Box, IndexTable, InlineStack, Text } from "@shopify/polaris";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Thumbnail } from "../common/thumbnail.tsx";
import { useFormat } from "../i18n/use-format.ts";
import styles from "./choose.module.css";
import { statuses } from "./query.ts";
import type { ChooseRow } from "./row.ts";

export type Column = "options" | "sku" | "price" | "status";

/** Beside the item itself: those that items of a kind have something in. */
export function columnsOf(kind: ItemKind): readonly Column[] {
  if (kind === "collections") return [];
  return kind === "products" ? ["options", "sku", "price", "status"] : ["sku", "price", "status"];
}

interface RowProps {
  readonly row: ChooseRow;
  readonly columns: readonly Column[];
  /** Of prices, as in `EUR`. */
  readonly currency: string;
  readonly index: number;
  readonly isPicked: boolean;
}

export function WideRow({ row, columns, currency, index, isPicked }: RowProps) {
  const { title, options, sku, status, imageUrl } = row;
  const price = usePrice(row, currency);
  const cells: Record<Column, ReactElement> = {
    options: (
      <Box maxWidth="220px">
        <Text as="span" truncate>
          {options}
        </Text>
      </Box>
    ),
    sku: <>{sku}</>,
    price: (
      <Text as="span" alignment="end" numeric>
        {price}
      </Text>
    ),
    status: <StatusBadge status={status} />,
  };
  return (
    <IndexTable.Row id={row.id} position={index} selected={isPicked}>
      <IndexTable.Cell>
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Thumbnail url={imageUrl} alt="" size="small" />
          <Box maxWidth="420px">
            <Text as="span" fontWeight="semibold" truncate>
              {title}
            </Text>
          </Box>
        </InlineStack>
      </IndexTable.Cell>
      {columns.map((column) => (
        <IndexTable.Cell key={column}>{cells[column]}</IndexTable.Cell>
      ))}
    </IndexTable.Row>
  );
}

/** For narrow windows: one under the other, in the only column. Polaris' own condensed rows have no tick to see. */
export function CompactRow({ row, currency, index, isPicked }: RowProps) {
  const { title, options, sku, status, imageUrl } = row;
  const price = usePrice(row, currency);
  const facts = [options, [sku, price].filter((fact) => fact !== "").join(" · ")].filter(
    (fact) => fact !== "",
  );
  return (
    <IndexTable.Row id={row.id} position={index} selected={isPicked}>
      <IndexTable.Cell className={styles.compact ?? ""}>
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Thumbnail url={imageUrl} alt="" size="small" />
          <BlockStack gap="050">
            <Text as="span" fontWeight="semibold" breakWord>
              {title}
            </Text>
            {facts.map((fact) => (
              <Text key={fact} as="span" tone="subdued" variant="bodySm" breakWord>
                {fact}
              </Text>
            ))}
            {status === "active" ? null : <StatusBadge status={status} />}
          </BlockStack>
        </InlineStack>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function usePrice({ price }: ChooseRow, currency: string): string {
  const { money } = useFormat();
  return price === "" ? "" : money(Number(price), currency);
}

const tones = { active: "success", draft: "info", archived: undefined } as const;

function StatusBadge({ status }: { status: string }) {
  const { t } = useTranslation("choose");
  const known = statuses.find((candidate) => candidate === status);
  if (known === undefined) return null;
  const tone = tones[known];
  return (
    <span>
      <Badge {...(tone === undefined ? {} : { tone })}>{t(`filters.${known}`)}</Badge>
    </span>
  );
}
