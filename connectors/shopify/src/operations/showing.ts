import { z } from "zod";
import { operation } from "../client/operation.ts";
import { userErrorSchema } from "./files.ts";
import { pageInfoSchema } from "./product-fields.ts";

/** What products, variants and collections show, and how it is changed. */

const otherSchema = z.strictObject({}).transform(() => undefined);
const idSchema = z.object({ id: z.string() });

const SHOWN_MEDIA =
  "pageInfo { hasNextPage endCursor } nodes { id ... on MediaImage { alt fileStatus image { url } } }";
const shownMediaSchema = z.object({
  id: z.string(),
  // Of an image; videos and models have none of these here.
  alt: z.string().nullish(),
  fileStatus: z.enum(["UPLOADED", "PROCESSING", "READY", "FAILED"]).optional(),
  image: z.object({ url: z.string() }).nullish(),
});
export type ShownMedia = z.infer<typeof shownMediaSchema>;
const mediaPageSchema = z.object({ pageInfo: pageInfoSchema, nodes: z.array(shownMediaSchema) });

/** Media of a product that are read at once together with other products'; few have more. */
export const MEDIA_AT_ONCE = 50;

export const shownProducts = operation<{ readonly ids: readonly string[] }>()({
  name: "ShownProducts",
  document: `
  query ShownProducts($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Product { id media(first: ${MEDIA_AT_ONCE}, sortKey: POSITION) { ${SHOWN_MEDIA} } }
    }
  }`,
  schema: z.object({
    nodes: z.array(z.object({ id: z.string(), media: mediaPageSchema }).or(otherSchema).nullable()),
  }),
});

export const moreShownMedia = operation<{ readonly id: string; readonly after: string }>()({
  name: "MoreShownMedia",
  document: `
  query MoreShownMedia($id: ID!, $after: String!) {
    product(id: $id) { media(first: 250, after: $after, sortKey: POSITION) { ${SHOWN_MEDIA} } }
  }`,
  schema: z.object({ product: z.object({ media: mediaPageSchema }).nullable() }),
});

/** The order alone: what each is, is known from having looked before. */
export const mediaOrders = operation<{ readonly ids: readonly string[] }>()({
  name: "MediaOrders",
  document: `
  query MediaOrders($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Product { id media(first: 250, sortKey: POSITION) { pageInfo { hasNextPage endCursor } nodes { id } } }
    }
  }`,
  schema: z.object({
    nodes: z.array(
      z
        .object({ id: z.string(), media: z.object({ pageInfo: pageInfoSchema, nodes: z.array(idSchema) }) })
        .or(otherSchema)
        .nullable(),
    ),
  }),
});

const SHOWN_VARIANT = "id selectedOptions { name value } media(first: 1) { nodes { id } }";
const shownVariantSchema = z.object({
  id: z.string(),
  selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
  media: z.object({ nodes: z.array(idSchema) }),
});

const VARIANTS = `pageInfo { hasNextPage endCursor } nodes { ${SHOWN_VARIANT} }`;
const variantPageSchema = z.object({ pageInfo: pageInfoSchema, nodes: z.array(shownVariantSchema) });
const optionSchema = z.object({ name: z.string(), optionValues: z.array(z.object({ name: z.string() })) });

/** The first page of variants of several products; few have more. Options and their values in the merchant's order. */
export const shownVariants = operation<{ readonly ids: readonly string[] }>()({
  name: "ShownVariants",
  document: `
  query ShownVariants($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Product { id options { name optionValues { name } } variants(first: 250) { ${VARIANTS} } }
    }
  }`,
  schema: z.object({
    nodes: z.array(
      z
        .object({ id: z.string(), options: z.array(optionSchema), variants: variantPageSchema })
        .or(otherSchema)
        .nullable(),
    ),
  }),
});
export type ShownVariants = Exclude<z.infer<typeof shownVariants.schema>["nodes"][number], null | undefined>;

export const moreShownVariants = operation<{ readonly id: string; readonly after: string }>()({
  name: "MoreShownVariants",
  document: `
  query MoreShownVariants($id: ID!, $after: String!) {
    product(id: $id) { variants(first: 250, after: $after) { ${VARIANTS} } }
  }`,
  schema: z.object({ product: z.object({ variants: variantPageSchema }).nullable() }),
});

