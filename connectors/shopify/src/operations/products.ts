import { z } from "zod";
import { operation } from "../client/operation.ts";
import {
  METAFIELD_FIELDS,
  metafieldPageSchema,
  PRODUCT_FIELDS,
  pageInfoSchema,
  productRowSchema,
  VARIANT_FIELDS,
} from "./product-fields.ts";

const VARIANTS = "pageInfo { hasNextPage endCursor } nodes { ...VariantFields }";

export const searchProducts = operation<{
  readonly first: number;
  readonly after: string | null;
  readonly query: string | null;
  readonly variantsFirst: number;
}>()({
  name: "SearchProducts",
  document: `
  query SearchProducts($first: Int!, $after: String, $query: String, $variantsFirst: Int!) {
    products(first: $first, after: $after, query: $query, sortKey: ID) {
      pageInfo { hasNextPage endCursor }
      edges { cursor node { ...ProductFields variants(first: $variantsFirst) { ${VARIANTS} } } }
    }
  }
  ${PRODUCT_FIELDS}
  ${VARIANT_FIELDS}`,
  schema: z.object({
    products: z.object({
      pageInfo: pageInfoSchema,
      edges: z.array(z.object({ cursor: z.string(), node: productRowSchema })),
    }),
  }),
});

/** Of ids of another type, nothing is read. */
const nothingSchema = z.strictObject({}).transform(() => undefined);

export const productsById = operation<{ readonly ids: readonly string[]; readonly variantsFirst: number }>()({
  name: "ProductsById",
  document: `
  query ProductsById($ids: [ID!]!, $variantsFirst: Int!) {
    nodes(ids: $ids) { ... on Product { ...ProductFields variants(first: $variantsFirst) { ${VARIANTS} } } }
  }
  ${PRODUCT_FIELDS}
  ${VARIANT_FIELDS}`,
  schema: z.object({ nodes: z.array(productRowSchema.or(nothingSchema).nullable()) }),
});

export const moreVariants = operation<{
  readonly id: string;
  readonly variantsFirst: number;
  readonly after: string | null;
}>()({
  name: "MoreVariants",
  document: `
  query MoreVariants($id: ID!, $variantsFirst: Int!, $after: String) {
    product(id: $id) {
      ...ProductFields
      variants(first: $variantsFirst, after: $after) { ${VARIANTS} }
    }
  }
  ${PRODUCT_FIELDS}
  ${VARIANT_FIELDS}`,
  schema: z.object({ product: productRowSchema.nullable() }),
});

export const moreMetafields = operation<{
  readonly id: string;
  readonly first: number;
  readonly after: string | null;
}>()({
  name: "MoreMetafields",
  document: `
  query MoreMetafields($id: ID!, $first: Int!, $after: String) {
    product(id: $id) {
      metafields(first: $first, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { ${METAFIELD_FIELDS} }
      }
    }
  }`,
  schema: z.object({
    product: z.object({ metafields: metafieldPageSchema }).nullable(),
  }),
});

/** Whose variants they are. */
export const productsOfVariants = operation<{ readonly ids: readonly string[] }>()({
  name: "ProductsOfVariants",
  document: `
  query ProductsOfVariants($ids: [ID!]!) {
    nodes(ids: $ids) { ... on ProductVariant { id product { id } } }
  }`,
  schema: z.object({
    nodes: z.array(
      z
        .object({ id: z.string(), product: z.object({ id: z.string() }) })
        .or(nothingSchema)
        .nullable(),
    ),
  }),
});

/** Exact up to 10,000, which is more than anybody needs to know here. */
export const countProducts = operation<{ readonly query: string | null }>()({
  name: "CountProducts",
  document: "query CountProducts($query: String) { productsCount(query: $query) { count } }",
  schema: z.object({ productsCount: z.object({ count: z.int() }).nullable() }),
});
