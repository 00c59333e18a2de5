/** Shopify's picker slows down with thousands of ticks. What is beyond stays picked, out of its sight. */
const MOST_SHOWN = 250;

interface Ticked {
  /** Global, of a product or a collection. */
  readonly id: string;
  /** Global, where single variants are meant. */
  readonly variants?: readonly string[];
}

export interface ShownInPicker {
  readonly selection: readonly Ticked[];
  /** Items by the global id that stands for them in the picker. */
  readonly items: ReadonlyMap<string, readonly string[]>;
}

/** What is picked as Shopify's picker can show it: of colors the whole product. */
export function shownInPicker(picked: ReadonlySet<string>): ShownInPicker {
  const items = Map.groupBy([...picked].slice(0, MOST_SHOWN), globalIdOf);
  const variants = new Map<string, string[]>();
  for (const [global, [item = ""]] of items) {
    const owner = ownerOf(item);
    const those = variants.get(owner) ?? [];
    variants.set(owner, global === owner ? those : [...those, global]);
  }
  const selection = [...variants].map(([id, those]) =>
    those.length === 0 ? { id } : { id, variants: those },
  );
  return { selection, items };
}

/** Global ids that were ticked in the picker, and items that were picked and unticked there. */
export function comparePicks(
  { items }: ShownInPicker,
  chosen: readonly string[],
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  const now = new Set(chosen);
  return {
    added: chosen.filter((id) => !items.has(id)),
    removed: [...items].flatMap(([id, those]) => (now.has(id) ? [] : those)),
  };
}

/** Ids of items are as in `product/1`, `variant/1/11`, `colour/1/Color=Red` and `collection/5`. */
function globalIdOf(item: string): string {
  const [kind, , own] = item.split("/");
  return kind === "variant" ? `gid://shopify/ProductVariant/${own}` : ownerOf(item);
}

function ownerOf(item: string): string {
  const [kind, number] = item.split("/");
  return `gid://shopify/${kind === "collection" ? "Collection" : "Product"}/${number}`;
}
