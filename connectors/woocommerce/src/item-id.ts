/** A product, or a variation of it. As an item's id: `12`, or `12/34`. */
export interface ProductPlace {
  readonly product: number;
  readonly variation: number | undefined;
}

export function placeOf(itemId: string | null): ProductPlace | undefined {
  const [, product, variation] = /^(\d{1,18})(?:\/(\d{1,18}))?$/.exec(itemId ?? "") ?? [];
  if (product === undefined) return undefined;
  return { product: Number(product), variation: variation === undefined ? undefined : Number(variation) };
}

export function itemIdOf(product: number, variation?: number): string {
  return variation === undefined ? String(product) : `${product}/${variation}`;
}
