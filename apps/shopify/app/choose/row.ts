import type { Item } from "@assetql/contract";

/** An item as the table shows it. */
export interface ChooseRow {
  readonly id: string;
  readonly title: string;
  /** Of a product, as in `Sand, Navy / S, M`; the titles of its parts have theirs. */
  readonly options: string;
  /** Empty where there are several. */
  readonly sku: string;
  /** In the shop's currency, as in `24.00`; empty where there is none. */
  readonly price: string;
  readonly status: string;
  readonly imageUrl: string | null;
}

/** Of what is known by its id alone, with a word in place of its title. */
export const blankRow = (id: string, title: string): ChooseRow => ({
  id,
  title,
  options: "",
  sku: "",
  price: "",
  status: "",
  imageUrl: null,
});

export function rowOf({ id, kind, title, fields, image }: Item): ChooseRow {
  const options = Object.entries(fields)
    .filter(([name, value]) => name.startsWith("option_") && value !== "" && value !== "Default Title")
    .map(([, value]) => value);
  return {
    id,
    title,
    options: kind === "product" ? options.join(" / ") : "",
    // Several values are several variants: the item's SKU is only the first one's.
    sku: options.some((values) => values.includes(", ")) ? "" : (fields.sku ?? ""),
    price: fields.price ?? "",
    status: (fields.status ?? "").toLowerCase(),
    imageUrl: image?.url ?? null,
  };
}
