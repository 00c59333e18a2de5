import type { WordPressConfig } from "../config.ts";

/** The post whose featured image is meant, if any: its id is the item's. */
export function postOf(
  config: WordPressConfig,
  { itemId }: { readonly itemId: string | null },
): number | undefined {
  if (config.placement !== "featured" || itemId === null || !/^\d{1,18}$/.test(itemId)) return undefined;
  return Number(itemId);
}
