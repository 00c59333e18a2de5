import type {
  BulkLine,
  MetafieldRow,
  ProductTexts,
  ShownMedia,
  VariantRow,
} from "../operations/product-fields.ts";
import { byNumber } from "./by-number.ts";
import type { ItemKind } from "./catalogue.ts";
import type { ReadProduct } from "./items.ts";

/** By global id, in the order of the ids. */
export type Assembled = ReadonlyMap<string, ReadProduct>;

type VariantLine = Extract<BulkLine, { sku: unknown }>;
type MetafieldLine = MetafieldRow & { readonly __parentId: string };

/**
 * Puts the lines of a bulk operation together again. Shopify promises no order between a product, its variants and
 * their images, so that all is kept until the end; of products that are not wanted, nothing is. With `forIdsOf` only
 * what ids of items of that kind are made of: a large shop's texts are more than a process should hold.
 */
export function createAssembly(isWanted: (productId: string) => boolean, forIdsOf?: ItemKind) {
  const hasTexts = forIdsOf === undefined;
  const hasVariants = forIdsOf !== "products";
  const products = new Map<string, ProductTexts>();
  const metafields = new Map<string, MetafieldRow[]>();
  const variants = new Map<string, VariantLine[]>();
  /** By variant: their parents are not always known yet. */
  const media = new Map<string, ShownMedia>();

  const variantOf = ({ __parentId: _, ...variant }: VariantLine): VariantRow => {
    const shown = media.get(variant.id);
    return { ...variant, media: { nodes: shown === undefined ? [] : [shown] } };
  };

  const keepPart = (line: VariantLine | MetafieldLine): void => {
    if (!("sku" in line)) {
      if (hasTexts) append(metafields, line.__parentId, line);
    } else if (hasVariants) append(variants, line.__parentId, line);
  };

  return {
    add(line: BulkLine): void {
      if (!("__parentId" in line)) {
        if (isWanted(line.id)) products.set(line.id, hasTexts ? line : withoutTexts(line));
      } else if ("preview" in line) {
        if (hasVariants) media.set(line.__parentId, line);
      } else if (isWanted(line.__parentId)) {
        keepPart(line);
      }
    },
    products(): Assembled {
      const reads = [...products.values()].map((product): [string, ReadProduct] => [
        product.id,
        {
          product,
          metafields: metafields.get(product.id) ?? [],
          variants: (variants.get(product.id) ?? []).map(variantOf),
        },
      ]);
      return new Map(reads.toSorted(([one], [other]) => byNumber(one, other)));
    },
  };
}

const withoutTexts = (product: ProductTexts): ProductTexts => ({ ...product, description: "", tags: [] });

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
