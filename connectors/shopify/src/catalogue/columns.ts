import type { MetafieldRow, ProductTexts, VariantRow } from "../operations/product-fields.ts";
import { realOptionsOf } from "./colour-option.ts";

/** Of the contract: what an item's fields may hold. */
const MAX = { name: 60, value: 20_000 } as const;

const METAFIELD_TYPES = new Set(["single_line_text_field", "number_integer", "number_decimal"]);

/** The columns that every product has. */
export const productColumns = [
  "title",
  "product_type",
  "vendor",
  "tags",
  "sku",
  "handle",
  "description",
  "price",
  "status",
] as const;

export interface Described {
  readonly product: ProductTexts;
  readonly metafields: readonly MetafieldRow[];
  /** Those that the item stands for. */
  readonly variants: readonly VariantRow[];
}

/** What templates can use of a product, and of one variant or some of its variants. */
export function columnsOf({ product, metafields, variants }: Described): Record<string, string> {
  const columns: Record<(typeof productColumns)[number], string> = {
    title: product.title,
    product_type: product.productType,
    vendor: product.vendor,
    tags: product.tags.join(", "),
    sku: variants.find(({ sku }) => sku)?.sku ?? "",
    handle: product.handle,
    description: product.description.replaceAll(/\s+/gu, " ").trim(),
    price: variants[0]?.price ?? "",
    status: product.status.toLowerCase(),
  };
  return bounded([...Object.entries(columns), ...metafields.flatMap(metafieldColumn)]);
}

function metafieldColumn({ namespace, key, type, value }: MetafieldRow): [string, string][] {
  if (!METAFIELD_TYPES.has(type) || value === "") return [];
  return [[`metafield_${snakeCase(namespace)}_${snakeCase(key)}`, value]];
}

/** All values of each option, as in `option_color` of a product. */
export const optionColumns = ({ options }: ProductTexts): Record<string, string> =>
  bounded(
    realOptionsOf(options).map(({ name, optionValues }) => [
      optionColumn(name),
      optionValues.map((value) => value.name).join(", "),
    ]),
  );

/** The values that these variants have. */
export function chosenColumns(
  product: ProductTexts,
  variants: readonly VariantRow[],
): Record<string, string> {
  const columns = realOptionsOf(product.options).map(({ name }): [string, string] => {
    const values = variants.flatMap(({ selectedOptions }) =>
      selectedOptions.filter((selected) => selected.name === name).map(({ value }) => value),
    );
    return [optionColumn(name), [...new Set(values)].join(", ")];
  });
  return bounded(columns);
}

const optionColumn = (name: string): string => `option_${snakeCase(name)}`;

/** As in `dark_red`; letters of all alphabets stay. */
export const snakeCase = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, "_")
    .replaceAll(/^_+|_+$/g, "");

/** The first of those that have the same name counts. */
function bounded(columns: readonly (readonly [string, string])[]): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of columns) {
    if (name.length <= MAX.name && !Object.hasOwn(kept, name)) kept[name] = value.slice(0, MAX.value);
  }
  return kept;
}
