import { z } from "zod";

const throttleStatusSchema = z.object({
  maximumAvailable: z.number(),
  currentlyAvailable: z.number(),
  restoreRate: z.number(),
});

const costSchema = z.object({
  requestedQueryCost: z.number(),
  /** Null when it was throttled. */
  actualQueryCost: z.number().nullish(),
  throttleStatus: throttleStatusSchema,
});
export type AnsweredCost = z.infer<typeof costSchema>;

const graphqlErrorSchema = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z.object({ code: z.string().nullish(), requiredAccess: z.string().nullish() }).nullish(),
});
export type GraphqlError = z.infer<typeof graphqlErrorSchema>;

const answerSchema = z.object({
  data: z.unknown().optional(),
  errors: z.array(graphqlErrorSchema).optional(),
  extensions: z.object({ cost: costSchema.optional().catch(undefined) }).nullish(),
});

/** What the Admin API answers with HTTP 200, for better or worse. */
export interface Answer {
  readonly data: unknown;
  readonly errors: readonly GraphqlError[];
  readonly cost: AnsweredCost | undefined;
}

/** Undefined for what is no answer of a GraphQL API, such as a web page. */
export function answerOf(text: string): Answer | undefined {
  const parsed = answerSchema.safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  const { data, errors = [], extensions } = parsed.data;
  if (data === undefined && errors.length === 0) return undefined;
  return { data, errors, cost: extensions?.cost };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
