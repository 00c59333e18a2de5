/**
 * What a line is shown under: its product or collection, as the id of an item. Lines without an item stand alone. Ids
 * are `product/1`, `variant/1/11`, `colour/1/Color=Red` and `collection/5`.
 */
export function productKeyOf({
  itemId,
  id,
}: {
  readonly itemId: string | null;
  readonly id: string;
}): string {
  const { kind, number } = /^(?<kind>[a-z]+)\/(?<number>\d+)/.exec(itemId ?? "")?.groups ?? {};
  if (kind === undefined || number === undefined) return `line/${id}`;
  return kind === "collection" ? `collection/${number}` : `product/${number}`;
}

/** Whether the setting of where a product shows new images counts: images of variants and colours come at the end. */
export const isPlaced = (itemId: string | null): boolean => itemId?.startsWith("product/") ?? false;

/** Of an item that is a part of its product: what tells it from the others; null for the product itself. */
export function colourOf(itemId: string | null): string | null {
  return /^colour\/\d+\/[^=]+=(?<value>.+)$/su.exec(itemId ?? "")?.groups?.value ?? null;
}
