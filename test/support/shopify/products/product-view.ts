import { type Item, page } from "../api/pages.ts";
import { type Fields, search } from "../api/search.ts";
import { type Arguments, type CallContext, only, unsupported, type View } from "../context.ts";
import { fileItem, fileView, imageOf } from "../files/file-view.ts";
import { globalId, type ShopFile, type ShopProduct, type ShopVariant } from "../state.ts";

export function productView(context: CallContext, product: ShopProduct): View {
  const { backstage } = context;
  const id = globalId("Product", product.id);
  const media = (): ShopFile[] => mediaOf(context, product);
  return {
    __typename: "Product",
    id,
    legacyResourceId: product.id,
    title: product.title,
    handle: product.handle,
    status: product.status,
    productType: product.productType,
    vendor: product.vendor,
    descriptionHtml: product.descriptionHtml,
    description: ({ truncateAt }: Arguments) => plainText(product.descriptionHtml, truncateAt),
    tags: product.tags,
    createdAt: product.updatedAt,
    updatedAt: product.updatedAt,
    onlineStoreUrl: null,
    onlineStorePreviewUrl: `https://${backstage.options.shop}/products/${product.handle}`,
    hasOnlyDefaultVariant: product.options.length === 0,
    media: (args: Arguments) =>
      page(context, args, mediaItems(media()), { name: "Product.media", sortKey: "POSITION" }),
    mediaCount: count(media().length),
    featuredMedia: () => {
      const [first] = media();
      return first === undefined ? null : fileView(first);
    },
    options: ({ first }: Arguments) =>
      optionViews(product).slice(0, typeof first === "number" ? first : undefined),
    variants: (args: Arguments) =>
      page(context, args, variantItems(context, product), { name: "Product.variants", sortKey: "POSITION" }),
    variantsCount: count(product.variants.length),
    collections: (args: Arguments) =>
      page(
        context,
        args,
        collectionsOf(context, product).map((collection) => ({
          id: collection.id,
          view: () => context.parts.collectionView(context, collection),
          sort: { TITLE: collection.title, UPDATED_AT: collection.updatedAt },
        })),
        { name: "Product.collections", sortKey: "ID" },
      ),
    inCollection: (args: Arguments) =>
      collectionsOf(context, product).some((one) => globalId("Collection", one.id) === args.id),
    metafield: (args: Arguments) =>
      metafields(product).find(({ namespace, key }) => namespace === args.namespace && key === args.key) ??
      null,
    metafields: (args: Arguments) => metafieldPage(context, args, product),
  };
}

export const productItem = (context: CallContext, product: ShopProduct): Item => ({
  id: product.id,
  view: () => productView(context, product),
  sort: {
    TITLE: product.title,
    UPDATED_AT: product.updatedAt,
    CREATED_AT: product.updatedAt,
    PRODUCT_TYPE: product.productType,
    VENDOR: product.vendor,
  },
});

export function productPage(context: CallContext, args: Arguments): View {
  return page(
    context,
    args,
    foundProducts(context, args.query).map((product) => productItem(context, product)),
    { name: "products", also: ["query"], sortKey: "ID" },
  );
}

export const foundProducts = (context: CallContext, query: unknown): readonly ShopProduct[] =>
  search(context, query, [...context.backstage.state.products.values()], productFields(context));

const productFields = (context: CallContext): Fields<ShopProduct> => ({
  texts: ({ title, vendor, productType, tags, variants }) => [
    title,
    vendor,
    productType,
    ...tags,
    ...variants.map(({ sku }) => sku),
  ],
  match: {
    title: ({ title }) => [title],
    status: ({ status }) => [status],
    tag: ({ tags }) => tags,
    sku: ({ variants }) => variants.map(({ sku }) => sku),
    vendor: ({ vendor }) => [vendor],
    product_type: ({ productType }) => [productType],
    handle: ({ handle }) => [handle],
    collection_id: (product) => collectionsOf(context, product).map(({ id }) => id),
  },
  compare: {
    id: ({ id }) => Number(id),
    updated_at: ({ updatedAt }) => updatedAt,
    created_at: ({ updatedAt }) => updatedAt,
  },
});

export function variantView(context: CallContext, product: ShopProduct, variant: ShopVariant): View {
  const file = variant.mediaId === null ? undefined : context.backstage.state.files.get(variant.mediaId);
  const title = variant.options.length === 0 ? "Default Title" : variant.options.join(" / ");
  return {
    __typename: "ProductVariant",
    id: globalId("ProductVariant", variant.id),
    legacyResourceId: variant.id,
    title,
    displayName: `${product.title} - ${title}`,
    sku: variant.sku,
    price: variant.price,
    position: product.variants.indexOf(variant) + 1,
    createdAt: variant.updatedAt,
    updatedAt: variant.updatedAt,
    product: () => productView(context, product),
    selectedOptions: selectedOptions(product, variant),
    image: (args: Arguments) => {
      only(context, "ProductVariant.image", args, []);
      return file === undefined ? null : imageOf(file);
    },
    media: (args: Arguments) =>
      page(context, args, mediaItems(file === undefined ? [] : [file]), {
        name: "ProductVariant.media",
        sortKey: "POSITION",
      }),
  };
}

