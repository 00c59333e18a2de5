import { z } from "zod";

/** Parts of documents that read products, and what is read of them. */

const imageSchema = z.object({ url: z.string() });

/** `preview` is there for videos and models, too: it is what lists show. */
const MEDIA = "alt preview { image { url } }";
const mediaSchema = z.object({
  alt: z.string().nullable(),
  preview: z.object({ image: imageSchema.nullable() }).nullable(),
});
export type ShownMedia = z.infer<typeof mediaSchema>;

export const pageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** A variant has at most one image. */
export const VARIANT_FIELDS = `
  fragment VariantFields on ProductVariant {
    id title sku price
    selectedOptions { name value }
    media(first: 1) { nodes { ${MEDIA} } }
  }`;
export const variantSchema = z.object({
  id: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  price: z.string(),
  selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
  media: z.object({ nodes: z.array(mediaSchema) }),
});
export type VariantRow = z.infer<typeof variantSchema>;

/** A prompt needs no more of a description, and the bound keeps answers small. */
const DESCRIPTION = 1_000;
/** Most products have fewer; the others' are asked for apart where all of them count. */
const METAFIELDS = 10;

export const METAFIELD_FIELDS = "namespace key type value";
export const metafieldSchema = z.object({
  namespace: z.string(),
  key: z.string(),
  type: z.string(),
  value: z.string(),
});
export type MetafieldRow = z.infer<typeof metafieldSchema>;

const PRODUCT_TEXTS = `
    id title handle status productType vendor tags updatedAt
    description(truncateAt: ${DESCRIPTION})
    options { name optionValues { name } }
    featuredMedia { ${MEDIA} }`;
const productTextsSchema = z.object({
  id: z.string(),
  title: z.string(),
  handle: z.string(),
  status: z.string(),
  productType: z.string(),
  vendor: z.string(),
  tags: z.array(z.string()),
  updatedAt: z.string(),
  description: z.string(),
  options: z.array(z.object({ name: z.string(), optionValues: z.array(z.object({ name: z.string() })) })),
  featuredMedia: mediaSchema.nullable(),
});
export type ProductTexts = z.infer<typeof productTextsSchema>;

/** With the first variants, in the order that the merchant sees. */
export const PRODUCT_FIELDS = `
  fragment ProductFields on Product {
    ${PRODUCT_TEXTS}
    metafields(first: ${METAFIELDS}) { pageInfo { hasNextPage endCursor } nodes { ${METAFIELD_FIELDS} } }
  }`;
export const metafieldPageSchema = z.object({ pageInfo: pageInfoSchema, nodes: z.array(metafieldSchema) });

export const variantPageSchema = z.object({ pageInfo: pageInfoSchema, nodes: z.array(variantSchema) });

export const productRowSchema = productTextsSchema.extend({
  metafields: metafieldPageSchema,
  variants: variantPageSchema,
});
export type ProductRow = z.infer<typeof productRowSchema>;

/**
 * A query for a bulk operation: the same, but every list is complete. Its answer is a line for each object, of which
 * those of a list are told by `__parentId`.
 */
export const bulkProductsQuery = (search: string | null): string => `{
  products(sortKey: ID, query: ${JSON.stringify(search ?? "")}) { edges { node {
    ${PRODUCT_TEXTS}
    metafields { edges { node { id ${METAFIELD_FIELDS} } } }
    variants { edges { node {
      id title sku price
      selectedOptions { name value }
      media { edges { node { id ${MEDIA} } } }
    } } }
  } } }
}`;
export const bulkLineSchema = z.union([
  variantSchema.omit({ media: true }).extend({ __parentId: z.string() }),
  metafieldSchema.extend({ __parentId: z.string() }),
  mediaSchema.extend({ __parentId: z.string() }),
  productTextsSchema,
]);
export type BulkLine = z.infer<typeof bulkLineSchema>;
