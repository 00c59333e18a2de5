import { z } from "zod";
import { operation } from "../client/operation.ts";
import { pageInfoSchema } from "./product-fields.ts";

const COLLECTION_FIELDS = `
  fragment CollectionFields on Collection {
    id title handle updatedAt
    description(truncateAt: 1000)
    productsCount { count }
    image { url altText }
  }`;
const collectionSchema = z.object({
  id: z.string(),
  title: z.string(),
  handle: z.string(),
  updatedAt: z.string(),
  description: z.string(),
  productsCount: z.object({ count: z.int() }).nullable(),
  image: z.object({ url: z.string(), altText: z.string().nullable() }).nullable(),
});
export type CollectionRow = z.infer<typeof collectionSchema>;

export const searchCollections = operation<{
  readonly first: number;
  readonly after: string | null;
  readonly query: string | null;
}>()({
  name: "SearchCollections",
  document: `
  query SearchCollections($first: Int!, $after: String, $query: String) {
    collections(first: $first, after: $after, query: $query, sortKey: ID) {
      pageInfo { hasNextPage endCursor }
      nodes { ...CollectionFields }
    }
  }
  ${COLLECTION_FIELDS}`,
  schema: z.object({
    collections: z.object({ pageInfo: pageInfoSchema, nodes: z.array(collectionSchema) }),
  }),
});

export const collectionsById = operation<{ readonly ids: readonly string[] }>()({
  name: "CollectionsById",
  document: `
  query CollectionsById($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Collection { ...CollectionFields } }
  }
  ${COLLECTION_FIELDS}`,
  schema: z.object({
    nodes: z.array(collectionSchema.or(z.strictObject({}).transform(() => undefined)).nullable()),
  }),
});