function selectedOptions(product: ShopProduct, variant: ShopVariant): View[] {
  if (product.options.length === 0) {
    return [{ __typename: "SelectedOption", name: "Title", value: "Default Title" }];
  }
  return product.options.map(({ name }, index) => ({
    __typename: "SelectedOption",
    name,
    value: variant.options[index] ?? "",
  }));
}

export const variantItems = (context: CallContext, product: ShopProduct): Item[] =>
  product.variants.map((variant, index) => ({
    id: variant.id,
    view: () => variantView(context, product, variant),
    sort: { POSITION: index, SKU: variant.sku ?? "", TITLE: variant.options.join(" / ") },
  }));

export function variantPage(context: CallContext, args: Arguments): View {
  const all = [...context.backstage.state.products.values()].flatMap((product) =>
    product.variants.map((variant) => ({ product, variant })),
  );
  const found = search(context, args.query, all, {
    texts: ({ product, variant }) => [product.title, variant.sku, ...variant.options],
    match: {
      sku: ({ variant }) => [variant.sku],
      title: ({ variant }) => [variant.options.join(" / ")],
      product_id: ({ product }) => [product.id],
      product_status: ({ product }) => [product.status],
      vendor: ({ product }) => [product.vendor],
      product_type: ({ product }) => [product.productType],
      tag: ({ product }) => product.tags,
    },
    compare: { id: ({ variant }) => Number(variant.id), updated_at: ({ variant }) => variant.updatedAt },
  });
  const items = found.map(({ product, variant }) => ({
    id: variant.id,
    view: () => variantView(context, product, variant),
    sort: { SKU: variant.sku ?? "", TITLE: variant.options.join(" / ") },
  }));
  return page(context, args, items, { name: "productVariants", also: ["query"], sortKey: "ID" });
}

export function findVariant(
  { backstage }: CallContext,
  id: string | undefined,
): { product: ShopProduct; variant: ShopVariant } | undefined {
  for (const product of backstage.state.products.values()) {
    const variant = product.variants.find((one) => one.id === id);
    if (variant !== undefined) return { product, variant };
  }
  return undefined;
}

const mediaOf = ({ backstage, isLate }: CallContext, product: ShopProduct): ShopFile[] =>
  product.media
    .slice(0, isLate === true ? -1 : undefined)
    .flatMap((id) => backstage.state.files.get(id) ?? []);

const mediaItems = (files: readonly ShopFile[]): Item[] =>
  files.map((file, index) => ({ ...fileItem(file), sort: { POSITION: index } }));

const collectionsOf = ({ backstage }: CallContext, { id }: ShopProduct) =>
  [...backstage.state.collections.values()].filter(({ productIds }) => productIds.includes(id));

function optionViews(product: ShopProduct): View[] {
  const options =
    product.options.length === 0 ? [{ name: "Title", values: ["Default Title"] }] : product.options;
  return options.map(({ name, values }, index) => {
    const id = `${product.id}${index + 1}`;
    return {
      __typename: "ProductOption",
      id: globalId("ProductOption", id),
      name,
      position: index + 1,
      values,
      optionValues: values.map((value, place) => ({
        __typename: "ProductOptionValue",
        id: globalId("ProductOptionValue", `${id}${place + 1}`),
        name: value,
        hasVariants: product.variants.some((variant) => variant.options[index] === value),
        swatch: null,
      })),
    };
  });
}

type MetafieldView = View & { readonly namespace: string; readonly key: string };

const metafields = (product: ShopProduct): MetafieldView[] =>
  product.metafields.map(({ namespace, key, value, type }, index) => ({
    __typename: "Metafield",
    id: globalId("Metafield", `${product.id}${index + 1}`),
    namespace,
    key,
    value,
    type,
    jsonValue: jsonValue(type, value),
    createdAt: product.updatedAt,
    updatedAt: product.updatedAt,
  }));

function metafieldPage(context: CallContext, args: Arguments, product: ShopProduct): View {
  const keys = Array.isArray(args.keys) ? args.keys.map(String) : undefined;
  if (keys?.some((key) => !key.includes("."))) throw unsupported(context, `metafields(keys: ${keys})`);
  const items = metafields(product)
    .filter(({ namespace }) => typeof args.namespace !== "string" || args.namespace === namespace)
    .filter(({ namespace, key }) => keys === undefined || keys.includes(`${namespace}.${key}`))
    // Keys that are asked for in the form `namespace.key` come back in that form.
    .map((view) => (keys === undefined ? view : { ...view, key: `${view.namespace}.${view.key}` }))
    .map((view, index) => ({ id: `${product.id}${index + 1}`, view: () => view }));
  return page(context, args, items, { name: "metafields", also: ["keys", "namespace"], sortKey: "ID" });
}

function jsonValue(type: string, value: string): unknown {
  return /^(json|number_|boolean|list\.|rating|dimension|weight|volume|money)/.test(type)
    ? JSON.parse(value)
    : value;
}

export const count = (number: number): View => ({ __typename: "Count", count: number, precision: "EXACT" });

const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

/** Without its markup, and cut as `truncateAt` says. */
export function plainText(html: string, truncateAt: unknown): string {
  const text = plain(html);
  return typeof truncateAt === "number" && text.length > truncateAt
    ? `${text.slice(0, Math.max(0, truncateAt - 3))}...`
    : text;
}
