import { z } from "zod";
import { timestampSchema } from "../paging.ts";

/** Which items: all of them without any member. */
export const itemQuerySchema = z
  .object({
    search: z.string().max(200).optional(),
    ids: z.array(z.string().min(1).max(200)).min(1).max(500).optional(),
    kind: z.string().max(60).optional().describe("As in `post`; the connector's own kinds"),
    withoutImage: z.boolean().optional().describe("Only items that have no image yet"),
    changedSince: timestampSchema.optional(),
    filters: z.record(z.string().max(60), z.string().max(200)).optional().describe("The connector's own"),
  })
  .meta({ id: "ItemQuery" });
export type ItemQuery = z.infer<typeof itemQuerySchema>;

/** Something at the target that wants an image: a post, a product, an entry. */
export const itemSchema = z
  .object({
    id: z.string().min(1).max(200),
    kind: z.string().max(60),
    title: z.string().max(500),
    url: z.string().max(2_000).nullable(),
    fields: z.record(z.string().max(60), z.string().max(20_000)).describe("What a template can use"),
    image: z.object({ url: z.string(), altText: z.string() }).nullable().describe("What it shows now"),
    updatedAt: timestampSchema.nullable(),
  })
  .meta({ id: "Item" });
export type Item = z.infer<typeof itemSchema>;

export const itemPageSchema = z
  .object({ items: z.array(itemSchema), cursor: z.string().max(2_000).optional() })
  .meta({ id: "ItemPage" });
export type ItemPage = z.infer<typeof itemPageSchema>;

export const listTargetItemsSchema = z
  .object({ query: itemQuerySchema.default({}), cursor: z.string().max(2_000).optional() })
  .meta({ id: "ListTargetItems" });
