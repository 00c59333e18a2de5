import type { Client } from "@assetql/client";
import type { BatchId } from "@assetql/contract";
import { isPlaced } from "../publication/product-key.ts";

/** What the approved images of a batch are for, as far as how they are published depends on it. */
export interface BatchItems {
  readonly products: boolean;
  /** Variants and colors. */
  readonly variants: boolean;
  readonly collections: boolean;
}

const PAGE = 100;
/** Pages that are looked through; a batch has images of one kind, or its kinds soon meet. */
const MOST_PAGES = 5;

/** Of a batch without approved images, and of one that is too long to look through, all: then everything is asked. */
export async function itemsOfBatch(
  { assets }: Pick<Client, "assets">,
  batchId: BatchId,
): Promise<BatchItems> {
  const ids: (string | null)[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await assets.search({
      batchId,
      review: "approved",
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    ids.push(...found.items.map(({ item }) => item?.itemId ?? null));
    cursor = found.cursor;
    if (cursor === undefined) break;
  }
  return cursor === undefined && ids.length > 0 ? kindsOf(ids) : everything;
}

const everything: BatchItems = { products: true, variants: true, collections: true };

function kindsOf(ids: readonly (string | null)[]): BatchItems {
  const has = (kind: string): boolean => ids.some((id) => id?.startsWith(`${kind}/`) === true);
  return {
    products: ids.some(isPlaced),
    variants: has("variant") || has("colour"),
    collections: has("collection"),
  };
}
