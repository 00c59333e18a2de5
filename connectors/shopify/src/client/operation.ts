import type { z } from "zod";

/**
 * One GraphQL operation: its document, exactly one named operation in it, and what of its answer is read. All of them
 * are exported by `operations/index.ts`, which a test checks against Shopify's schema.
 */
export interface Operation<Data, Variables> {
  readonly name: string;
  readonly document: string;
  readonly schema: z.ZodType<Data>;
  /** Only for the type. */
  readonly variables?: Variables;
}

export type OperationVariables = Readonly<Record<string, unknown>>;

/**
 * Declares an operation. The variables are told, what is read follows from the schema.
 *
 * @example
 * const shopName = operation<{}>()({
 *   name: "ShopName",
 *   document: "query ShopName { shop { name } }",
 *   schema: z.object({ shop: z.object({ name: z.string() }) }),
 * });
 */
export function operation<Variables extends OperationVariables>() {
  return <Data>(declared: Pick<Operation<Data, Variables>, "name" | "document" | "schema">) =>
    declared as Operation<Data, Variables>;
}
