import { z } from "zod";

/** Query parameters of every list. */
export const pageQuerySchema = z.object({
  cursor: z.string().max(2_000).optional().describe("Opaque; from the page before"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A page of a list; without `cursor` it is the last. */
export const pageOf = <Item extends z.ZodType>(item: Item, id: string) =>
  z.object({ items: z.array(item), cursor: z.string().optional() }).meta({ id });

export const timestampSchema = z.int().nonnegative().describe("Milliseconds since 1970-01-01 UTC");