export const shownVariantsById = operation<{ readonly ids: readonly string[] }>()({
  name: "ShownVariantsById",
  document: `
  query ShownVariantsById($ids: [ID!]!) {
    nodes(ids: $ids) { ... on ProductVariant { ${SHOWN_VARIANT} } }
  }`,
  schema: z.object({ nodes: z.array(shownVariantSchema.or(otherSchema).nullable()) }),
});

/**
 * An image takes the place of the one that the variant had. Nothing is written about whether it does so in every case,
 * so it is told what the variants show then.
 */
export const setVariantImages = operation<{
  readonly productId: string;
  readonly variants: readonly { readonly id: string; readonly mediaId: string }[];
}>()({
  name: "SetVariantImages",
  document: `
  mutation SetVariantImages($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
    productVariantsBulkUpdate(productId: $productId, variants: $variants) {
      productVariants { id media(first: 1) { nodes { id } } }
      userErrors { field message code }
    }
  }`,
  schema: z.object({
    productVariantsBulkUpdate: z.object({
      productVariants: z
        .array(z.object({ id: z.string(), media: z.object({ nodes: z.array(idSchema) }) }))
        .nullable(),
      userErrors: z.array(userErrorSchema),
    }),
  }),
});

export const detachVariantImages = operation<{
  readonly productId: string;
  readonly variantMedia: readonly { readonly variantId: string; readonly mediaIds: readonly string[] }[];
}>()({
  name: "DetachVariantImages",
  document: `
  mutation DetachVariantImages($productId: ID!, $variantMedia: [ProductVariantDetachMediaInput!]!) {
    productVariantDetachMedia(productId: $productId, variantMedia: $variantMedia) {
      userErrors { field message code }
    }
  }`,
  schema: z.object({ productVariantDetachMedia: z.object({ userErrors: z.array(userErrorSchema) }) }),
});

export const reorderMedia = operation<{
  readonly id: string;
  /** Applied one after the other. */
  readonly moves: readonly { readonly id: string; readonly newPosition: string }[];
}>()({
  name: "ReorderMedia",
  document: `
  mutation ReorderMedia($id: ID!, $moves: [MoveInput!]!) {
    productReorderMedia(id: $id, moves: $moves) { job { id done } mediaUserErrors { field message code } }
  }`,
  schema: z.object({
    productReorderMedia: z.object({
      job: z.object({ id: z.string(), done: z.boolean() }).nullable(),
      mediaUserErrors: z.array(userErrorSchema),
    }),
  }),
});

export const jobById = operation<{ readonly id: string }>()({
  name: "JobById",
  document: "query JobById($id: ID!) { job(id: $id) { done } }",
  schema: z.object({ job: z.object({ done: z.boolean() }).nullable() }),
});

const COLLECTION_IMAGE = "image { url altText width height }";
const shownCollectionSchema = z.object({
  id: z.string(),
  image: z
    .object({
      url: z.string(),
      altText: z.string().nullable(),
      width: z.int().nullable(),
      height: z.int().nullable(),
    })
    .nullable(),
});
export type ShownCollection = z.infer<typeof shownCollectionSchema>;

export const shownCollections = operation<{ readonly ids: readonly string[] }>()({
  name: "ShownCollections",
  document: `
  query ShownCollections($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Collection { id ${COLLECTION_IMAGE} } }
  }`,
  schema: z.object({ nodes: z.array(shownCollectionSchema.or(otherSchema).nullable()) }),
});

/** Without `src` only the text is changed; null takes the image away. */
export interface CollectionImageInput {
  readonly src?: string;
  readonly altText: string | null;
}

export const setCollectionImage = operation<{
  readonly collection: { readonly id: string; readonly image: CollectionImageInput | null };
}>()({
  name: "SetCollectionImage",
  document: `
  mutation SetCollectionImage($collection: CollectionUpdateInput!) {
    collectionUpdate(collection: $collection) {
      collection { id ${COLLECTION_IMAGE} }
      userErrors { field message }
    }
  }`,
  schema: z.object({
    collectionUpdate: z.object({
      collection: shownCollectionSchema.nullable(),
      userErrors: z.array(userErrorSchema),
    }),
  }),
});
