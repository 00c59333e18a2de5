import type { FakeCollection, ShopProduct, ShopState, ShopVariant } from "../state.ts";

const gid = (type: string, id: string): string => `gid://shopify/${type}/${id}`;

const imageOf = (state: ShopState, fileId: string | null | undefined) => {
  const file = fileId == null ? undefined : state.files.get(fileId);
  return file === undefined || file.url === null
    ? undefined
    : { id: gid("ProductImage", file.id), altText: file.alt, originalSrc: file.url };
};

const variantOf = (state: ShopState, product: ShopProduct, variant: ShopVariant) => ({
  id: gid("ProductVariant", variant.id),
  title: variant.options.join(" / "),
  displayName: `${product.title} - ${variant.options.join(" / ")}`,
  sku: variant.sku,
  price: variant.price,
  position: product.variants.indexOf(variant) + 1,
  selectedOptions: variant.options.map((value) => ({ value })),
  image: imageOf(state, variant.mediaId) ?? null,
  product: { id: gid("Product", product.id) },
  updatedAt: variant.updatedAt,
});

const productOf = (state: ShopState, product: ShopProduct) => ({
  id: gid("Product", product.id),
  title: product.title,
  handle: product.handle,
  status: product.status,
  productType: product.productType,
  vendor: product.vendor,
  tags: product.tags,
  descriptionHtml: product.descriptionHtml,
  hasOnlyDefaultVariant: product.variants.length === 1 && product.options.length <= 1,
  images: product.media.flatMap((id) => imageOf(state, id) ?? []),
  options: product.options.map((option, index) => ({
    id: gid("ProductOption", `${product.id}${index}`),
    name: option.name,
    position: index + 1,
    values: option.values,
  })),
  totalVariants: product.variants.length,
  variants: product.variants.map((variant) => variantOf(state, product, variant)),
  updatedAt: product.updatedAt,
});

const collectionOf = (collection: FakeCollection) => ({
  id: gid("Collection", collection.id),
  title: collection.title,
  handle: collection.handle,
  descriptionHtml: collection.descriptionHtml,
  productsCount: collection.productIds.length,
  image:
    collection.image === null
      ? null
      : {
          id: gid("CollectionImage", collection.image.id),
          altText: collection.image.altText ?? "",
          originalSrc: collection.image.url,
        },
  updatedAt: collection.updatedAt,
});

/** What the resource picker lists, in the shapes it returns. Variants are listed below their products. */
export function pickerItems(state: ShopState, type: string, query: string): readonly object[] {
  const wanted = query.trim().toLowerCase();
  const fits = (...texts: readonly string[]): boolean =>
    texts.some((text) => text.toLowerCase().includes(wanted));
  if (type === "collection") {
    return [...state.collections.values()].filter(({ title }) => fits(title)).map(collectionOf);
  }
  return [...state.products.values()]
    .filter(({ title, vendor, productType, tags }) => fits(title, vendor, productType, ...tags))
    .map((product) => productOf(state, product));
}
