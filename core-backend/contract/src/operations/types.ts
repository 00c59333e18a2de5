import type { OperationId, Operations } from "./index.ts";

/** A schema's two sides, by the Standard Schema interface that zod implements. */
type StandardTypes<Input, Output> = {
  readonly "~standard": { readonly types?: { readonly input: Input; readonly output: Output } | undefined };
};

/** What a schema takes. */
export type InputOf<Schema> = Schema extends StandardTypes<infer Input, infer _> ? Input : never;

/** What a schema makes of its input. */
export type OutputOf<Schema> = Schema extends StandardTypes<infer _, infer Output> ? Output : never;

/** What an operation answers: the wire resource, its text, the address it redirects to, or `Empty`. */
export type AnswerOf<Id extends OperationId, Empty> = Operations[Id]["response"] extends {
  readonly schema: infer Schema;
}
  ? OutputOf<Schema>
  : Operations[Id]["response"] extends { readonly kind: "redirect" | "text" }
    ? string
    : Empty;
